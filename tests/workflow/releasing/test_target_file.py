import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.domain.errors import InputRefused, NotFound
from dabir.domain.outbox import Target, TargetKind, why_not_target
from dabir.publish.targets.kinds import output_names
from dabir.settings import resources
from dabir.workflow.releasing import target_file

CMS = Target(
    "CMS “baku”",
    TargetKind.HTTP,
    "https://cms.example/in",
    outputs=("ninjs", "original"),
    partners=("ARAN",),
    languages=("az", "fa"),
    secret="cms",
    user="məsul",
)
HOT = Target("hot folder", TargetKind.FOLDER, "/srv/خبر")


def test_no_file_means_no_targets(tmp_path):
    assert target_file.load(tmp_path / "targets.toml") == ()


def test_added_target_reads_back_and_comments_stay(tmp_path):
    file = tmp_path / "targets.toml"
    file.write_text("# ours\n", "utf-8")
    target_file.add(file, CMS)
    target_file.add(file, HOT)
    assert target_file.load(file) == (CMS, HOT)
    target_file.remove(file, CMS.name)
    assert target_file.load(file) == (HOT,)
    assert file.read_text("utf-8").startswith("# ours\n")
    with pytest.raises(NotFound):
        target_file.remove(file, CMS.name)


@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip))
def test_any_name_survives_the_file(tmp_path_factory, name):
    file = tmp_path_factory.mktemp("targets") / "targets.toml"
    target = Target(name, TargetKind.FOLDER, "/srv/a")
    target_file.add(file, target)
    target_file.add(file, HOT if name.casefold() != HOT.name else CMS)
    assert target_file.load(file)[0] == target
    target_file.remove(file, name)
    assert len(target_file.load(file)) == 1


def test_same_name_twice_is_refused_and_the_file_stays(tmp_path):
    file = tmp_path / "targets.toml"
    target_file.add(file, HOT)
    before = file.read_bytes()
    with pytest.raises(InputRefused, match="two targets are called"):
        target_file.add(file, Target("Hot Folder", TargetKind.FOLDER, "/srv/b"))
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[target]]\nname = 'a'\nkind = 'http'\naddress = 'http://cms.example/'\noutputs = ['ninjs']", "https://"),
        ("[[target]]\nname = 'a'\nkind = 'http'\naddress = 'https://u:p@cms.example/'", "Passwords do not belong"),
        ("[[target]]\nname = 'a'\nkind = 'http'\naddress = 'https://cms.example/'", "which outputs"),
        ("[[target]]\nname = 'a'\nkind = 'http'\naddress = 'ftp://cms.example/'\noutputs = ['ninjs']", "https://"),
        ("[[target]]\nname = 'a'\nkind = 'folder'\naddress = 'here'", "whole path"),
        ("[[target]]\nname = 'a'\nkind = 'e-mail'\naddress = '/srv'", "sender and recipients"),
        ("[[target]]\nname = 'a'\nkind = 'pigeon'\naddress = '/srv'", "not one of folder, http, e-mail"),
        ("[[target]]\nname = 'a'\nkind = 'folder'\naddress = '/srv'\noutputs = ['pdf']", "no output called pdf"),
        ("[[target]]\nname = 'a'\nkind = 'folder'\naddress = '/srv'\noutputs = 'text'", "not a list of texts"),
        ("[[target]]\nname = 'a'\nkind = 'folder'\naddress = '/srv'\nprivate = 'yes'", "not true or false"),
        ("[[target]]\nname = 'a'\nkind = 'folder'\naddress = '/srv'\npassword = 'x'", "“password”, which means"),
        ("[[target]]\nkind = 'folder'\naddress = '/srv'", "no name"),
        ("[target]\nname = 'a'", "is no table"),
        ("[[targets]]\nname = 'a'", "targets beside"),
        ("[[target]\n", "no TOML file"),
    ],
)
def test_faulty_file_is_refused_with_its_fault(tmp_path, text, words):
    file = tmp_path / "targets.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputRefused) as caught:
        target_file.load(file)
    assert words in str(caught.value) and str(file) in str(caught.value)


def test_file_in_another_style_is_not_cut(tmp_path):
    file = tmp_path / "targets.toml"
    file.write_text("target = [{name = 'a', kind = 'folder', address = '/srv'}]\n", "utf-8")
    assert target_file.load(file)[0].name == "a"
    with pytest.raises(InputRefused, match="by hand"):
        target_file.remove(file, "a")


def test_template_that_ships_is_right_with_every_example_taken_in(tmp_path):
    template = (resources() / "outputs" / "targets.toml").read_text("utf-8")
    (tmp_path / "a.toml").write_text(template, "utf-8")
    assert target_file.load(tmp_path / "a.toml") == ()
    (tmp_path / "b.toml").write_text(template.replace("#: ", ""), "utf-8")
    targets = target_file.load(tmp_path / "b.toml")
    assert {target.kind for target in targets} == set(TargetKind)


def test_target_takes_languages_with_their_regions():
    target = Target("a", TargetKind.FOLDER, "/srv", languages=("az",), partners=("ARAN",))
    assert target.takes("ARAN", "az") and target.takes("ARAN", "az-Latn")
    assert not target.takes("ARAN", "fa") and not target.takes("ALBORZ", "az")
    assert HOT.takes("", "ru")
    assert why_not_target(HOT, output_names()) == ""
