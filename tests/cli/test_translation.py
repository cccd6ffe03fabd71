import os
import signal

import pytest
from wire_samples import AZERBAIJANI, PERSIAN, ninjs, take_in, write

from dabir.cli import translation
from dabir.cli.progress import Progress
from dabir.domain.segment import UnitState

NITF = """<nitf><head><docdata><doc-id id-string="x:1"/></docdata></head><body><body.head><hedline><hl1>وزیر به باکو رفت</hl1>
</hedline></body.head><body.content><p>{}</p><p>{}</p></body.content></body></nitf>"""


@pytest.fixture
def rows(desk, tmp_path):
    """Five stories to be translated, and one that is in the language wanted."""
    wires = [ninjs(f"tag:{n}", headline=f"وزیر نیرو در روز {n} آبان به باکو رفت") for n in range(1, 6)]
    english = ninjs("tag:6", language="en", headline="A visit to Baku", body_xhtml="<p>The minister was in Baku.</p>")
    return take_in(desk, tmp_path / "wire", *wires, english)


@pytest.fixture
def told(monkeypatch):
    """What progress was told; a signal is sent to this very process as soon as so many stories are done."""
    heard = []
    tell = Progress.tell
    monkeypatch.setattr(translation, "_TOGETHER", 1)

    def listen(self, words, share):
        heard.append((words, share))
        if words.startswith(f"{heard_until[0]} of") and heard_until[1]:
            os.kill(os.getpid(), heard_until[1])
            heard_until[1] = 0
        tell(self, words, share)

    heard_until = [2, 0]
    monkeypatch.setattr(Progress, "tell", listen)

    def send(number, at=2):
        heard_until[:] = [at, number]
        return heard

    return send


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_is_done_is_kept_when_somebody_stops_it_and_the_same_command_goes_on(
    dabir, desk, rows, told, number, status
):
    told(number)
    stopped = dabir("translate", "--all", "--to", "en", status=status)
    assert stopped.stdout == ""
    assert "Stopped: 2 of 5 stories done, and the drafts kept. The same command goes on" in stopped.stderr
    made = [row for row in rows[:5] if any(unit.machine for unit in desk.translations.units(row, "en"))]
    assert len(made) == 2
    kept = [desk.translations.units(row, "en") for row in made]
    assert all(unit.state is UnitState.MACHINE for units in kept for unit in units)
    desk.translations.edit(made[0], "en", 0, "The minister went to Baku", "Leyla")
    told(0)
    assert {one["uri"] for one in dabir.objects("translate", "--all", "--to", "en")} == {
        f"tag:{n}" for n in range(1, 6)
    }
    assert desk.translations.units(made[1], "en") == kept[1]
    assert desk.translations.units(made[0], "en")[0].target == "The minister went to Baku"


def test_drafts_of_a_story_that_was_stopped_in_its_middle_are_kept(dabir, desk, tmp_path, monkeypatch):
    body = "".join(
        f"<p>وزیر نیرو در روز {day} آبان به شهر باکو رفت و با همتای خود دیدار کرد.</p>" for day in range(200)
    )
    (row,) = take_in(desk, tmp_path / "wire", ninjs("tag:long", body_xhtml=body))
    tell = Progress.tell

    def listen(self, words, share):
        if share > 0:
            os.kill(os.getpid(), signal.SIGINT)
        tell(self, words, share)

    with monkeypatch.context() as during:
        during.setattr(Progress, "tell", listen)
        stopped = dabir("translate", "tag:long", "--to", "en", "--quality", "fast", status=130)
    made = sum(bool(unit.machine) for unit in desk.translations.units(row, "en"))
    assert 0 < made < 200 and stopped.stdout == ""
    assert stopped.stderr.endswith(
        f"dabir: Stopped: {made} segments done, and the drafts kept. The same command goes on with the rest.\n"
    )


def test_stop_while_it_is_printed_is_told_as_any_other(dabir, desk, rows, monkeypatch):
    def interrupted(workflow, story_id, target, as_json, *, headed):
        os.kill(os.getpid(), signal.SIGINT)
        return print_story(workflow, story_id, target, as_json, headed=headed)

    print_story = translation._print_story
    monkeypatch.setattr(translation, "_print_story", interrupted)
    stopped = dabir("translate", "--all", "--to", "en", status=130)
    assert "Stopped: 5 of 5 stories done, and the drafts kept. The same command prints them." in stopped.stderr
    assert stopped.stdout.count("tag:") == 1


def test_stop_is_heard_although_nothing_is_left_to_draft(dabir, rows, told):
    dabir("translate", "--all", "--to", "en")
    told(signal.SIGINT, at=3)
    assert "Stopped: 3 of 5" in dabir("translate", "--all", "--to", "en", status=130).stderr


def test_progress_goes_on_evenly_to_the_last_story_and_stands_on_standard_error_alone(dabir, rows, told):
    heard = told(0)
    result = dabir("translate", "--all", "--to", "en")
    assert "stories" not in result.stdout
    assert [words for words, _ in dict.fromkeys(heard) if words][:1] == ["0 of 5 stories"]
    shares = [share for _, share in heard]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1
    assert {words for words, _ in heard} == {f"{n} of 5 stories" for n in range(5)}


def test_stories_no_pack_serves_are_told_and_do_not_stop_the_others(dabir, desk, rows, tmp_path):
    russian = {"headline": "Министр прибыл в Баку", "body_xhtml": "<p>Он пробудет здесь два дня.</p>"}
    take_in(desk, tmp_path / "russian", ninjs("tag:ru", language="ru", **russian))
    result = dabir("translate", "--all", "--to", "en")
    assert "1 story in Russian left out." in result.stderr
    assert "tag:5" in result.stdout and "tag:ru" not in result.stdout
    assert "left out" not in dabir("translate", "--all", "--from", "ru", "--to", "en", status=3).stderr


def test_nothing_to_translate_is_told(dabir, desk):
    assert "no story in another language than en" in dabir("translate", "--all", "--to", "en").stderr


def test_file_in_a_wire_format_is_translated_as_a_story_and_not_its_tags(dabir, home, tmp_path):
    file = write(tmp_path, "story.txt", NITF.format(*PERSIAN).encode())
    segments = dabir.objects("translate", "--file", file, "--to", "en")
    assert [(one["paragraph"], one["source"]) for one in segments][:2] == [(-1, "وزیر به باکو رفت"), (0, PERSIAN[0])]
    assert " ".join(one["source"] for one in segments[1:]) == " ".join(PERSIAN)
    assert {one["uri"] for one in segments} == {"x:1"} and all(one["target"] for one in segments)
    assert not home.exists()
    assert dabir.objects("translate", "-", "--to", "en", stdin=file.read_bytes()) == segments


def test_items_of_one_file_stand_under_their_names_and_bad_ones_are_told(dabir, tmp_path):
    items = "".join(f"<item><guid>{n}</guid><title>{text}</title></item>" for n, text in enumerate(AZERBAIJANI))
    feed = f'<rss version="2.0"><channel><title>x</title>{items}<item><guid>2</guid></item></channel></rss>'
    result = dabir("translate", "--file", write(tmp_path, "feed.rss", feed.encode()), "--from", "az", "--to", "fa")
    assert result.stdout.startswith("\n0 v1\n") and "\n1 v1\n" in result.stdout
    assert "feed.rss, item 3: " in result.stderr


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<nitf><body>", "cut short or damaged"),
        (b"<order><item>1</item></order>", "XML of a kind that is not known here (<order>)"),
        (b'<rss version="2.0"><channel><item><guid>2</guid></item></channel></rss>', "no story that can be read"),
    ],
)
def test_file_that_cannot_be_read_is_refused_by_name(dabir, tmp_path, data, told):
    result = dabir("translate", "--file", write(tmp_path, "a.xml", data), "--from", "fa", "--to", "en", status=3)
    assert told in result.stderr and "a.xml" in result.stderr and result.stdout == ""


def test_text_that_is_in_the_language_already_and_one_without_words_are_told(dabir):
    assert "in Persian already" in dabir("translate", "-", "--from", "fa", "--to", "fas", stdin="باران\n").stderr
    assert "nothing to translate" in dabir("translate", "-", "--from", "fa", "--to", "en", stdin="\n").stderr
    assert "--from LANG" in dabir("translate", "-", "--to", "en", stdin="123\n", status=2).output


def test_pairs_without_a_finding_are_told(dabir, tmp_path):
    file = write(tmp_path, "pairs.tsv", "۱۲ نفر آمدند.\t12 nəfər gəldi.\n".encode())
    result = dabir("check", file, "--from", "fa", "--to", "az")
    assert result.stdout == "" and "Nothing was found to be wrong." in result.stderr


@pytest.mark.parametrize(
    "command", [("translate", "-"), ("terms", "list"), ("memory", "search", "x"), ("check", "pairs.tsv")]
)
def test_a_code_of_no_language_is_refused_and_near_ones_are_named(dabir, command):
    refused = dabir(*command, "--from", "farsy", "--to", "xx", status=2, stdin="x")
    assert "no code of a language" in refused.output


def test_a_language_may_be_written_as_wires_write_it(dabir):
    assert dabir("translate", "-", "--from", "PER", "--to", "en-GB", stdin="تهران\n").stdout.strip() == "Tehran"
