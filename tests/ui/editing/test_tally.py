from hypothesis import given
from hypothesis import strategies as st

from dabir.domain.segment import Finding, Segment, Severity, TranslationUnit, UnitState
from dabir.ui.editing.segment_model import SegmentModel

WRONG = Finding("numbers", Severity.ERROR, "Wrong.")
LONG = Finding("length-ratio", Severity.HINT, "Long.")
SOURCES = ("He came.", "She went away again.", "It took two hours.", "")

texts = st.sampled_from(["", " ", "Gəldi.", "İki saat çəkdi."])
found = st.lists(st.sampled_from([WRONG, LONG]), max_size=2)
rows = st.integers(0, len(SOURCES) - 1)
changes = st.one_of(
    st.tuples(st.just("unit"), rows, texts, st.sampled_from(UnitState), st.none() | found),
    st.tuples(st.just("typed"), rows, st.none() | texts),
    st.tuples(st.just("findings"), rows, found),
    st.tuples(st.just("renewed"), st.dictionaries(rows, found)),
)


def unit(row, text="", state=UnitState.UNTRANSLATED):
    return TranslationUnit(row, Segment(row, 0, len(SOURCES[row]), SOURCES[row]), text, state)


def carry_out(model, what, *how):
    if what == "unit":
        row, text, state, findings = how
        model.set_unit(row, unit(row, text, state), findings)
    elif what == "typed":
        model.set_typed(*how)
    elif what == "findings":
        model.set_findings(how[0], how[1], model.text(how[0]))
    else:
        model.renew_findings(how[0], [model.text(row) for row in range(len(SOURCES))])


@given(st.lists(changes, max_size=25))
def test_tally_is_what_counting_anew_would_give_after_any_changes(done):
    model = SegmentModel()
    model.show_units(tuple(map(unit, range(len(SOURCES)))), {1: [WRONG]})
    for change in done:
        carry_out(model, *change)
    every = range(len(SOURCES))
    confirmed = [row for row in every if model.state(row) is UnitState.CONFIRMED]
    tally = model.tally
    assert tally.total == len(SOURCES)
    assert tally.confirmed == len(confirmed)
    assert tally.words == sum(len(text.split()) for text in SOURCES)
    assert tally.words_done == sum(len(SOURCES[row].split()) for row in confirmed)
    assert tally.empty == sum(not model.text(row).strip() for row in every)
    assert tally.errors == sum(
        any(one.severity is Severity.ERROR for one in model.findings.get(row, ())) for row in every
    )


def test_findings_are_only_said_to_be_others_when_they_are():
    model = SegmentModel()
    model.show_units((unit(0, "Came."), unit(1, "Went.")), {1: [LONG]})
    seen = model.findings_seen
    model.set_typed(0, "Came")
    model.set_findings(1, [LONG], "Went.")
    assert model.findings_seen == seen
    model.set_findings(1, [WRONG], "Went.")
    assert model.findings_seen > seen
