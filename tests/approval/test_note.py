import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.approval.keys import Signer
from dabir.approval.merkle import leaf_hash
from dabir.approval.note import Kind, Note, TreeHead, VerifierKey, witnesses
from dabir.domain.errors import RecordBroken

# The example of the Go package golang.org/x/mod/sumdb/note, which the format comes from.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
SEEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
LOG, WITNESS = Signer.generate("device-log"), Signer.generate("Aran")
HEAD = TreeHead("dabir/device-log", 7, leaf_hash(b"seven"))
LOG_KEY = VerifierKey("dabir/device-log", LOG.public_key)
WITNESS_KEY = VerifierKey("dabir/Aran", WITNESS.public_key, Kind.COSIGNATURE)


@pytest.fixture
def checkpoint():
    return Note(HEAD.text).signed_by(LOG, LOG_KEY.name).cosigned_by(WITNESS, WITNESS_KEY.name, SEEN)


def test_note_of_another_implementation_is_read_and_checked():
    key, note = VerifierKey.read(GO_KEY), Note.read(GO_NOTE)
    assert note.is_signed_by(key)
    assert str(key) == GO_KEY
    assert str(note) == GO_NOTE


def test_log_and_witness_are_both_recognised_after_writing_and_reading(checkpoint):
    read = Note.read(str(checkpoint))
    assert TreeHead.read(read.text) == HEAD
    assert read.is_signed_by(LOG_KEY)
    assert read.witnessed(WITNESS_KEY) == SEEN
    assert witnesses(read, {"Aran": WITNESS_KEY, "Turan": LOG_KEY}) == {"Aran": SEEN}


def test_another_key_under_the_same_name_is_not_recognised(checkpoint):
    stranger = Signer.generate("device-log")
    assert not checkpoint.is_signed_by(VerifierKey(LOG_KEY.name, stranger.public_key))
    assert not Note(HEAD.text).signed_by(stranger, LOG_KEY.name).is_signed_by(LOG_KEY)
    assert checkpoint.witnessed(VerifierKey(WITNESS_KEY.name, stranger.public_key, Kind.COSIGNATURE)) is None


def test_signature_of_the_log_is_no_cosignature_and_the_other_way_round(checkpoint):
    assert checkpoint.witnessed(VerifierKey(LOG_KEY.name, LOG.public_key, Kind.COSIGNATURE)) is None
    assert not checkpoint.is_signed_by(VerifierKey(WITNESS_KEY.name, WITNESS.public_key))


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_no_changed_byte_of_a_checkpoint_passes(at, change):
    note = Note(HEAD.text).signed_by(LOG, LOG_KEY.name).cosigned_by(WITNESS, WITNESS_KEY.name, SEEN)
    data = bytearray(str(note).encode())
    at %= len(data)
    data[at] ^= change
    try:
        read = Note.read(data.decode())
    except (RecordBroken, UnicodeDecodeError):
        return
    assert not (read.is_signed_by(LOG_KEY) and read.witnessed(WITNESS_KEY) == SEEN)


def test_time_of_a_cosignature_is_signed(checkpoint):
    log, witness = checkpoint.signatures
    later = (int(SEEN.timestamp()) + 1).to_bytes(8, "big")
    moved = Note(checkpoint.text, (log, type(witness)(witness.name, witness.data[:4] + later + witness.data[12:])))
    assert moved.witnessed(WITNESS_KEY) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no signatures\n",
        "no blank line\n\u2014 name AAAA\n",
        "text\n\n\u2014 name AAAA",
        "text\n\n\u2014 na+me AAAA\n",
        "text\n\n\u2014 name A\n",
        "text\n\n- name AAAA\n",
        "text\n\n\u2014 name AAAA\nmore\n",
    ],
)
def test_what_is_no_note_is_refused(text):
    with pytest.raises(RecordBroken):
        Note.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "origin\n1\n",
        "origin\n-1\n" + base64.b64encode(b"x" * 32).decode() + "\n",
        "origin\n01\n" + base64.b64encode(b"x" * 32).decode() + "\n",
        "origin\n1\n" + base64.b64encode(b"x" * 31).decode() + "\n",
        "origin\n1\n" + base64.b64encode(b"x" * 32).decode() + "\nextension\n",
        "two words\n1\n" + base64.b64encode(b"x" * 32).decode() + "\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(RecordBroken):
        TreeHead.read(text)


@pytest.mark.parametrize("text", ["", "name", "name+00000000+AAAA", GO_KEY.replace("c7", "c8"), GO_KEY + "="])
def test_what_is_no_verifier_key_is_refused(text):
    with pytest.raises(RecordBroken):
        VerifierKey.read(text)
