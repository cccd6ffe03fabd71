"""The whole desk driven at random: real database, real log, real output folder."""

import hashlib
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from wire_samples import ninjs, write

from dabir.app import open_desk
from dabir.domain.errors import NotAllowed
from dabir.domain.life import StoryState, state_of_story
from dabir.publish.proof import check_release
from dabir.settings import Places
from dabir.workflow.deciding.standing import standings_of

URI = "tag:alborz.example,2026:1"
START = datetime(2026, 11, 25, 9, tzinfo=UTC)
TARGETS = st.sampled_from(["", "en"])


class Desk(RuleBasedStateMachine):
    """One story in several versions, whatever editors, partners and the clock do."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.now = START
        self.desk = open_desk(Places(Path(self.folder.name) / "home"), lambda: self.now)
        self.desk.editors.enroll("Leyla", "correct horse battery")
        self.leyla = self.desk.editors.unlock("Leyla", "correct horse battery")
        self.rows = []
        self.version = 0
        self.approved = {}
        self.killed = False
        self.originals = {}
        self.lifts = {}

    def teardown(self):
        self.desk.close()
        self.folder.cleanup()

    def arrive(self, **properties):
        self.version += 1
        data = ninjs(version=str(self.version), headline=f"خبر {self.version}", **properties)
        file = write(Path(self.folder.name) / f"in-{self.version}", "a.json", data)
        rows = [outcome.story_id for outcome in self.desk.intake.ingest([file], partner="ALBORZ")]
        self.originals[self.desk.stories.get(rows[0]).original_sha256] = data
        return rows

    @initialize(is_embargoed=st.booleans())
    def first_version(self, is_embargoed):
        self.new_version(is_embargoed)

    @rule(is_embargoed=st.booleans())
    def new_version(self, is_embargoed):
        if self.version < 4:
            lifts = self.now + timedelta(minutes=30) if is_embargoed else self.now
            given = {"embargoed": lifts.isoformat()} if is_embargoed else {}
            (row,) = self.arrive(expires=(START + timedelta(hours=5)).isoformat(), **given)
            self.rows.append(row)
            self.lifts[row] = lifts

    @rule()
    def kill_by_the_partner(self):
        if self.version < 6:
            self.arrive(pubstatus="canceled", body_xhtml="")
            self.killed = True
            self.approved.clear()

    @rule()
    def lift(self):
        if self.attempt(lambda: self.desk.kills.lift(self.rows[0], self.leyla, "A mistake")):
            assert self.killed
            self.killed = False

    @rule(number=st.integers(0, 5), text=st.sampled_from(["One.", "Two.", "Three."]))
    def translate(self, number, text):
        row = self.rows[number % len(self.rows)]
        before = self.desk.translations.text(row, "en").sha256
        for unit in self.desk.translations.units(row, "en"):
            self.desk.translations.edit(row, "en", unit.index, text)
        if self.desk.translations.text(row, "en").sha256 != before:
            self.approved.pop((row, "en"), None)

    @rule(number=st.integers(0, 5), into=TARGETS)
    def approve(self, number, into):
        row = self.rows[number % len(self.rows)]
        if self.attempt(lambda: self.desk.decisions.approve(row, into, self.leyla, "Read.")):
            self.approved[row, into] = self.desk.stories.standing(row, into).current_text_sha256

    @rule(number=st.integers(0, 5), into=TARGETS, act=st.sampled_from(["revoke", "refuse"]))
    def take_back(self, number, into, act):
        row = self.rows[number % len(self.rows)]
        if self.attempt(lambda: getattr(self.desk.decisions, act)(row, into, self.leyla, "Second thoughts")):
            self.approved.pop((row, into), None)

    @rule(number=st.integers(0, 5), into=TARGETS)
    def release(self, number, into):
        row = self.rows[number % len(self.rows)]
        standing = self.desk.stories.standing(row, into)
        if self.attempt(lambda: self.desk.decisions.release(row, into, self.leyla)):
            assert self.approved.get((row, into)) == standing.current_text_sha256
            assert not self.killed and row == max(self.rows)
            assert self.lifts[row] <= self.now < START + timedelta(hours=5)

    @rule(into=TARGETS)
    def go_out(self, into):
        """The whole way of the latest version, so that chance reaches what lies behind a release."""
        latest = len(self.rows) - 1
        if into:
            self.translate(latest, "One.")
        self.approve(latest, into)
        self.release(latest, into)

    @rule(minutes=st.sampled_from([1, 31, 31, 121]))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)
        self.desk.timekeeping.look()

    @rule(person=st.sampled_from(["Leyla", "Murad"]), number=st.integers(0, 5))
    def work_on(self, person, number):
        row = self.rows[number % len(self.rows)]
        if not self.attempt(lambda: self.desk.claims.claim(row, person)):
            self.attempt(lambda: self.desk.claims.take_over(row, "en", person, "Went home"))

    def attempt(self, act):
        try:
            act()
        except NotAllowed:
            return False
        return True

    @invariant()
    def word_in_the_list_is_what_the_facts_say(self):
        db = self.desk.database.read()
        for row in self.rows:
            stored = self.desk.stories.get(row)
            assert stored.state is state_of_story(standings_of(db, stored))
            assert (stored.state is StoryState.KILLED) == self.killed

    @invariant()
    def nothing_killed_is_in_use_and_every_release_can_be_proved(self):
        released = self.desk.places.released
        for folder in released.iterdir() if released.exists() else ():
            assert check_release(folder) == []
            assert not self.killed or (folder / "KILLED.txt").is_file()

    @invariant()
    def no_version_is_lost(self):
        for sha256, data in self.originals.items():
            assert self.desk.stories.original(sha256).data == data
            assert hashlib.sha256(data).hexdigest() == sha256
        assert len(self.desk.stories.versions(URI)) == len(self.originals)

    @invariant()
    def record_is_whole(self):
        verdict = self.desk.record.verify()
        assert verdict.ok, verdict.reason


Desk.TestCase.settings = settings(
    max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestDesk = Desk.TestCase
