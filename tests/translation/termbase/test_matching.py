"""Each case: language, term, text, and the parts of the text that must be found, parted by "|"; "" for none."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.term import Term
from dabir.translation.termbase.endings import forms_of
from dabir.translation.termbase.matching import Matcher

CASES = [
    # Azerbaijani: case, possessive, plural, copula, softened letters, dotted and dotless i
    ("az", "Azərbaycan", "Azərbaycanın paytaxtı Bakıdır.", "Azərbaycanın"),
    ("az", "Bakı", "Bakıdakı görüş Bakıda, BAKI şəhərində keçirilib.", "Bakıdakı|Bakıda|BAKI"),
    ("az", "İran", "İRANIN və iranlıların", "İRANIN"),
    ("az", "xarici işlər naziri", "Xarici işlər nazirləri xarici işlər nazirinə yazıb.", "Xarici işlər nazirləri|xarici işlər nazirinə"),
    ("az", "Xarici İşlər Nazirliyi", "Xarici İşlər Nazirliyinin məlumatı", "Xarici İşlər Nazirliyinin"),
    ("az", "əməkdaşlıq", "Əməkdaşlığın inkişafı əməkdaşlıqdan asılıdır.", "Əməkdaşlığın|əməkdaşlıqdan"),
    ("az", "gömrük", "gömrüyə və gömrükdən", "gömrüyə|gömrükdən"),
    ("az", "ABŞ", "ABŞ-ın səfiri", "ABŞ"),
    ("az", "seçki", "Seçkilər seçkilərdən sonradır; seçicilər", "Seçkilər|seçkilərdən"),
    ("az", "at", "Ata atı gördü.", ""),
    ("az", "kənd", "kəndlərimizdə", "kəndlərimizdə"),
    ("az", "saz", "sazəndə", ""),
    ("az", "qar", "qərar qardan sonra", "qardan"),
    # Turkish: apostrophes, circumflex, softened letters
    ("tr", "Türkiye", "Türkiye'nin ve Türkiye’de", "Türkiye'nin|Türkiye’de"),
    ("tr", "AB", "AB'nin kararı", "AB'nin"),
    ("tr", "kitap", "kitabı, kitaplarda", "kitabı|kitaplarda"),
    ("tr", "renk", "rengi", "rengi"),
    ("tr", "hakim", "hâkimler", "hâkimler"),
    ("tr", "Dışişleri Bakanlığı", "DIŞİŞLERİ BAKANLIĞI'NDAN", "DIŞİŞLERİ BAKANLIĞI'NDAN"),
    # Persian: letters of the Arabic keyboard, non-joiners, plural, ezafe, written together and apart
    ("fa", "کشور", "كشورهاي همسايه", "كشورهاي"),
    ("fa", "کشور", "کشورها، کشور‌های، کشوری", "کشورها|کشور‌های|کشوری"),
    ("fa", "وزیر امور خارجه", "وزیران امور خارجهٔ دو کشور", "وزیران امور خارجهٔ"),
    ("fa", "نماینده", "نمایندگان مجلس", "نمایندگان"),
    ("fa", "سه‌شنبه", "روز سه شنبه، سه‌شنبه، سهشنبه", "سه شنبه|سه‌شنبه|سهشنبه"),
    ("fa", "سازمان ملل", "در سازمان‌ملل و سازمان ملل", "سازمان‌ملل|سازمان ملل"),
    ("fa", "آمریکا", "امریکای لاتین", "امریکای"),
    ("fa", "کار", "کارت و کارگر", ""),
    ("fa", "۵+۱", "گروه 5+1 و گروه ۵-۱", "5+1"),
    # Arabic: article, attached words, pronouns, feminine
    ("ar", "البنك المركزي", "أعلن البنك المركزي وبالبنك المركزي", "البنك المركزي|وبالبنك المركزي"),
    ("ar", "الأمم المتحدة", "دعا للأمم المتحدة", "للأمم المتحدة"),
    ("ar", "حكومة", "حكومتها والحكومة وحكومات", "حكومتها|والحكومة|وحكومات"),
    ("ar", "وزير", "وزيران والوزير", "وزيران|والوزير"),
    ("ar", "الأحد", "لم يحضر أحد يوم الأحد", "الأحد"),
    # Russian, by stems
    ("ru", "Россия", "В России и Россию, но российский", "России|Россию"),
    ("ru", "Организация Объединённых Наций", "Организацией Объединенных Наций", "Организацией Объединенных Наций"),
    ("ru", "министр иностранных дел", "министрам иностранных дел", "министрам иностранных дел"),
    ("ru", "Чили", "в Чили, чилийский", "Чили"),
    # English: possessive, plural, acronyms
    ("en", "foreign minister", "The foreign ministers met the Foreign Minister's aide.", "foreign ministers|Foreign Minister's"),
    ("en", "country", "countries", "countries"),
    ("en", "US", "They told us that the US's aid and US-led talks go on.", "US's|US"),
    ("en", "G20", "the G20 summit", "G20"),
    ("en", "ceasefire", "A cease-fire? A ceasefire.", "ceasefire"),
    ("en", "F-35", "F-35 and F. 35", "F-35"),
    ("en", "prime minister", "He is prime. Minister of state", ""),
    ("en", "€", "5 € and €6", "€|€"),
]  # fmt: skip


def term(source, language="az", **more):
    return Term(source, "x", language, "qq", **more)


@pytest.mark.parametrize(("language", "source", "text", "parts"), CASES)
def test_term_is_found_in_its_forms_and_no_others(language, source, text, parts):
    found = Matcher([term(source, language)], language).matches(text)
    assert "|".join(text[match.start : match.end] for match in found) == parts


def test_longest_term_counts_where_terms_overlap():
    terms = [term("Azərbaycan"), term("Azərbaycan Respublikası"), term("Respublikası Prezidenti")]
    text = "Azərbaycan Respublikasının Prezidenti Azərbaycana qayıdıb."
    found = Matcher(terms, "az").matches(text)
    assert [(match.term.source, text[match.start : match.end]) for match in found] == [
        ("Azərbaycan Respublikası", "Azərbaycan Respublikasının"),
        ("Azərbaycan", "Azərbaycana"),
    ]


def test_term_is_found_by_its_other_forms():
    (found,) = Matcher([term("ایالات متحده", "fa", source_forms=("آمریکا", "امریکا"))], "fa").matches("در آمریکا")
    assert (found.start, found.end) == (3, 9)


def test_partner_before_desk_before_file_before_starter():
    by_rank = [
        term("nazir", partner="ARAN", target_forms=("p",)),
        term("nazir", target_forms=("d",)),
        term("nazir", origin="x.csv"),
        term("nazir", origin="starter"),
    ]
    for first in range(4):
        found = Matcher(reversed(by_rank[first:]), "az").matches("Nazirin çıxışı")
        assert [match.term for match in found] == [by_rank[first]]


def test_two_entries_of_one_rank_are_both_found_in_the_same_place():
    both = [term("kurs", note="course"), term("kurs", note="rate")]
    found = Matcher(both, "az").matches("dollar kursu")
    assert [(match.term.note, match.start) for match in found] == [("course", 7), ("rate", 7)]


def test_name_of_the_starter_base_is_found_only_with_its_capital():
    assert Matcher([term("May", "en", origin="starter")], "en").matches("It may rain.") == []
    assert len(Matcher([term("May", "en", origin="starter")], "en").matches("In May it may rain.")) == 1
    assert len(Matcher([term("Ceasefire", "en")], "en").matches("a ceasefire")) == 1


def test_adjective_of_a_starter_name_is_not_that_name():
    starter = Matcher([term("ایران", "fa", origin="starter")], "fa")
    assert starter.matches("ایرانی و ایرانیان") == []
    assert len(Matcher([term("ایران", "fa")], "fa").matches("ایرانی")) == 1


def test_language_without_rules_finds_words_as_they_are():
    found = Matcher([term("Berlin", "de")], "de").matches("berlin Berliner BERLIN")
    assert [match.start for match in found] == [0, 16]


def test_empty_termbase_and_empty_text_find_nothing():
    assert Matcher([], "fa").matches("متن") == []
    assert Matcher([term("a b")], "az").matches("") == []


LETTERS = st.text("abç ıiİIlardanğyk'’‌هایكی.-ال5", max_size=30)


@given(
    sources=st.lists(LETTERS, max_size=6),
    text=LETTERS,
    language=st.sampled_from(["az", "tr", "fa", "ar", "ru", "en"]),
)
@settings(deadline=None, max_examples=150)
def test_matches_lie_in_the_text_in_order_and_never_overlap(sources, text, language):
    found = Matcher([term(source, language) for source in sources], language).matches(text)
    places = sorted({(match.start, match.end) for match in found})
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))
    assert [match.start for match in found] == sorted(match.start for match in found)


@given(
    word=st.text("abçdeəfgğhxıijkqlmnoöprsştuüvyz", min_size=1, max_size=14),
    language=st.sampled_from(["az", "tr", "fa", "ar", "ru", "en"]),
)
@settings(deadline=None, max_examples=150)
def test_every_word_is_a_form_of_itself(word, language):
    forms = forms_of(word, language)
    assert word in forms.names
    assert forms.names <= forms.words


PARADIGM = """qanun qanunlar qanunun qanuna qanunu qanunda qanundan qanunla qanunları qanunlarının qanunlarda qanundakı
qanunlarımızdan qanunumuz qanunudur"""


@pytest.mark.parametrize("form", PARADIGM.split())
def test_azerbaijani_paradigm_leads_back_to_the_word(form):
    assert "qanun" in forms_of(form, "az").words
