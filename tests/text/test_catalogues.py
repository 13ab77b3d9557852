"""The languages are equal: the same keys, the same placeholders, nothing missing, nothing left over."""

import re
from functools import cache
from pathlib import Path

import polib
import pytest

from components.wording.text import LOCALES, TextError, wording
from data.languages import languages
from locales.untranslated import untranslated

ROOT = LOCALES.parent
DEFAULT, *OTHERS = languages()
DOMAINS = sorted(file.stem for file in (LOCALES / DEFAULT).glob("*.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
WELSH_PLURAL = languages()["cy"].plural_forms


@cache
def entries(language, domain):
    return {entry.msgid: entry for entry in polib.pofile(str(LOCALES / language / f"{domain}.po"))}


def wordings(entry):
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_is_translated_whole(language):
    assert languages()[language].is_complete
    assert untranslated(language) == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", ["po", "md"])
def test_every_language_has_the_same_catalogues_and_texts(language, kind):
    default, other = ({file.name for file in (LOCALES / code).glob(f"*.{kind}")} for code in (DEFAULT, language))
    assert default == other


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_language_has_the_same_keys_in_the_domain_of_the_file(domain, language):
    default, other = entries(DEFAULT, domain), entries(language, domain)
    assert default.keys() == other.keys()
    assert {key.split(".")[0] for key in default} == {domain}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("domain", DOMAINS)
def test_no_wording_is_empty_or_fuzzy_or_loses_a_placeholder(domain, language):
    default, other = entries(DEFAULT, domain), entries(language, domain)
    for key, entry in default.items():
        expected = set(PLACEHOLDER.findall((entry.msgid_plural and entry.msgstr_plural[1]) or entry.msgstr))
        for each in (entry, other[key]):
            assert "fuzzy" not in each.flags, key
            for form in wordings(each):
                assert form.strip(), key
                assert set(PLACEHOLDER.findall(form)) == expected, key


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_plural_has_the_forms_of_its_language(domain, language):
    catalogue = polib.pofile(str(LOCALES / language / f"{domain}.po"))
    forms = languages()[language].plural_forms
    assert catalogue.metadata["Plural-Forms"] == forms
    for entry in catalogue:
        assert not entry.msgid_plural or f"nplurals={len(entry.msgstr_plural)};" in forms, entry.msgid


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
