import io

from dabir.cli.side_by_side import columns, set_line, side_by_side, terminal_needs_help, wrap


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_marks_and_joiners_take_no_column():
    assert columns("می‌شود") == 5
    assert columns("é") == 1
    assert columns("新") == 2


def test_text_is_broken_at_spaces_and_no_word_is_lost():
    text = "روز سه‌شنبه در باکو تفاهم‌نامه‌ای را امضا کردند"
    lines = wrap(text, 20)
    assert " ".join(lines) == text
    assert all(columns(line) <= 20 for line in lines)


def test_right_to_left_text_is_padded_from_the_left():
    assert set_line("سلام", 8, "fa", shape=False) == "    سلام"
    assert set_line("Salam", 8, "az", shape=False) == "Salam   "


def test_letters_are_joined_and_ordered_for_a_plain_terminal():
    drawn = set_line("سلام", 4, "fa", shape=True)
    assert drawn.strip() == "ﻡﻼﺳ"[::1] or drawn.strip() == "ﻡﺎﻠﺳ"


def test_latin_name_at_the_start_does_not_turn_a_persian_line_round():
    drawn = set_line("NATO: دبیرکل", 20, "fa", shape=True)
    assert drawn.rstrip().endswith("NATO")


def test_columns_stay_beside_each_other():
    lines = list(side_by_side([("یک خبر کوتاه", "A short story")], ("fa", "en"), 60, shape=False))
    assert lines[0].index("│") == 29
    assert lines[0].endswith("A short story")
    assert lines[1] == ""


def test_only_a_terminal_that_cannot_do_it_needs_help():
    assert terminal_needs_help(Terminal(), {})
    assert not terminal_needs_help(Terminal(), {"VTE_VERSION": "7600"})
    assert not terminal_needs_help(Terminal(), {"KONSOLE_VERSION": "220401"})
    assert not terminal_needs_help(io.StringIO(), {})
