import json
import math
from dataclasses import replace

import pytest

from dabir.domain.errors import PackError
from dabir.translation import metadata, record
from dabir.translation.confidence import NAMES, Calibration, estimate, features

KNOWS = {"weights": [0.2, 0.0, 0.9, 0.0, 0.0, 0.0], "low": 0.999}


@pytest.fixture
def knowing(packs, tiny_pack):
    return packs.install(tiny_pack("fa", "az", "en", extra={"confidence": KNOWS}))


def test_draft_carries_the_confidence_of_its_pack(engine, knowing):
    made = engine.translate(["دبیر خبر را خواند."], "fa", "az")[0]
    assert made.confidence == pytest.approx(min(1.0, 0.2 + 0.9 * math.exp(made.score)))
    assert made.doubtful is (made.confidence < 0.999)


def test_packs_that_cannot_tell_say_nothing(packs, engine, tiny_pack):
    packs.install(tiny_pack("fa", "en"))
    made = engine.translate(["خبر"], "fa", "en")[0]
    assert made.confidence is None
    assert not made.doubtful


def test_chain_with_a_pack_that_cannot_tell_has_no_confidence(packs, engine, tiny_pack, knowing):
    packs.install(tiny_pack("az", "ru"))
    assert engine.translate(["خبر"], "fa", "ru")[0].confidence is None


def test_blank_text_is_not_doubtful(engine, knowing):
    assert not engine.translate([" "], "fa", "az")[0].doubtful


def test_features_stand_in_the_order_of_their_names():
    values = dict(zip(NAMES, features("iki söz", 4, -0.5, 6), strict=True))
    assert values == {
        "constant": 1.0,
        "score": -0.5,
        "exp(score)": pytest.approx(math.exp(-0.5)),
        "pieces a word": 2.0,
        "log(pieces)": pytest.approx(math.log(4)),
        "target pieces a source piece": 1.5,
    }


@pytest.mark.parametrize(("constant", "expected"), [(-3.0, 0.0), (7.0, 1.0), (0.4, 0.4)])
def test_estimate_stays_between_nothing_and_certainty(constant, expected):
    known = Calibration((constant, 0.0, 0.0, 0.0, 0.0, 0.0), 0.3)
    assert estimate(known, features("a", 1, 0.0, 1)) == expected


def test_installed_pack_remembers_its_calibration(knowing):
    assert record.load(knowing.path).calibration == Calibration(tuple(KNOWS["weights"]), KNOWS["low"])


def test_records_of_older_installations_have_no_calibration(knowing):
    file = knowing.path / record.RECORD
    values = json.loads(file.read_bytes())
    for name in ("calibration", "placeholders", "alignment"):
        del values[name]
    file.write_text(json.dumps(values), encoding="ascii")
    assert record.load(knowing.path) == replace(knowing, calibration=None)


@pytest.mark.parametrize("value", [[], {"weights": [1], "low": 0}, {"weights": [0] * 6, "low": "x"}, 3])
def test_damaged_confidence_is_refused(value):
    says = {"package_version": "1", "type": "translate", "from_code": "fa", "to_code": "az", "confidence": value}
    with pytest.raises(PackError, match="confidence"):
        metadata.parse(json.dumps(says).encode(), "a pack")
