import pytest
from wire_samples import ninjs, write

PAIR = ("--from", "fa", "--to", "az")
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="fa"/><body>
<tu><tuv xml:lang="fa"><seg>باران در باکو بارید.</seg></tuv>
<tuv xml:lang="az" changeid="Nigar" changedate="20260301T090000Z"><seg>Bakıda yağış yağdı.</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "units.tmx"
    path.write_text(TMX, "utf-8")
    return path


def test_memory_is_brought_in_searched_and_written_out(dabir, file, tmp_path):
    assert dabir.objects("memory", "import", file) == [{"file": str(file), "units": 1, "added": 1, "left_out": 0}]
    assert "0 of 1 unit from" in dabir("memory", "import", file).stdout
    (match,) = dabir.objects("memory", "search", "باران در گنجه بارید.", *PAIR)
    assert 60 <= match.pop("score") < 100
    assert match == {
        "source": "باران در باکو بارید.",
        "target": "Bakıda yağış yağdı.",
        "from": "fa",
        "to": "az",
        "editor": "Nigar",
        "time": "2026-03-01T09:00:00+00:00",
        "story": "",
        "origin": "units.tmx",
    }
    out = tmp_path / "out.tmx"
    assert dabir.objects("memory", "export", out, *PAIR) == [{"file": str(out), "units": 1}]
    assert dabir.objects("memory", "export", out, *PAIR, "--partner", "ALBORZ") == [{"file": str(out), "units": 0}]


def test_lines_for_people_tell_score_languages_and_where_it_is_from(dabir, file):
    dabir("memory", "import", file)
    line = dabir("memory", "search", "باران در باکو بارید.", *PAIR).stdout
    assert line == "100 fa→az باران در باکو بارید. = Bakıda yağış yağdı. [units.tmx]\n"
    assert "Nothing was found" in dabir("memory", "search", "برف", *PAIR).stderr


def test_concordance_looks_into_memory_and_archive(dabir, file, tmp_path):
    dabir("memory", "import", file)
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    unit, hit = dabir.objects("memory", "concordance", "باکو")
    assert (unit["in"], unit["source_spans"], unit["target_spans"]) == ("memory", [[9, 13]], [])
    assert (hit["in"], hit["uri"], hit["language"]) == ("archive", "tag:alborz.example,2026:1", "fa")
    assert dabir.objects("memory", "concordance", "باکو", "--language", "az", "--language", "fa") == [unit, hit]
    assert dabir.objects("memory", "concordance", "باکو", "--language", "ru") == []
    assert "باکو" in dabir("memory", "concordance", "باکو").stdout
    assert "Nothing was found" in dabir("memory", "concordance", "زنجان").stderr


def test_bad_file_is_named_and_does_not_stop_the_rest(dabir, file, tmp_path):
    bad = write(tmp_path, "bad.tmx", b"<tmx><body>")
    none = tmp_path / "none.tmx"
    result = dabir("memory", "import", bad, none, file, status=3)
    assert f"{bad}, line 1" in result.stderr
    assert f"{none} cannot be read" in result.stderr
    assert "1 of 1 unit from" in result.stdout


def test_what_is_left_out_is_told_and_counted(dabir, tmp_path):
    entries = "<tu/>\n" * 15
    file = write(tmp_path, "half.tmx", f"<tmx><header/><body>{entries}</body></tmx>".encode())
    told = dabir("memory", "import", file).stderr
    assert told.count("fewer than two languages") == 10
    assert "5 more" in told


def test_export_between_one_language_is_refused(dabir, file, tmp_path):
    dabir("memory", "import", file)
    result = dabir("memory", "export", tmp_path / "x.tmx", "--from", "fa", "--to", "fa", status=3)
    assert "two different" in result.stderr
