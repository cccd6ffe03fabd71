from dabir.domain.story import Link, LinkKind, PubStatus, Story
from dabir.wire.alternates import Text, body_of, by_language, uri_of, with_alternates_killed
from dabir.wire.markup import Body

PERSIAN = Text(Body(("این پل می‌تواند هم‌زمان دو کشتی بزرگ را بپذیرد و تا پایان سال آماده می‌شود.",)))
AZERBAIJANI = Text(Body(("Körpü eyni vaxtda iki böyük gəmini qəbul edə bilər və ilin sonunadək hazır olacaq.",)))
PICTURE = Text(Body((), ("A note",)))


def codes(texts, own):
    return [(part.code, list(part.texts)) for part in by_language(texts, own)]


def test_texts_that_declare_no_language_are_parted_by_detection():
    assert codes([AZERBAIJANI, PERSIAN], "az") == [("", [AZERBAIJANI]), ("fa", [PERSIAN])]


def test_text_alone_belongs_to_its_item_whatever_is_declared():
    assert codes([PERSIAN], "en") == [("", [PERSIAN])]


def test_first_text_is_the_items_where_none_fits_its_language():
    assert codes([PERSIAN, AZERBAIJANI], "en") == [("", [PERSIAN]), ("az", [AZERBAIJANI])]


def test_what_has_no_words_belongs_to_the_item():
    assert codes([PICTURE, AZERBAIJANI, PERSIAN], "fa") == [("", [PICTURE, PERSIAN]), ("az", [AZERBAIJANI])]


def test_declared_language_is_taken_in_any_notation():
    declared = Text(AZERBAIJANI.body, "AZ-Latn")
    assert codes([PERSIAN, declared], "fa") == [("", [PERSIAN]), ("az", [declared])]


def test_language_nobody_here_reads_stays_with_the_item():
    german = Text(Body(("Die Brücke ist offen.",)), "de")
    assert codes([PERSIAN, german], "fa") == [("", [PERSIAN, german])]


def test_item_without_texts_is_one_story():
    assert codes([], "fa") == [("", [])]


def test_story_knows_which_languages_are_told_elsewhere():
    own, other = by_language([AZERBAIJANI, PERSIAN], "az")
    assert own.elsewhere == {"fa"}
    assert "az" in other.elsewhere
    assert "fa" not in other.elsewhere


def test_same_text_in_another_format_is_taken_once_and_loses_no_word():
    one, other = Text(Body(("A b.", "C d.", "E."))), Text(Body(("A\nb.", "C  d.", "New.")))
    assert body_of([one, other]) == Body(("A b.", "C d.", "E."), ("New.",))


def test_text_that_only_shares_a_line_is_another_text():
    one, other = Text(Body(("A.", "B."))), Text(Body(("C.", "D.", "B.")))
    assert body_of([one, other]).paragraphs == ("A.", "B.", "C.", "D.", "B.")


def test_identity_of_another_language_is_that_of_the_item_with_the_language():
    assert uri_of("urn:x:1", "fa") == "urn:x:1#fa"
    assert uri_of("urn:x:1", "") == "urn:x:1"
    assert uri_of("", "fa") == ""


def test_kill_names_every_language_and_nothing_else_does():
    killed = with_alternates_killed(Story("urn:x:1", pubstatus=PubStatus.CANCELED))
    assert {Link(LinkKind.KILLS, "urn:x:1#fa"), Link(LinkKind.KILLS, "urn:x:1#az")} <= set(killed.links)
    other = with_alternates_killed(Story("urn:x:2", links=(Link(LinkKind.KILLS, "urn:x:1", 3),)))
    assert other.links[0] == Link(LinkKind.KILLS, "urn:x:1", 3)
    assert Link(LinkKind.KILLS, "urn:x:1#fa", 3) in other.links
    usable = Story("urn:x:1", links=(Link(LinkKind.REPLACES, "urn:x:1", 1),))
    assert with_alternates_killed(usable) is usable
