"""Signatures at the edges of RFC 8032, where implementations differ."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.approval.signing import Signer, is_signed_by

#: Order of the base point (RFC 8032, 5.1).
ORDER = 2**252 + 27742317777372353535851937790883648493

#: RFC 8032, 7.1: public key, message, signature of tests 1 to 3.
VECTORS = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
)


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_vectors_of_the_rfc(key, message, signature):
    assert is_signed_by(key, bytes.fromhex(message), signature)
    assert not is_signed_by(key, bytes.fromhex(message) + b"x", signature)


@given(message=st.binary(max_size=200), place=st.integers(0, 63), bit=st.integers(0, 7))
@settings(deadline=None, max_examples=60)
def test_an_honest_signature_counts_and_a_changed_one_does_not_whoever_checks(message, place, bit):
    signer = Signer.generate("Sara")
    signature = signer.sign(message)
    other = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer.public_key))
    other.verify(bytes.fromhex(signature), message)
    assert is_signed_by(signer.public_key, message, signature)
    changed = bytearray.fromhex(signature)
    changed[place] ^= 1 << bit
    with pytest.raises(InvalidSignature):
        other.verify(bytes(changed), message)
    assert not is_signed_by(signer.public_key, message, changed.hex())


def test_the_second_number_that_fits_the_same_signature_is_refused():
    signer = Signer.generate("Sara")
    signature = bytes.fromhex(signer.sign(b"entry"))
    second = int.from_bytes(signature[32:], "little") + ORDER
    assert not is_signed_by(signer.public_key, b"entry", (signature[:32] + second.to_bytes(32, "little")).hex())


def test_a_key_that_any_message_fits_signs_nothing():
    # The neutral point as a key: with it as the signature's point and nought as its number, every message fits.
    neutral = (1).to_bytes(32, "little")
    for message in (b"approve", b"kill"):
        assert not is_signed_by(neutral.hex(), message, (neutral + bytes(32)).hex())
