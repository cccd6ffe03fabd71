"""The shape of the tree: names, sizes, and who imports whom."""

import ast

import pytest


@pytest.fixture(scope="module")
def sources(pytestconfig):
    return sorted((pytestconfig.rootpath / "desktop").rglob("*.py"))


def test_modules_and_functions_stay_short(sources):
    for file in sources:
        text = file.read_text("utf-8")
        assert len(text.splitlines()) <= 400, file
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                described = node.body[0].end_lineno if ast.get_docstring(node) else node.lineno
                assert node.end_lineno - described < 50, f"{file}: {node.name}"


def test_no_module_has_a_name_that_says_nothing(sources):
    assert not {"utils", "util", "misc", "helpers", "common"} & {file.stem for file in sources}


def test_every_module_says_what_it_does(sources):
    for file in sources:
        assert ast.get_docstring(ast.parse(file.read_text("utf-8"))), file


def test_qt_stays_in_the_window(sources):
    for file in sources:
        if "PySide6" in file.read_text("utf-8") and "ui" not in file.parts:
            imports = [
                node
                for node in ast.walk(ast.parse(file.read_text("utf-8")))
                if isinstance(node, ast.Import | ast.ImportFrom)
            ]
            named = [alias.name for node in imports for alias in node.names]
            named += [node.module or "" for node in imports if isinstance(node, ast.ImportFrom)]
            assert not any(name.startswith("PySide6") for name in named), file


def test_top_level_names_are_the_five(pytestconfig):
    folders = {
        path.name
        for path in pytestconfig.rootpath.iterdir()
        if path.is_dir() and not path.name.startswith((".", "__")) and path.name not in {"build", "dist"}
    }
    assert folders == {"desktop", "resources", "tests", "installer"}
