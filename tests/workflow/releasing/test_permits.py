from datetime import UTC, date, datetime

from dabir.domain.agreement import Agreement, Party, Terms
from dabir.workflow.releasing.permits import permits

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
OUTPUTS = ("ninjs", "html", "text")


def agreement(name, partner, start, outputs=(), **values):
    parties = (Party("XAZ", "Xəzər"), Party(partner, partner.title()))
    terms = Terms(outputs=outputs)
    return Agreement(name, 1, name, "XAZ", parties, start, start, terms=terms, **values)


def barred(*agreements):
    found = permits(OUTPUTS, ("ninjs",), agreements, NOW)
    return {one.output: [by.id for by in one.barred_by] for one in found}


def test_each_output_says_whether_it_is_chosen():
    assert [(one.output, one.chosen) for one in permits(OUTPUTS, ("html",), [], NOW)] == [
        ("ninjs", False),
        ("html", True),
        ("text", False),
    ]


def test_output_is_barred_by_each_agreement_in_force_that_leaves_it_out():
    aran = agreement("aran", "ARAN", date(2026, 1, 1), ("ninjs", "text"))
    alborz = agreement("alborz", "ALBORZ", date(2026, 1, 1), ("text",))
    free = agreement("free", "QALA", date(2026, 1, 1))
    assert barred(aran, alborz, free) == {"ninjs": ["alborz"], "html": ["aran", "alborz"], "text": []}


def test_agreement_that_rules_nothing_today_bars_nothing():
    ended = agreement("ended", "ARAN", date(2020, 1, 1), ("text",), end=date(2026, 11, 24))
    later = agreement("later", "ARAN", date(2026, 11, 26), ("text",))
    older = agreement("older", "ALBORZ", date(2020, 1, 1), ("text",))
    newer = agreement("newer", "ALBORZ", date(2024, 1, 1))
    assert barred(ended, later, older, newer) == {"ninjs": [], "html": [], "text": []}
