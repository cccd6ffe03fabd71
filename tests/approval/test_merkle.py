import hashlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.approval.merkle import (
    EMPTY_ROOT,
    Frontier,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    prove,
)

# The leaves and roots that the certificate-transparency logs' own tests use.
KNOWN_LEAVES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
KNOWN_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LEAVES = [leaf_hash(bytes([number])) for number in range(40)]


def by_definition(leaves):
    """MTH of RFC 6962, 2.1, word for word."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(by_definition(leaves[:half]), by_definition(leaves[half:]))


def path_by_definition(place, leaves):
    """PATH of RFC 6962, 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if place < half:
        return [*path_by_definition(place, leaves[:half]), by_definition(leaves[half:])]
    return [*path_by_definition(place - half, leaves[half:]), by_definition(leaves[:half])]


def test_roots_are_those_of_the_known_logs():
    frontier = Frontier()
    assert frontier.root == EMPTY_ROOT
    for leaf, root in zip(KNOWN_LEAVES, KNOWN_ROOTS, strict=True):
        frontier.add(leaf_hash(bytes.fromhex(leaf)))
        assert frontier.root.hex() == root


@pytest.mark.parametrize("size", range(1, 20))
def test_inclusion_proofs_are_those_of_the_definition_and_show_every_leaf(size):
    proofs = prove(LEAVES, size, places=range(size))
    assert proofs.root == by_definition(LEAVES[:size])
    for place, proof in proofs.inclusion.items():
        assert list(proof) == path_by_definition(place, LEAVES[:size])
        assert is_included(LEAVES[place], place, size, proof, proofs.root)


@pytest.mark.parametrize("size", range(1, 34))
def test_consistency_proofs_show_every_earlier_tree(size):
    proofs = prove(LEAVES, size, sizes=range(1, size + 1))
    for earlier, proof in proofs.consistency.items():
        assert is_consistent(earlier, size, by_definition(LEAVES[:earlier]), proofs.root, proof)
        other = by_definition([*LEAVES[: earlier - 1], leaf_hash(b"another")])
        assert not is_consistent(earlier, size, other, proofs.root, proof)
    assert is_consistent(0, size, EMPTY_ROOT, proofs.root, ())


@given(st.integers(1, 40), st.data())
def test_nothing_but_the_right_proof_is_taken(size, data):
    place = data.draw(st.integers(0, size - 1))
    proofs = prove(LEAVES, size, places=[place])
    proof = list(proofs.inclusion[place])
    wrong = data.draw(st.integers(0, size - 1).filter(lambda other: other != place) if size > 1 else st.none())
    if wrong is not None:
        assert not is_included(LEAVES[wrong], place, size, proof, proofs.root)
        assert not is_included(LEAVES[place], wrong, size, proof, proofs.root)
    assert not is_included(LEAVES[place], place, size, [*proof, EMPTY_ROOT], proofs.root)
    if proof:
        assert not is_included(LEAVES[place], place, size, proof[:-1], proofs.root)
        at = data.draw(st.integers(0, len(proof) - 1))
        proof[at] = leaf_hash(proof[at])
        assert not is_included(LEAVES[place], place, size, proof, proofs.root)
    assert not is_included(LEAVES[place], size, size, proofs.inclusion[place], proofs.root)


@given(st.integers(2, 40), st.data())
def test_no_changed_proof_shows_consistency(size, data):
    earlier = data.draw(st.integers(1, size - 1))
    proofs = prove(LEAVES, size, sizes=[earlier])
    proof, root = list(proofs.consistency[earlier]), by_definition(LEAVES[:earlier])
    assert not is_consistent(earlier, size, root, proofs.root, proof[:-1])
    assert not is_consistent(earlier, size, root, proofs.root, [*proof, EMPTY_ROOT])
    at = data.draw(st.integers(0, len(proof) - 1))
    proof[at] = leaf_hash(proof[at])
    assert not is_consistent(earlier, size, root, proofs.root, proof)


def test_later_tree_cannot_be_smaller():
    assert not is_consistent(3, 2, by_definition(LEAVES[:3]), by_definition(LEAVES[:2]), ())


@pytest.mark.parametrize("size", range(20))
def test_frontier_survives_being_written_and_read(size):
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier.add(leaf)
    read = Frontier.from_bytes(frontier.to_bytes())
    read.add(LEAVES[size])
    assert read.root == by_definition(LEAVES[: size + 1])


@pytest.mark.parametrize("data", [b"", b"\0" * 7, b"\0" * 7 + b"\1", (3).to_bytes(8, "big") + b"x" * 63])
def test_damaged_frontier_is_refused(data):
    with pytest.raises(ValueError, match="hashes"):
        Frontier.from_bytes(data)


def test_leaves_are_gone_through_once_and_no_further_than_needed():
    leaves = iter(LEAVES)
    prove(itertools.islice(leaves, 10), 10, places=[3])
    assert next(leaves) == LEAVES[10]
    with pytest.raises(ValueError, match="too few"):
        prove(LEAVES[:3], 4)
    for wrong in ({"places": [4]}, {"places": [-1]}, {"sizes": [0]}, {"sizes": [5]}):
        with pytest.raises(ValueError, match="tree of 4"):
            prove(LEAVES, 4, **wrong)
