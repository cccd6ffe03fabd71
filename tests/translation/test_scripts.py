from dabir.translation.scripts import foreign_pieces

PIECES = ["<unk>", "__fa__", "▁", "▁خبر", "a", "▁Bakı", "۱", "1", "،", "»", "\ue000"]


def test_letters_of_another_script_are_not_to_be_written():
    assert foreign_pieces(PIECES, "fa") == [["a"], ["▁Bakı"]]
    assert foreign_pieces(PIECES, "az") == foreign_pieces(PIECES, "en") == [["▁خبر"]]


def test_pack_for_placeholders_writes_no_letter_of_another_script(packs, engine, tiny_pack):
    packs.install(tiny_pack("fa", "az", "en", extra={"placeholders": "figures"}))
    made = engine.translate(["xəbər oxudu"], "az", "fa")[0].text
    assert not any("a" <= letter <= "z" for letter in made)
