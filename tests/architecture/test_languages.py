"""Which languages there are is said in ``locales`` only: no other code names one of them."""

import ast
from pathlib import Path

import pytest

from data.languages import languages

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("components", "data", "geo", "pages", "web")
CODE = [ROOT / "dashboard.py", *(file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py")))]
SCRIPTS = sorted((ROOT / "components").rglob("*.js")) + sorted((ROOT / "components").rglob("*.typ"))


def named_in(source):
    """Return the words of Python code that name a language: as a text of its own, or at the end of a name."""
    codes = (*languages(), *(language.babel for language in languages().values()))
    endings = tuple(f"_{code}" for code in codes)
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_code = {*node.value.split(", ")} <= {*codes} or (
                node.value.isidentifier() and node.value.endswith(endings)
            )
            found += [node.value] if is_code else []
        name = getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "arg", None)
        found += [name] if isinstance(name, str) and name.endswith(endings) else []
    return found


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_code_names_a_language(file):
    assert named_in(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_script_and_no_template_names_a_language(file):
    content = file.read_text(encoding="utf-8")
    assert [code for code in languages() if f'"{code}"' in content or f"'{code}'" in content] == []


@pytest.mark.parametrize(
    "source", ['x = "cy"', "area.name_en", "f(also_cy=1)", 'row["name_cy"]', '"cy, en"', 'locale = "en_GB"']
)
def test_a_named_language_is_found(source):
    assert named_in(source)
