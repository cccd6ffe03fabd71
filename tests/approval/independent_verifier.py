"""Checks a file of evidence by the published formats alone: RFC 6962, RFC 8032, C2SP signed notes and cosignatures.

It shares nothing with Dabir: python independent_verifier.py FILE.zip
"""

import base64
import hashlib
import json
import sys
import zipfile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def signed(key, signature, message):
    Ed25519PublicKey.from_public_bytes(key).verify(signature, message)


def check_note(note, vkeys):
    """Check the signatures by known keys; return the text and who has signed."""
    text, _, lines = note.rpartition("\n\n")
    text, found = text + "\n", set()
    for line in lines.splitlines():
        _, name, coded = line.split(" ")
        data = base64.b64decode(coded)
        for vkey in vkeys:
            whose, _, key = vkey.split("+", 2)
            kind, key = base64.b64decode(key)[:1], base64.b64decode(key)[1:]
            if whose == name and data[:4] == sha(name.encode(), b"\n", kind, key)[:4]:
                at = {b"\1": 4, b"\4": 12}[kind]
                time = f"cosignature/v1\ntime {int.from_bytes(data[4:12], 'big')}\n" if at == 12 else ""
                signed(key, data[at:], (time + text).encode())
                found.add(vkey)
    assert vkeys[0] in found, "not signed by the log"
    return text, found


def split(size):
    return 1 << (size - 1).bit_length() - 1


def root_of(proof, leaf, place, size):
    """RFC 6962, 2.1.1, backwards."""
    if size == 1:
        assert not proof, "the proof is too long"
        return leaf
    *rest, last = proof
    if place < split(size):
        return sha(b"\1", root_of(rest, leaf, place, split(size)), last)
    return sha(b"\1", last, root_of(rest, leaf, place - split(size), size - split(size)))


def roots_of(proof, old_root, old, size):
    """RFC 6962, 2.1.2, backwards: the old root where it is known, else None, and the new one."""
    if old == size:
        (root,) = proof if old_root is None else (*proof, old_root)
        return root, root
    *rest, last = proof
    if old <= split(size):
        first, second = roots_of(rest, old_root, old, split(size))
        return first, sha(b"\1", second, last)
    first, second = roots_of(rest, None, old - split(size), size - split(size))
    return sha(b"\1", last, first), sha(b"\1", last, second)


def tree(leaves):
    """RFC 6962, 2.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha()
    return sha(b"\1", tree(leaves[: split(len(leaves))]), tree(leaves[split(len(leaves)) :]))


def check_entry(entry, editors, device_key):
    """Check the hash and the signature of an entry."""
    name, signature = entry.pop("entry_sha256"), entry.pop("signature")
    message = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    whole = json.dumps(entry | {"signature": signature}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert sha(whole.encode()).hex() == name, f"entry {entry['sequence']} was changed"
    if entry["action"] == "enroll":
        editors[entry["editor"]] = bytes.fromhex(entry["note"])
    own = entry["action"] == "revoke-editor" or entry["editor"] == entry["device"]
    key = device_key if own else editors[entry["editor"]]
    signed(key, bytes.fromhex(signature), message)


def check(file):
    """Raise where anything is wrong; return how many entries are good, and how many cosignatures."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    keys, proofs = json.loads(members["keys.json"]), json.loads(members["proofs.json"])
    vkeys = [keys["log"], *keys["witnesses"].values()]
    sealed, _ = check_note(members["seal.note"].decode(), vkeys)
    assert base64.b64decode(sealed.splitlines()[3]) == sha(members["manifest.json"]), "the manifest was changed"
    for one in json.loads(members["manifest.json"])["members"]:
        assert sha(members[one["name"]]).hex() == one["sha256"], f"{one['name']} was changed"
    text, found = check_note(members["checkpoint"].decode(), vkeys)
    _, size, root = text.splitlines()
    size, root, cosigned = int(size), base64.b64decode(root), len(found) - 1
    leaves, editors, device = [], {}, base64.b64decode(vkeys[0].split("+", 2)[2])[1:]
    inclusion = {one["sequence"]: [base64.b64decode(x) for x in one["proof"]] for one in proofs["inclusion"]}
    for line in members["entries.jsonl"].splitlines():
        entry = json.loads(line)
        leaves.append(sha(b"\0", line))
        if inclusion:
            assert root_of(inclusion[entry["sequence"]], leaves[-1], entry["sequence"], size) == root
        check_entry(entry, editors, device)
    assert len(leaves) == len(inclusion) if inclusion else tree(leaves) == root
    for one in proofs["consistency"]:
        old, found = check_note(one["checkpoint"], vkeys)
        _, old_size, old_root = old.splitlines()
        path = [base64.b64decode(x) for x in one["proof"]]
        if int(old_size) < size:
            assert roots_of(path, base64.b64decode(old_root), int(old_size), size) == (
                base64.b64decode(old_root),
                root,
            )
        cosigned += len(found) - 1
    return len(leaves), cosigned


if __name__ == "__main__":
    sys.stdout.write("good: {} entries, {} cosignatures\n".format(*check(sys.argv[1])))
