import pytest

PAIR = ("--from", "fa", "--to", "az")


def test_terms_are_added_listed_and_removed(dabir):
    (made,) = dabir.objects(
        "terms", "add", "وزارت امور خارجه", "Xarici İşlər Nazirliyi", *PAIR, "--source-form", "وزارت خارجه",
        "--target-form", "XİN", "--forbid", "Nazirlik", "--forbid", "Xarici Nazirlik", "--partner", "ARAN", "--note", "x",
    )  # fmt: skip
    assert made["forbidden"] == ["Nazirlik", "Xarici Nazirlik"]
    assert dabir.objects("terms", "list") == [made] == dabir.objects("terms", "list", "xarici")
    assert dabir.objects("terms", "list", "yağış") == dabir.objects("terms", "list", "--partner", "") == []
    assert "not Nazirlik, Xarici Nazirlik [ARAN]" in dabir("terms", "list").stdout
    dabir("terms", "remove", made["id"])
    assert dabir.objects("terms", "list") == []
    assert f"no entry {made['id']}" in dabir("terms", "remove", made["id"], status=1).stderr


@pytest.mark.parametrize("suffix", ["csv", "tbx"])
def test_terms_are_exported_and_imported(dabir, tmp_path, suffix):
    dabir("terms", "add", "باران", "yağış", *PAIR)
    file = tmp_path / f"terms.{suffix}"
    assert dabir.objects("terms", "export", file, *PAIR) == [{"file": str(file), "terms": 1}]
    dabir("terms", "remove", dabir.objects("terms", "list")[0]["id"])
    (made,) = dabir.objects("terms", "import", file, *PAIR, "--partner", "ARAN")
    assert (made["terms"], made["left_out"]) == (1, [])
    (term,) = dabir.objects("terms", "list", "--partner", "ARAN")
    assert (term["source"], term["target"], term["origin"]) == ("باران", "yağış", file.name)


def test_desk_knows_its_own_export_again_and_the_numbers_agree(dabir, tmp_path):
    dabir("terms", "add", "باران", "yağış", *PAIR)
    dabir("terms", "add", "برف", "qar", *PAIR)
    file, copy = tmp_path / "terms.tbx", tmp_path / "copy.csv"
    assert "2 terms written" in dabir("terms", "export", file, *PAIR).stdout
    dabir("terms", "export", copy, *PAIR)
    told = [dabir("terms", "import", file).stdout for _ in range(2)]
    assert told == [
        f"{file}: 4 terms (fa→az 2, az→fa 2): 2 new, 0 changed, 2 known already\n",
        f"{file}: 4 terms (fa→az 2, az→fa 2): 0 new, 0 changed, 4 known already\n",
    ]
    (made,) = dabir.objects("terms", "import", copy, *PAIR)
    assert (made["terms"], made["new"], made["changed"], made["known"], made["ours"]) == (2, 0, 0, 2, 0)
    assert made["directions"] == [{"from": "fa", "to": "az", "terms": 2}]
    copy.write_text("source,target,note\nباران,yağış,hava\n", "utf-8")
    result = dabir("terms", "import", copy, *PAIR)
    assert result.stdout == f"{copy}: 1 term: 0 new, 0 changed, 0 known already, 1 as the desk has them\n"
    assert "“باران” is “yağış” by an entry of the desk with other forms or notes" in result.stderr
    assert len(dabir.objects("terms", "list")) == 4
    assert "2 terms written" in dabir("terms", "export", file, *PAIR).stdout


def test_refused_file_ends_with_3_and_names_the_line(dabir, tmp_path):
    file = tmp_path / "terms.csv"
    file.write_text("source,target\nباران,\n", "utf-8")
    assert f"{file.name}, line 2" in dabir("terms", "import", file, *PAIR, status=3).stderr
    assert "neither in .csv nor in .tbx" in dabir("terms", "export", tmp_path / "terms.doc", *PAIR, status=3).stderr


def test_what_is_left_out_is_told_and_counted(dabir, tmp_path):
    entries = "\n".join(
        f'<termEntry><langSet xml:lang="fa"><tig><term>{n}</term></tig></langSet></termEntry>' for n in range(15)
    )
    file = tmp_path / "terms.tbx"
    file.write_text(f'<martif type="TBX"><text><body>{entries}</body></text></martif>', "utf-8")
    told = dabir("terms", "import", file).stderr
    assert told.count("fewer than two languages") == 10
    assert "5 more" in told


def test_starter_terms_are_kept_in_both_directions(dabir):
    there, back = dabir.objects("terms", "start", *PAIR)
    assert (there["from"], there["to"], back["from"], back["to"]) == ("fa", "az", "az", "fa")
    assert len(dabir.objects("terms", "list", *PAIR)) == there["terms"] > 600
    assert dabir("terms", "start", "--from", "fa", "--to", "sw", status=3).stderr
