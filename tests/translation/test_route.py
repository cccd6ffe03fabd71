from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dabir.domain.errors import PackError
from dabir.domain.segment import PackInfo
from dabir.translation.packs import Pack
from dabir.translation.route import choose, middle, reachable

START = datetime(2026, 1, 1, tzinfo=UTC)


def pack(*directions: str, name: str = "", bundled: bool = False, day: int = 0) -> Pack:
    pairs = tuple((one.split("-")[0], one.split("-")[1]) for one in directions)
    info = PackInfo(name or "translate-" + "+".join(directions), "1.0", "0" * 64, bundled)
    return Pack(info, Path("/packs") / info.name, pairs, info.name, "", 1, START + timedelta(days=day))


DRAFT = pack("fa-az", "az-fa", "fa-en", "en-fa", "az-en", "en-az", name="draft", bundled=True)
FA_EN, EN_AZ, FA_AZ = pack("fa-en"), pack("en-az"), pack("fa-az")


def names(route: tuple[Pack, ...]) -> list[str]:
    return [one.info.name for one in route]


def test_direct_pack_comes_before_bundled_pack():
    assert choose([DRAFT, FA_EN], "fa", "en") == (FA_EN,)


def test_bundled_pack_serves_where_no_other_serves_the_pair():
    assert choose([DRAFT, FA_EN], "az", "fa") == (DRAFT,)


def test_bundled_pack_comes_before_chain_of_two():
    assert choose([FA_EN, EN_AZ, DRAFT], "fa", "az") == (DRAFT,)


def test_chain_goes_through_third_language():
    assert choose([EN_AZ, FA_EN], "fa", "az") == (FA_EN, EN_AZ)


def test_chain_prefers_english_to_other_third_languages():
    packs = [pack("fa-ar"), pack("ar-az"), FA_EN, EN_AZ]
    assert choose(packs, "fa", "az") == (FA_EN, EN_AZ)


def test_chain_of_chosen_packs_comes_before_chain_with_bundled_pack():
    packs = [DRAFT, pack("ru-en"), pack("ru-tr"), pack("tr-az")]
    assert names(choose(packs, "ru", "az")) == ["translate-ru-tr", "translate-tr-az"]


def test_bundled_pack_may_be_half_of_a_chain():
    assert names(choose([DRAFT, pack("ru-en")], "ru", "fa")) == ["translate-ru-en", "draft"]


def test_chains_are_never_longer_than_two():
    with pytest.raises(PackError):
        choose([pack("fa-ar"), pack("ar-ru"), pack("ru-tr")], "fa", "tr")


def test_pack_installed_last_is_taken_of_equals():
    old, new = pack("fa-en", name="a", day=1), pack("fa-en", name="b", day=2)
    assert choose([new, old], "fa", "en") == (new,)


def test_order_of_packs_does_not_matter():
    packs = [DRAFT, FA_EN, EN_AZ, pack("fa-ar"), pack("ar-tr"), pack("en-tr")]
    assert choose(packs, "fa", "tr") == choose(packs[::-1], "fa", "tr") == (FA_EN, packs[5])


def test_no_way_names_the_pack_of_the_pair_and_the_missing_half():
    with pytest.raises(PackError) as caught:
        choose([FA_EN], "fa", "tr")
    assert "Persian into Turkish" in caught.value.message
    assert caught.value.remedy.startswith("Install translate-fa_tr or translate-en_tr. ")


def test_no_way_names_the_languages_there_are():
    with pytest.raises(PackError) as caught:
        choose([FA_EN, pack("en-ru"), pack("az-tr")], "fa", "de")
    assert caught.value.message == (
        "No installed language pack translates Persian into German. From Persian there is: English, Russian."
    )


def test_no_way_without_any_pack_names_both_halves():
    with pytest.raises(PackError) as caught:
        choose([], "ru", "ar")
    assert caught.value.message == "No installed language pack translates Russian into Arabic."
    assert caught.value.remedy.startswith("Install translate-ru_ar, or both translate-ru_en and translate-en_ar. ")
    assert "dabir packs download" in caught.value.remedy


def test_same_language_needs_no_pack():
    with pytest.raises(PackError, match="in English already"):
        choose([DRAFT], "en", "en")


def test_reachable_languages_include_those_of_chains():
    assert reachable([FA_EN, EN_AZ], "fa") == ["az", "en"]
    assert reachable([FA_EN, EN_AZ], "az") == []
    assert reachable([DRAFT], "fa") == ["az", "en"]


def test_chain_of_many_direction_packs_hands_over_in_english():
    first, second = pack("fa-ar", "fa-en"), pack("ar-tr", "en-tr")
    assert middle(first, second, "fa", "tr") == "en"
