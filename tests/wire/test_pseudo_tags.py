import pytest

from dabir.wire.pseudo_tags import CHARACTERS, character_of, with_characters


@pytest.mark.parametrize("tag", ["<endash>", "<ENDASH>", "<endash/>", "<endash />"])
def test_tag_is_its_sign(tag):
    assert with_characters(f"1990{tag}1995") == ("1990–1995", 1)


def test_closing_tag_stands_for_nothing():
    assert with_characters("a<emdash></emdash>b") == ("a—b", 2)


def test_longer_name_is_not_a_shorter_one_with_a_rest():
    assert with_characters("<bullet><bull>") == ("••", 2)


@pytest.mark.parametrize("text", ["<p>", "<endashes>", "endash", "< endash>", "<ende>", ""])
def test_other_tags_and_words_stay(text):
    assert with_characters(text) == (text, 0)


def test_every_sign_is_one_character():
    assert all(len(sign) == 1 and character_of(name.upper()) == sign for name, sign in CHARACTERS.items())
    assert character_of("p") == ""
