from itertools import pairwise

import pytest

from dabir.domain.quality import Quality


def test_each_quality_searches_wider_than_the_one_before():
    assert [quality.value for quality in Quality] == ["fast", "balanced", "best"]
    assert all(one.beam < other.beam for one, other in pairwise(Quality))


@pytest.mark.parametrize("quality", Quality)
def test_quality_is_known_again_by_its_width(quality):
    assert Quality.of_beam(quality.beam) is quality


@pytest.mark.parametrize(("beam", "quality"), [(0, None), (3, Quality.BALANCED), (8, Quality.BEST)])
def test_width_without_a_name_counts_as_what_it_reaches(beam, quality):
    assert Quality.of_beam(beam) is quality
