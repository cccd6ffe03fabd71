from dabir.ui.parts.word_difference import difference_cell


def test_words_that_went_are_struck_and_words_that_came_are_underlined():
    assert "line-through" in difference_cell("a b", [(0, 1)], "#b3261e", gone=True)
    came = difference_cell("a b", [(2, 3)], "#1f6b33")
    assert '<span style="color:#1f6b33;font-weight:600;text-decoration:underline">b</span>' in came


def test_text_is_escaped_and_set_as_its_language_is():
    cell = difference_cell("<b> & c", [(4, 5)], "#000000", "fa")
    assert 'dir="rtl" align="right"' in cell
    assert "&lt;b&gt; <span" in cell and ">&amp;</span> c" in cell
    assert 'dir="ltr" align="left"' in difference_cell("c", language="az")


def test_empty_text_shows_a_dash():
    assert ">—</td>" in difference_cell("")
