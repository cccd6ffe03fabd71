import subprocess
import sys

import pytest

from dabir.ui.drafting import power


def _supply(folder, name, **values):
    (folder / name).mkdir(parents=True)
    for key, value in values.items():
        (folder / name / key).write_text(f"{value}\n")


def test_discharging_battery_without_mains_counts(tmp_path):
    _supply(tmp_path, "AC", type="Mains", online=0)
    _supply(tmp_path, "BAT0", type="Battery", status="Discharging", scope="System")
    assert power.of_supplies(tmp_path)


def test_connected_adapter_counts_as_mains_even_while_the_battery_discharges(tmp_path):
    _supply(tmp_path, "BAT0", type="Battery", status="Discharging")
    _supply(tmp_path, "ucsi-source", type="USB", online=1)
    assert not power.of_supplies(tmp_path)


@pytest.mark.parametrize("status", ["Charging", "Full", "Not charging", "Unknown"])
def test_battery_that_does_not_discharge_is_no_reason_to_wait(tmp_path, status):
    _supply(tmp_path, "BAT0", type="Battery", status=status)
    assert not power.of_supplies(tmp_path)


def test_battery_of_a_mouse_is_not_the_computers(tmp_path):
    _supply(tmp_path, "hidpp_battery_0", type="Battery", status="Discharging", scope="Device")
    assert not power.of_supplies(tmp_path)


def test_computer_without_supplies_is_on_mains(tmp_path):
    assert not power.of_supplies(tmp_path / "nothing")


@pytest.mark.parametrize(("status", "battery"), [(0, True), (1, False), (255, False)])
def test_line_status_of_windows(status, battery):
    assert power.of_line_status(status) is battery


def test_words_of_pmset():
    assert power.of_pmset("Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t87%; discharging;")
    assert not power.of_pmset("Now drawing from 'AC Power'\n -InternalBattery-0 'Battery Power'")


def test_module_needs_no_qt():
    code = "import sys; sys.modules['PySide6'] = None; from dabir.ui.drafting import power; power.on_battery()"
    subprocess.run([sys.executable, "-c", code], check=True)
