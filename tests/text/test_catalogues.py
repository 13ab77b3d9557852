"""The two languages are equal: the same keys, the same placeholders, nothing missing, nothing left over."""

import re
from functools import cache
from pathlib import Path

import polib
import pytest

from components.wording.text import LOCALES, TextError, wording

ROOT = LOCALES.parent
DOMAINS = sorted(file.stem for file in (LOCALES / "en").glob("*.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
WELSH_PLURAL = "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;"


@cache
def entries(language, domain):
    return {entry.msgid: entry for entry in polib.pofile(str(LOCALES / language / f"{domain}.po"))}


def wordings(entry):
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def test_both_languages_have_the_same_catalogues():
    assert DOMAINS == sorted(file.stem for file in (LOCALES / "cy").glob("*.po"))


def test_both_languages_have_the_same_prose():
    assert sorted(f.name for f in (LOCALES / "en").glob("*.md")) == sorted(
        f.name for f in (LOCALES / "cy").glob("*.md")
    )


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_have_the_same_keys_in_the_domain_of_the_file(domain):
    english, welsh = entries("en", domain), entries("cy", domain)
    assert english.keys() == welsh.keys()
    assert {key.split(".")[0] for key in english} == {domain}


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_wording_is_empty_or_fuzzy_or_loses_a_placeholder(domain):
    english, welsh = entries("en", domain), entries("cy", domain)
    for key, entry in english.items():
        expected = set(PLACEHOLDER.findall((entry.msgid_plural and entry.msgstr_plural[1]) or entry.msgstr))
        for each in (entry, welsh[key]):
            assert "fuzzy" not in each.flags, key
            for form in wordings(each):
                assert form.strip(), key
                assert set(PLACEHOLDER.findall(form)) == expected, key


@pytest.mark.parametrize("domain", DOMAINS)
def test_welsh_has_six_plural_forms(domain):
    catalogue = polib.pofile(str(LOCALES / "cy" / f"{domain}.po"))
    assert catalogue.metadata["Plural-Forms"] == WELSH_PLURAL
    for entry in catalogue:
        assert not entry.msgid_plural or len(entry.msgstr_plural) == 6, entry.msgid


def source_of_the_app():
    # The build of the shapes names the words that travel with a map.
    folders = ("components", "web", "pages", "geo/build")
    files = [ROOT / "dashboard.py", *(file for folder in folders for file in (ROOT / folder).rglob("*.py"))]
    files += (ROOT / "web" / "templates").iterdir()
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def patterns_of_keys(source):
    """Return a pattern for every literal or f-string in the source that looks like a key."""
    found = re.findall(r"""f?["']([a-z_]+\.[\w.{}\[\]' -]+|\{[^"{}]+\}\.[\w.{}' -]+)["']""", source)
    return [re.compile(re.sub(r"\\\{.*?\\\}", ".+", re.escape(each))) for each in found]


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_wording_is_left_over(domain):
    patterns = patterns_of_keys(source_of_the_app())
    unused = [key for key in entries("en", domain) if not any(pattern.fullmatch(key) for pattern in patterns)]
    assert unused == []


def test_every_key_written_out_in_the_code_has_a_wording():
    keys = set(re.findall(r"""(?:words|text|plural)\(\s*["']([a-z_]+\.[\w. ]+)["']""", source_of_the_app()))
    assert keys
    assert [key for key in sorted(keys) if not any(key in entries("en", domain) for domain in DOMAINS)] == []


def test_an_unknown_key_is_an_error_that_names_it():
    with pytest.raises(TextError, match="no wording for the key 'site.nonsense'"):
        wording("en")("site.nonsense")


def test_a_lost_placeholder_is_an_error_that_names_the_key():
    with pytest.raises(TextError, match="format.quarter.1"):
        wording("cy")("format.quarter.1", wrong=1)


@pytest.mark.parametrize(("count", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (6, 4), (4, 5), (20, 5)])
def test_welsh_chooses_among_its_six_forms(count, form, tmp_path, monkeypatch):
    (tmp_path / "cy").mkdir()
    forms = "".join(f'msgstr[{n}] "form {n}"\n' for n in range(6))
    header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {WELSH_PLURAL}\\n"\n\n'
    (tmp_path / "cy" / "test.po").write_text(f'{header}msgid "test.a"\nmsgid_plural "test.a_plural"\n{forms}')
    monkeypatch.setattr("components.wording.text.LOCALES", Path(tmp_path))
    assert wording.__wrapped__("cy").plural("test.a", count) == f"form {form}"
