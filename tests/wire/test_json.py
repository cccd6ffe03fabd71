import pytest

from dabir.domain.errors import WireError
from dabir.wire.json import Item, looks_like_objects, read_values, words_of
from dabir.wire.properties import Findings


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (" Bir ", "Bir"),
        (7, "7"),
        (None, ""),
        (False, ""),
        ([], ""),
        (["a", ["b", 1.5]], "a; b; 1.5"),
        ({"name": "Leyla", "role": "müəllif", "uri": ""}, "Leyla; role=müəllif"),
        ({"x": {"y": [{"z": "dərin"}, {"value": "söz"}]}, "yes": True}, "z=dərin; söz; yes=True"),
    ],
)
def test_value_of_any_shape_becomes_words(value, words):
    assert words_of(value) == words


def test_depth_of_a_value_costs_no_recursion():
    value = "dib"
    for _ in range(100_000):
        value = [value]
    assert words_of(value) == "dib"


def test_rest_is_what_is_not_known_and_not_empty():
    item = Item({"a_b": "1", "C": ["2"], "d": "", "e": {"f": None}, "Known_One": "x"})
    assert list(item.rest({"knownone"})) == [("a_b", "1"), ("C", "2")]


def test_rest_can_be_stored():
    findings = Findings(None)
    assert list(Item({"x": "a\x00b\ud800"}, findings).rest(())) == [("x", "a\ufffdb\ufffd")]
    assert "U+FFFD" in findings.defects[0]


def test_parts_of_a_list_have_no_name_and_those_of_an_object_theirs():
    item = Item({"list": [{"a": 1}, "no object"], "object": {"x": {"a": 2}, "y": 3}})
    assert [(key, one.value) for key, one in item.parts("list")] == [("", {"a": 1})]
    assert [(key, one.value) for key, one in item.parts("object")] == [("x", {"a": 2})]
    assert item.parts("absent") == ()


@pytest.mark.parametrize(
    "data", [b'{"a": 1}', b' [ {"a": 1}]', b"\xef\xbb\xbf{}", '{"a": "ə"}'.encode("utf-16"), b"[]"]
)
def test_objects_are_told_by_their_beginning(data):
    assert looks_like_objects(data)


@pytest.mark.parametrize("data", [b"", b"[ARAN] x", b"{x}", b"<a/>", b"1", b'"a"'])
def test_other_texts_are_no_objects(data):
    assert looks_like_objects(data) == ""


@pytest.mark.parametrize("data", [b'{"a"', b"[" * 100_000, b"tru"])
def test_what_is_no_json_is_refused(data):
    with pytest.raises(WireError):
        read_values(data)
