import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.agreement import Agreement, Party, Term, Terms
from dabir.domain.agreement_faults import faults_of
from dabir.domain.errors import InputRefused
from dabir.settings import resources
from dabir.workflow.agreements import agreement_file

OUTPUTS = ("ninjs", "text")
SMALL = """
id = "caspian"
title = "Exchange"
own = "ARAN"
signed = 2024-05-20
start = 2024-06-01
{more}

[terms]
{terms}

[[parties]]
code = "ARAN"
name = "Aran"
languages = ["az"]

[[parties]]
code = "ALBORZ"
name = "Alborz"
languages = ["fa"]
{party}
"""


def small(more="", terms="", party=""):
    return SMALL.format(more=more, terms=terms, party=party).encode()


def read(data, name="caspian.toml"):
    return agreement_file.read(data, name, OUTPUTS)


def test_what_is_left_out_is_as_the_terms_say():
    assert read(small()) == Agreement(
        "caspian",
        1,
        "Exchange",
        "ARAN",
        (Party("ARAN", "Aran", ("az",)), Party("ALBORZ", "Alborz", ("fa",))),
        date(2024, 5, 20),
        date(2024, 6, 1),
    )


def test_everything_is_read():
    key = "ab" * 32
    agreement = read(
        small(
            'end = 2029-05-31\nreplaces = "the old one"\nnote = "Two\\nlines"\n[clauses]\ncredit = "Article 4"\n'
            'four-eyes = "Article 8"',
            "no_alteration = false\ntranslation = false\nfour_eyes = true\nafter_end = false\n"
            'outputs = ["text"]\nembargo_minutes = 90\nretention_days = 30\nkill_contact = "chief"\n'
            '[terms.credit]\nfa = "البرز"\nother = "Alborz"',
            f'public_keys = ["{key}"]\ncontact = "desk@alborz.example"',
        )
    )
    assert agreement.terms == Terms(
        no_alteration=False,
        translation=False,
        credit=(("fa", "البرز"), ("", "Alborz")),
        outputs=("text",),
        embargo_delay=timedelta(minutes=90),
        retention=timedelta(days=30),
        four_eyes=True,
        kill_contact="chief",
        after_end=False,
    )
    assert agreement.clauses == ((Term.CREDIT, "Article 4"), (Term.FOUR_EYES, "Article 8"))
    assert (agreement.end, agreement.replaces, agreement.note) == (date(2029, 5, 31), "the old one", "Two\nlines")
    assert agreement.partners == (Party("ALBORZ", "Alborz", ("fa",), (key,), "desk@alborz.example"),)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (small("colour = 1"), "colour: There is no such key"),
        (small("edition = 2"), "edition: The desk counts the editions"),
        (small(terms="four_eye = true"), "terms.four_eye: There is no such key"),
        (small(party='key = "x"'), r"parties\[2\].key: There is no such key"),
        (small('end = "2029-05-31"'), "end: It will not do .* a day without quotation marks"),
        (small("end = 2029-05-31T12:00:00"), "end: It will not do"),
        (small("end = 2024-05-31"), "end: It ends on 2024-05-31, before it begins"),
        (small("end = 2024-13-31"), "is no TOML"),
        (small('note = "a"\nnote = "b"'), "is no TOML"),
        (small("note = 5"), "note: It will not do .* quotation marks"),
        (small(terms="four_eyes = 1"), "terms.four_eyes: .* true or false"),
        (small(terms="embargo_minutes = true"), "terms.embargo_minutes: .* a whole number"),
        (small(terms="embargo_minutes = 999999999999"), "terms.embargo_minutes: It is too large"),
        (small(terms="retention_days = 0"), "terms.retention_days: Write a whole number, 1 or more"),
        (small(terms='outputs = "ninjs"'), "terms.outputs: .* a list of texts"),
        (small(terms="outputs = [1]"), "terms.outputs: .* a list of texts"),
        (small(terms='outputs = ["fax"]'), "terms.outputs: There is no output “fax”; there are: ninjs, text"),
        (small(terms='credit = "Alborz"'), "terms.credit: It is to be a table"),
        (small(terms="[terms.credit]\ncz = 'Alborz'"), r"terms.credit.cz: “cz” is no code .* cs \(Czech\)"),
        (small().replace(b'["fa"]', b'["fa", "ir"]'), r"parties\[2\].languages: “ir” is no code .* fa \(Persian\)"),
        (small(terms="[terms.credit]\nfa = 1"), "terms.credit.fa: It will not do"),
        (small("[clauses]\nweather = 'x'"), "clauses.weather: There is no such term; there are: no-alteration"),
        (small(party='public_keys = ["12"]'), r"parties\[2\].public_keys: The key has 2 digits"),
        (small().replace(b'"ALBORZ"', b'"aran"'), r"parties\[2\].code: Party 1 has the code"),
        (small().replace(b'own = "ARAN"', b'own = "X"'), "own: “X” is not among the parties"),
        (small().replace(b'own = "ARAN"', b""), "own: It is missing"),
        (small().replace(b"signed = 2024-05-20", b""), "signed: It is missing; write a day"),
        (b'id = "x"\nparties = 5', "parties: It will not do"),
        (b'id = "x"\nparties = [5]', r"parties\[1\]: It is to be a table"),
        (b"", "id: It is missing"),
        (b"\xff\xfe", "is not in UTF-8"),
        (b"#" * (1 << 21), "too large"),
        (b"a=" + b"[" * 5_000, "is no TOML"),
    ],
)
def test_what_is_wrong_is_refused_with_file_key_and_what_to_write(data, words):
    with pytest.raises(InputRefused, match=words) as caught:
        read(data)
    assert "caspian.toml" in str(caught.value)


def test_every_fault_is_told_at_once():
    with pytest.raises(InputRefused) as caught:
        read(small("colour = 1\nweight = 2", "four_eyes = 1"))
    assert all(place in str(caught.value) for place in ("colour:", "weight:", "terms.four_eyes:"))
    with pytest.raises(InputRefused, match="And 12 more"):
        read(small("\n".join(f"k{number} = 1" for number in range(20))))


def test_a_mark_before_the_text_and_windows_line_ends_are_no_trouble():
    assert read(b"\xef\xbb\xbf" + small().replace(b"\n", b"\r\n")) == read(small())


@pytest.mark.parametrize("kind", ["bilateral", "regional"])
def test_templates_are_sound_and_explain_every_field(kind):
    data = (resources() / "agreements" / f"{kind}.toml").read_bytes()
    agreement = read(data)
    assert len(agreement.parties) == {"bilateral": 2, "regional": 10}[kind]
    for name in ("end", "replaces", "retention_days", "kill_contact", "outputs", "embargo_minutes", "after_end"):
        assert f"{name} = ".encode() in data


def test_an_output_that_is_gone_does_not_make_a_kept_edition_unreadable():
    assert agreement_file.read_kept(small(terms='outputs = ["telex"]'), "x").terms.outputs == ("telex",)


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_LANGUAGES = st.lists(st.sampled_from(["fa", "az", "azb", "en", "ru"]), unique=True, max_size=3).map(tuple)
_PARTY = st.builds(
    Party, _TEXT, _TEXT, _LANGUAGES, st.lists(st.sampled_from(["ab" * 32, "12"]), max_size=2).map(tuple), _TEXT
)
_TERMS = st.builds(
    Terms,
    st.booleans(),
    st.booleans(),
    st.dictionaries(st.sampled_from(["", "fa", "az", "en"]), _TEXT).map(lambda lines: tuple(lines.items())),
    st.lists(st.sampled_from(OUTPUTS)).map(tuple),
    st.integers(0, 500_000).map(lambda minutes: timedelta(minutes=minutes)),
    st.none() | st.integers(1, 10_000).map(lambda days: timedelta(days=days)),
    st.booleans(),
    _TEXT,
    st.booleans(),
)
_AGREEMENTS = st.builds(
    Agreement,
    _TEXT,
    st.just(1),
    _TEXT,
    _TEXT,
    st.lists(_PARTY, min_size=1, max_size=3).map(tuple),
    st.dates(),
    st.dates(),
    st.none() | st.dates(),
    _TEXT,
    _TERMS,
    st.dictionaries(st.sampled_from(list(Term)), _TEXT).map(
        lambda places: tuple((term, places[term]) for term in Term if term in places)
    ),
    _TEXT,
)


@settings(max_examples=150, deadline=None)
@given(_AGREEMENTS)
def test_what_is_written_is_read_back_exactly(agreement):
    data = agreement_file.write(agreement)
    assert agreement_file.read_kept(data, "x") == agreement
    assert agreement_file.write(dataclasses.replace(agreement, edition=7)) == data
    faults_of(agreement, OUTPUTS)
