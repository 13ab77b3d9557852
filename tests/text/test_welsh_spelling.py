"""Welsh is Welsh: every word is known to Bangor's dictionary or to a reviewed list, and nothing is left in English.

The dictionary (cy_GB, Bangor University, LGPL) is the one inside the package cymraeg-mcp, read with spylls.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

import polib
import pytest
from cymraeg_mcp.mutations import MutationEngine
from spylls.hunspell import Dictionary

from components.wording.text import LOCALES
from geo.areas import areas

HERE = Path(__file__).parent
DATA = Path(str(files("cymraeg_mcp"))) / "data"
# Passages marked as English, HTML, entities, placeholders, Markdown code and link targets, addresses, settings,
# anything with a digit, abbreviations.
# An area without a Welsh name keeps its English one, which nothing mutates: the longest first.
ENGLISH_NAMES = re.compile(
    "|".join(
        rf"\b{re.escape(name)}\b"
        for name in sorted(
            (area.official_name for area in areas().values() if not area.names["cy"]), key=len, reverse=True
        )
    )
)
NOT_WORDS = re.compile(
    r"""<(\w+)[^>]*\blang="en"[^>]*>.*?</\1> | <!--.*?--> | <[^>]+> | &\#?\w+; | %\(\w+\)[sd] | \{[^}]*\}
    | ```.*?``` | `[^`]*` | (?<=\])\([^)]*\) | \S+@\S+ | https?://\S+ | \b[\w-]+(?:\.[\w-]+)+(?:/\S*)? | (?<!\S)/\S+
    | \S+=\S+ | \b\w*\d\w* | \b[A-Z]{2,}\b""",
    re.VERBOSE | re.DOTALL,
)
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
CLITICS = {"n", "r", "i", "w", "u", "m", "th", "ch"}


def reviewed(name):
    """Return the entries of a list beside this file, each with the reason that stands after ` # `."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    entries = [line.partition(" # ") for line in lines if line.strip() and not line.startswith("#")]
    return {entry.strip(): why.strip() for entry, _, why in entries}


def pairs():
    """Yield file, key, English and Welsh of every wording under locales."""
    for welsh in sorted((LOCALES / "cy").glob("*.po")):
        english = {entry.msgid: entry for entry in polib.pofile(str(LOCALES / "en" / welsh.name))}
        for entry in polib.pofile(str(welsh)):
            twin = english.get(entry.msgid)
            plurals = twin.msgstr_plural if twin else {}
            for form, wording in (entry.msgstr_plural or {None: entry.msgstr}).items():
                other = plurals.get(min(form, 1), "") if form is not None else twin.msgstr if twin else ""
                yield f"locales/cy/{welsh.name}", entry.msgid, other, wording
    for file in sorted((LOCALES / "guidance").glob("*.toml")):
        for key, english, welsh in twins(tomllib.loads(file.read_text(encoding="utf-8"))):
            yield f"locales/guidance/{file.name}", key, english, welsh


def twins(node, key=""):
    """Yield key, English and Welsh of everything below ``node`` that has a ``cy``."""
    if isinstance(node, list):
        for item in node:
            yield from twins(item, f"{key} {item['id']}" if isinstance(item, dict) and "id" in item else key)
    elif isinstance(node, dict) and "cy" in node:
        english, welsh = (value if isinstance(value, list) else [value] for value in (node["en"], node["cy"]))
        yield from ((key, *both) for both in zip(english, welsh, strict=True))
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from twins(value, f"{key} {name}".strip())


def welsh_wordings():
    """Yield file, key and wording of everything a Welsh reader sees, names left as they are in English aside."""
    yield from ((file, key, ENGLISH_NAMES.sub(" ", welsh)) for file, key, english, welsh in pairs() if welsh != english)
    for file in sorted((LOCALES / "cy").glob("*.md")):
        yield f"locales/cy/{file.name}", "prose", file.read_text(encoding="utf-8")


@cache
def dictionary():
    return Dictionary.from_files(str(DATA / "dictionaries" / "cy_GB"))


@cache
def allowed():
    """Return the allowed words with all their mutated forms, in lower case."""
    engine = MutationEngine(DATA / "mutation_rules.yaml", dictionary().lookup)
    words = [word.lower() for word in reviewed("welsh_allowed.txt")]
    return {form for word in words for form in (word, *engine.all_forms(word).values()) if form}


@cache
def is_known(word):
    """Return whether a word, its parts around a hyphen, or what stands before its clitic is known."""
    if word.lower() in allowed() or any(dictionary().lookup(form) for form in (word, word.lower())):
        return True
    stem, apostrophe, ending = word.rpartition("'")
    if apostrophe and ending.lower() in CLITICS:
        return is_known(stem)
    parts = word.split("-")
    return len(parts) > 1 and all(map(is_known, parts))


def words(wording):
    return WORD.findall(NOT_WORDS.sub(" ", wording.replace("’", "'")))


def test_every_welsh_word_is_known():
    unknown = [
        f"{file}, {key}: {word!r}"
        for file, key, wording in welsh_wordings()
        for word in dict.fromkeys(words(wording))
        if not is_known(word)
    ]
    advice = (
        'Correct the spelling, mark the passage lang="en", or write the unmutated word and why into '
        "tests/text/welsh_allowed.txt:"
    )
    assert not unknown, "\n".join([advice, *unknown])


@pytest.mark.parametrize("wrong", ["caethwasieth", "heddlu’nn", "Ngymru", "llinell-gymorthh"])
def test_a_misspelt_word_is_noticed(wrong):
    assert [word for word in words(f"Mae {wrong} yma.") if not is_known(word)] == [wrong.replace("’", "'")]


@pytest.mark.parametrize("right", ["â’i", "Gadael y dudalen hon", "i’r gwasanaethau", "gamfanteisio", "Taclo’r Tacle"])
def test_a_clitic_a_capital_or_a_mutation_is_no_mistake(right):
    assert all(map(is_known, words(right)))


@pytest.mark.parametrize(
    "wording",
    [
        'gan <span lang="en">West Mercia Police</span>',
        "%(shown)s a {n} yn https://example.org/signs",
        "[yma](https://example.org/page) a `pip install`",
        "gan NSPCC &amp; enw@example.org",
    ],
)
def test_what_is_not_welsh_text_is_left_out(wording):
    assert all(map(is_known, words(wording)))


def test_every_allowed_word_has_a_reason_and_is_needed():
    for word, why in reviewed("welsh_allowed.txt").items():
        assert why, f"tests/text/welsh_allowed.txt: say after ' # ' why {word!r} is right"
        assert not dictionary().lookup(word), f"tests/text/welsh_allowed.txt: the dictionary knows {word!r}; remove it"


def has_words(wording):
    return bool(WORD.search(NOT_WORDS.sub(" ", wording)))


def test_nothing_is_left_in_english():
    names = reviewed("same_in_both_languages.txt")
    left = [
        f"{file}, {key}: {welsh!r}"
        for file, key, english, welsh in pairs()
        if welsh == english and has_words(welsh) and welsh not in names
    ]
    advice = "Translate, or write the wording and why into tests/text/same_in_both_languages.txt:"
    assert not left, "\n".join([advice, *left])


def test_every_wording_said_to_be_the_same_is_the_same():
    same = {welsh for _, _, english, welsh in pairs() if welsh == english}
    for wording, why in reviewed("same_in_both_languages.txt").items():
        assert why, f"tests/text/same_in_both_languages.txt: say after ' # ' why {wording!r} is not translated"
        assert wording in same, f"tests/text/same_in_both_languages.txt: {wording!r} is no longer used; remove it"
