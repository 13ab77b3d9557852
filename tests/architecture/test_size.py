"""The limits of the project's style: a module, page or function that is too big is split by subject."""

import ast
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("pages", "web", "components", "data", "geo", "locales", "benchmarks")
MODULES = [
    ROOT / "dashboard.py",
    *(file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))),
]
GRAB_BAGS = {"utils", "util", "helpers", "helper", "common", "misc", "constants"}


def name_of(file):
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_a_module_keeps_to_its_limit(file):
    limit = 80 if file.parent.name == "pages" else 400
    assert len(file.read_text(encoding="utf-8").splitlines()) <= limit


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_a_function_keeps_to_forty_lines_and_its_docstring(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for function in functions:
        documented = ast.get_docstring(function) is not None
        first = function.body[0].end_lineno if documented else function.lineno
        assert function.end_lineno - first <= 40, f"{name_of(file)}: {function.name}"


@pytest.mark.parametrize("folder", sorted({file.parent for file in MODULES}), ids=name_of)
def test_a_folder_can_be_taken_in_at_a_glance(folder):
    modules = [file for file in folder.glob("*.py") if file.name != "__init__.py"]
    assert len(modules) <= 25


def test_no_folder_of_tests_is_passed_over(pytestconfig):
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {
        folder.name for folder in (ROOT / "tests").rglob("*") if folder.is_dir() and folder.name != "__pycache__"
    }
    assert not [name for name in folders for pattern in passed_over if fnmatch(name, pattern)]


def test_components_has_no_module_of_its_own():
    assert [file.name for file in (ROOT / "components").glob("*.py")] == ["__init__.py"]


def test_no_module_is_a_grab_bag():
    assert not {file.stem for file in MODULES} & GRAB_BAGS
