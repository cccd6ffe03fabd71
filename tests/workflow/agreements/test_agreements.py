import dataclasses
import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from intruder import tamper
from wire_samples import ninjs, take_in

from dabir.domain.agreement import Agreement, Party, Term, Terms
from dabir.domain.decision import Action
from dabir.domain.errors import InputRefused, NotAllowed, NotFound, RecordBroken, StoreError
from dabir.domain.listing import Partner
from dabir.workflow.agreements.agreement_rule import AgreementRule

KEY = "ab" * 32
CREDIT = (("fa", "خبرگزاری البرز نمونه"), ("en", "Alborz Sample Agency"))
AGREEMENT = Agreement(
    id="caspian-2024",
    edition=1,
    title="Exchange of news",
    own="ARAN",
    parties=(
        Party("ARAN", "Aran Xəbər Xidməti", ("az",)),
        Party("ALBORZ", "خبرگزاری البرز نمونه", ("fa", "en"), (KEY,)),
    ),
    signed=date(2024, 5, 20),
    start=date(2024, 6, 1),
    terms=Terms(credit=CREDIT),
    clauses=(
        (Term.TRANSLATION, "Article 3"),
        (Term.CREDIT, "Article 4"),
        (Term.OUTPUTS, "Article 5"),
        (Term.FOUR_EYES, "Article 8"),
        (Term.DURATION, "Article 12"),
    ),
)


def agreed(**terms):
    return dataclasses.replace(AGREEMENT, terms=dataclasses.replace(AGREEMENT.terms, **terms))


@pytest.fixture
def story(desk, tmp_path):
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    return row


@pytest.fixture
def translated(desk, story):
    for unit in desk.translations.units(story, "en"):
        desk.translations.edit(story, "en", unit.index, f"Sentence {unit.index}.", "Murad")
    return story


@pytest.fixture
def other(desk, signer):
    """Another editor of the desk."""
    desk.editors.enroll("Murad", "another long passphrase")
    return desk.editors.unlock("Murad", "another long passphrase")


def released_lines(folder, target):
    return (folder / ("translation.txt" if target else "story.txt")).read_text("utf-8").splitlines()


def entries(desk, action):
    return [entry for entry in desk.record.entries() if entry.action is action]


def test_edition_is_kept_signed_and_logged(desk, signer):
    kept = desk.agreements.add(AGREEMENT, signer)
    assert kept == AGREEMENT == desk.agreements.get("caspian-2024")
    (entry,) = entries(desk, Action.AGREEMENT)
    (edition,) = desk.agreements.history("caspian-2024")
    assert (entry.subject.uri, entry.subject.version) == ("agreement:caspian-2024", 1)
    assert entry.subject.original_sha256 == edition.sha256
    assert (entry.editor, entry.sequence) == (edition.editor, edition.sequence)
    assert entry.note == edition.changes == "“Exchange of news” with ALBORZ, in force from 2024-06-01"
    assert hashlib.sha256(desk.stories.original(edition.sha256).data).hexdigest() == edition.sha256
    assert desk.record.verify().ok


def test_change_makes_the_next_edition_and_keeps_the_first(desk, signer):
    desk.agreements.add(AGREEMENT, signer)
    changed = desk.agreements.change(agreed(four_eyes=True), signer)
    assert changed.edition == 2
    assert desk.agreements.all() == [changed]
    first, second = desk.agreements.history("caspian-2024")
    assert (first.agreement, second.agreement) == (AGREEMENT, changed)
    assert second.changes == "four eyes “no” → “yes”"
    back = desk.agreements.change(AGREEMENT, signer)
    assert (back.edition, back.terms) == (3, AGREEMENT.terms)
    assert desk.record.verify().ok


def test_change_of_nothing_is_refused(desk, signer):
    desk.agreements.add(AGREEMENT, signer)
    with pytest.raises(NotAllowed, match="Nothing of the agreement"):
        desk.agreements.change(dataclasses.replace(AGREEMENT, edition=9), signer)
    assert len(desk.agreements.history("caspian-2024")) == 1


def test_second_agreement_of_an_id_and_change_of_an_unknown_one_are_refused(desk, signer):
    with pytest.raises(NotFound, match="to change"):
        desk.agreements.change(AGREEMENT, signer)
    with pytest.raises(NotFound, match="no agreement"):
        desk.agreements.history("caspian-2024")
    desk.agreements.add(AGREEMENT, signer)
    with pytest.raises(InputRefused, match="already"):
        desk.agreements.add(agreed(four_eyes=True), signer)


def test_faulty_agreement_is_not_kept(desk, signer, tmp_path):
    with pytest.raises(InputRefused, match="own: “X”"):
        desk.agreements.add(dataclasses.replace(AGREEMENT, own="X"), signer)
    with pytest.raises(InputRefused, match="there are: ninjs"):
        desk.agreements.add(agreed(outputs=("fax",)), signer)
    file = tmp_path / "bad.toml"
    file.write_bytes(desk.agreements.template().replace(b"start = 2024", b"start = 3024"))
    with pytest.raises(InputRefused, match=r"bad\.toml .* end: It ends on"):
        desk.agreements.add(file, signer)
    assert not entries(desk, Action.AGREEMENT)
    assert desk.agreements.all() == []


def test_only_the_chief_brings_an_agreement_into_force(desk, signer, other):
    with pytest.raises(NotAllowed, match="only the chief"):
        desk.agreements.add(AGREEMENT, other)
    assert not entries(desk, Action.AGREEMENT)


@pytest.mark.parametrize("kind", ["bilateral", "regional"])
def test_template_can_be_kept_as_it_is(desk, signer, tmp_path, kind):
    file = tmp_path / "template.toml"
    file.write_bytes(desk.agreements.template(kind))
    kept = desk.agreements.add(file, signer)
    assert desk.agreements.check(file) == kept
    assert {partner.code for partner in desk.intake.partners()} == {party.code for party in kept.partners}
    with pytest.raises(InputRefused, match="no template"):
        desk.agreements.template("universal")


def test_partners_are_told_name_language_and_credit(desk, signer):
    desk.intake.add_partner(Partner("ALBORZ", "old name", "en", "old credit"))
    desk.agreements.add(AGREEMENT, signer)
    (partner,) = desk.intake.partners()
    assert partner == Partner("ALBORZ", "خبرگزاری البرز نمونه", "en", "Alborz Sample Agency")


def test_older_agreement_does_not_overwrite_what_the_one_in_force_says(desk, signer):
    desk.agreements.add(AGREEMENT, signer)
    parties = (AGREEMENT.parties[0], dataclasses.replace(AGREEMENT.parties[1], name="As it was called in 1994"))
    desk.agreements.add(
        dataclasses.replace(
            AGREEMENT,
            id="caspian-1994",
            parties=parties,
            signed=date(1994, 2, 1),
            start=date(1994, 3, 1),
            end=date(2024, 5, 31),
        ),
        signer,
    )
    assert [partner.name for partner in desk.intake.partners()] == ["خبرگزاری البرز نمونه"]


def test_agreement_of_a_moment_and_keys_of_partners_are_found(desk, signer):
    desk.agreements.add(AGREEMENT, signer)
    assert desk.agreements.at("ALBORZ", datetime(2024, 6, 1, tzinfo=UTC)) == AGREEMENT
    assert desk.agreements.at("ALBORZ", datetime(2024, 5, 31, 23)) is None  # noqa: DTZ001 - a wire without an offset
    assert desk.agreements.public_keys() == {"ALBORZ": (KEY,)}
    desk.agreements.change(dataclasses.replace(AGREEMENT, end=date(2026, 11, 24)), signer)
    assert desk.agreements.public_keys() == {}
    assert desk.agreements.states() == {"caspian-2024": "ended 2026-11-24"}


# What is refused.


def test_story_out_of_force_is_refused_with_the_clause(desk, story, signer):
    desk.agreements.add(dataclasses.replace(AGREEMENT, start=date(2026, 11, 25)), signer)
    clause = "Article 12 of “Exchange of news”: it was not in force on 2026-11-24"
    with pytest.raises(NotAllowed, match=clause):
        desk.decisions.approve(story, "", signer)
    assert clause in desk.agreements.of_story(story).why_not
    desk.agreements.change(dataclasses.replace(AGREEMENT, start=date(2026, 11, 24)), signer)
    desk.decisions.approve(story, "", signer)
    assert desk.decisions.release(story, "", signer).is_dir()


def test_partner_without_agreement_is_free_with_a_caution(desk, story, signer):
    ruled = desk.agreements.of_story(story)
    assert (ruled.agreement, ruled.why_not) == (None, "")
    assert "no agreement with ALBORZ" in ruled.caution
    desk.decisions.approve(story, "", signer)
    assert desk.decisions.release(story, "", signer).is_dir()
    desk.agreements.add(AGREEMENT, signer)
    assert desk.agreements.of_story(story).agreement == AGREEMENT
    assert not desk.agreements.of_story(story).caution


def test_forbidden_translation_is_not_approved_but_the_original_is(desk, translated, signer):
    desk.agreements.add(agreed(translation=False), signer)
    with pytest.raises(NotAllowed, match="Article 3 of “Exchange of news”: Translations may not be published"):
        desk.decisions.approve(translated, "en", signer, "Read.")
    desk.decisions.approve(translated, "", signer)
    assert desk.decisions.release(translated, "", signer).is_dir()


def test_output_that_is_not_permitted_is_not_released(desk, story, signer):
    desk.agreements.add(agreed(outputs=("text",)), signer)
    desk.decisions.approve(story, "", signer)
    with pytest.raises(
        NotAllowed, match=r"Article 5 of “Exchange of news”: .*ninjs.*not among the permitted outputs"
    ):
        desk.decisions.release(story, "", signer)
    assert not entries(desk, Action.RELEASE)


def test_waiting_time_is_kept_to_the_second(desk, story, signer, clock):
    # The story's version is of 04:30 UTC the day before.
    desk.agreements.add(agreed(embargo_delay=timedelta(hours=28, minutes=31)), signer)
    desk.decisions.approve(story, "", signer)
    clock.advance(seconds=59)
    with pytest.raises(NotAllowed, match=r"clause on embargoes .*2026-11-25T12:31:00\+03:30"):
        desk.decisions.release(story, "", signer)
    clock.advance(seconds=1)
    assert desk.decisions.release(story, "", signer).is_dir()


def test_ended_agreement_forbids_release_only_where_it_says_so(desk, story, signer, clock):
    ended = dataclasses.replace(agreed(after_end=False), end=date(2026, 11, 25))
    desk.agreements.add(ended, signer)
    desk.decisions.approve(story, "", signer)
    clock.advance(days=1)
    with pytest.raises(NotAllowed, match=r"Article 12 .*ended on 2026-11-25"):
        desk.decisions.release(story, "", signer)
    desk.agreements.change(dataclasses.replace(ended, terms=AGREEMENT.terms), signer)
    assert desk.decisions.release(story, "", signer).is_dir()


def test_translator_does_not_approve_where_four_eyes_are_agreed(desk, translated, signer, other):
    desk.agreements.add(agreed(four_eyes=True), signer)
    with pytest.raises(NotAllowed, match="Article 8 of “Exchange of news”: Murad translated it"):
        desk.decisions.approve(translated, "en", other, "Read.")
    desk.decisions.approve(translated, "en", signer, "Read.")
    assert desk.decisions.release(translated, "en", other).is_dir()


def test_four_eyes_agreed_after_the_approval_hold_the_release(desk, translated, signer, other):
    desk.decisions.approve(translated, "en", other, "Read.")
    desk.agreements.add(agreed(four_eyes=True), signer)
    with pytest.raises(NotAllowed, match="Murad translated it"):
        desk.decisions.release(translated, "en", signer)


def test_unknown_translator_does_not_pass_for_another_person(desk, story, signer, other):
    desk.agreements.add(agreed(four_eyes=True), signer)
    units = desk.translations.units(story, "en")
    for unit in units:
        desk.translations.edit(story, "en", unit.index, f"Sentence {unit.index}.")
    with pytest.raises(NotAllowed, match=r"Article 8 .*not known who wrote segments 1, 2, 3"):
        desk.decisions.approve(story, "en", signer, "Read.")
    for unit in units:
        desk.translations.confirm(story, "en", unit.index, "Murad")
    desk.decisions.approve(story, "en", signer, "Read.")


def test_credit_line_comes_from_the_agreement_in_the_language_of_the_text(desk, tmp_path, translated, signer):
    desk.agreements.add(AGREEMENT, signer)
    for target, line in (("", "خبرگزاری البرز نمونه"), ("en", "Alborz Sample Agency")):
        desk.decisions.approve(translated, target, signer, "Read.")
        folder = desk.decisions.release(translated, target, signer)
        assert line in released_lines(folder, target)


def test_storys_own_credit_stays_where_it_has_the_agreed_words_or_none_are_agreed(desk, tmp_path, signer):
    desk.agreements.add(agreed(credit=(("fa", "البرز"),)), signer)
    for number, (own, target, line) in enumerate(
        (("خبرگزاری البرز نمونه", "", "خبرگزاری البرز نمونه"), ("Other", "", "البرز"), ("Other", "en", "Other"))
    ):
        (row,) = take_in(desk, tmp_path / str(number), ninjs(f"tag:x:{number}", creditline=own))
        if target:
            for unit in desk.translations.units(row, target):
                desk.translations.edit(row, target, unit.index, f"Sentence {unit.index}.")
        desk.decisions.approve(row, target, signer, "Read.")
        folder = desk.decisions.release(row, target, signer)
        assert line in released_lines(folder, target)


def test_missing_credit_is_refused(desk, story, signer, clock):
    desk.agreements.add(AGREEMENT, signer)
    desk.decisions.approve(story, "", signer)
    stored = desk.stories.get(story)
    rule = AgreementRule(clock, lambda: ["text"], creditline=lambda *_: "Somebody else")
    why = rule.why_not(desk.database.read(), stored, "", Action.RELEASE, "Leyla")
    assert why == "Article 4 of “Exchange of news”: The credit line has to say “خبرگزاری البرز نمونه”."
    assert not rule.why_not(desk.database.read(), stored, "", Action.APPROVE, "Leyla")


def test_altered_original_is_refused(desk, story, signer):
    desk.agreements.add(AGREEMENT, signer)
    desk.decisions.approve(story, "", signer)
    tamper(desk, f"UPDATE standings SET approved_text_sha256 = '{'0' * 64}'")
    stored = desk.stories.get(story)
    rule = AgreementRule(desk.stories.now, list)
    why = rule.why_not(desk.database.read(), stored, "", Action.RELEASE, "Leyla")
    assert "no alteration" in why


@pytest.mark.parametrize("act", [Action.REFUSE, Action.REVOKE, Action.KILL])
def test_nothing_agreed_keeps_anybody_from_taking_back(desk, story, signer, act):
    desk.agreements.add(dataclasses.replace(AGREEMENT, start=date(2030, 1, 1)), signer)
    rule = AgreementRule(desk.stories.now, list)
    assert rule.why_not(desk.database.read(), desk.stories.get(story), "", act, "Leyla") == ""


# What an intruder does.


@pytest.fixture
def two_editions(desk, signer):
    desk.agreements.add(AGREEMENT, signer)
    desk.agreements.change(agreed(four_eyes=True), signer)
    return desk


def test_tampering_with_a_kept_edition_is_found(two_editions):
    desk = two_editions
    changed = desk.agreements.written(desk.agreements.get("caspian-2024")).replace(
        b"four_eyes = true", b"four_eyes = false"
    )
    tamper(
        desk,
        f"UPDATE originals SET data = x'{changed.hex()}', unpacked = NULL WHERE filename LIKE 'caspian-2024, edition 2%'",
    )
    verdict = desk.record.verify()
    assert not verdict.ok
    assert verdict.first_bad == entries(desk, Action.AGREEMENT)[1].sequence
    with pytest.raises(RecordBroken):
        desk.agreements.all()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM agreements WHERE edition = 2",
        "DELETE FROM agreements",
        "UPDATE agreements SET sha256 = (SELECT sha256 FROM agreements WHERE edition = 1) WHERE edition = 2",
        "UPDATE agreements SET id = 'other' WHERE edition = 2",
        "INSERT INTO agreements SELECT 'other', 1, sha256, 0 FROM agreements WHERE edition = 1",
    ],
)
def test_edition_exchanged_behind_the_log_is_not_followed(two_editions, story, signer, statement):
    tamper(two_editions, statement)
    with pytest.raises(RecordBroken, match="dabir log verify"):
        two_editions.agreements.all()
    with pytest.raises(RecordBroken):
        two_editions.decisions.approve(story, "", signer)


def test_editions_are_never_changed_or_removed(two_editions):
    for statement in (
        "UPDATE agreements SET edition = 5",
        "DELETE FROM agreements",
        "INSERT OR REPLACE INTO agreements SELECT id, edition, sha256, sequence FROM agreements",
    ):
        with pytest.raises(StoreError, match="kept as they are"):
            two_editions.database.write(lambda db, statement=statement: db.execute(statement))


def test_a_story_that_calls_itself_an_agreement_is_none(desk, tmp_path, signer):
    (row,) = take_in(desk, tmp_path / "wire", ninjs("agreement:caspian-2024"))
    desk.decisions.approve(row, "", signer)
    assert desk.agreements.all() == []
