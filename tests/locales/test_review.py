"""The translator's file lists every Welsh wording and says how sure each is."""

import re
import tomllib

import polib
import pytest

from locales.confidence import confidence, folded, place, terms
from locales.review import PLAIN, REVIEW, main, review
from locales.review_file import read_back, written
from locales.wordings import ROOT, Wording, wordings

FOUND = wordings()
KNOWN = terms(FOUND.values())
WRITTEN = written(FOUND.values(), KNOWN)


def wording(english, welsh, **said):
    return Wording(file="locales/cy/x.po", path=("x.a",), english=(english,), welsh=(welsh,), said=said, key="x.a")


def strings_of(node):
    """Yield every text below ``node`` that stands under a key for Welsh."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "cy" or (key.endswith("_cy")):
                yield from value if isinstance(value, list) else [value]
            else:
                yield from strings_of(value)
    elif isinstance(node, list):
        for item in node:
            yield from strings_of(item)


def test_it_is_the_same_however_often_it_is_written():
    assert (written(FOUND.values(), KNOWN) == WRITTEN) is True


def test_every_welsh_form_of_every_catalogue_is_listed():
    for file in (ROOT / "locales" / "cy").glob("*.po"):
        for entry in polib.pofile(str(file)):
            expected = tuple(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)) or (entry.msgstr,)
            assert FOUND[f"{file.name} {entry.msgid}"].welsh == expected


def test_every_welsh_string_of_the_guidance_and_the_settings_is_listed():
    listed = {form for each in FOUND.values() for form in each.welsh}
    files = [*(ROOT / "locales").rglob("*.toml"), ROOT / "site.toml"]
    strings = [each for file in files for each in strings_of(tomllib.loads(file.read_text(encoding="utf-8")))]
    assert len(strings) > 200
    assert [each for each in strings if each and each not in listed] == []


def test_every_line_of_prose_with_words_is_listed():
    listed = " ".join(form for each in FOUND.values() for form in each.welsh)
    for file in (ROOT / "locales" / "cy").glob("*.md"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert not any(letter.isalpha() for letter in line.partition("<")[0]) or line.strip() in listed


def test_every_wording_has_its_english():
    assert [each.id for each in FOUND.values() if not all(each.english) and "_cy" not in each.key] == []


def test_what_is_written_is_read_back_as_it_is():
    back = {each.id: each for each in read_back(WRITTEN)}
    assert back.keys() == FOUND.keys()
    for each in FOUND.values():
        assert not back[each.id].trouble
        assert not back[each.id].is_changed
        assert back[each.id].said("Welsh") == tuple(form.strip() for form in each.welsh)


def test_a_term_found_in_use_is_a_and_a_sentence_with_it_is_not():
    known = terms([])
    assert confidence(wording("Modern slavery", "Caethwasiaeth fodern"), known) == "A"
    assert confidence(wording("Organ removal", "Tynnu organau"), known) == "B"
    assert confidence(wording("Modern slavery is a crime.", "Mae caethwasiaeth fodern yn drosedd."), known) == "C"
    assert confidence(wording("Modern slavery", "Caethwasiaeth modern"), known) == "C"


def test_what_a_welsh_speaker_read_is_a():
    assert confidence(wording("Anything", "Unrhyw beth", reviewed="2026-11-24 AB"), {}) == "A"
    assert confidence(wording("Anything", "Unrhyw beth", cy_status="reviewed"), {}) == "A"
    assert confidence(wording("Anything", "Unrhyw beth", cy_status="draft"), {}) == "C"


def test_a_term_of_the_glossary_has_its_own_confidence_and_its_meaning_stays_a_draft():
    assert confidence(FOUND["guidance/glossary.toml term modern_slavery term"], KNOWN) == "A"
    assert confidence(FOUND["guidance/glossary.toml term modern_slavery meaning"], KNOWN) == "C"


@pytest.mark.parametrize(("one", "other"), [("Taclo’r Tacle", "taclo'r tacle"), ("Argyfwng.", "argyfwng")])
def test_capitals_apostrophes_and_the_stop_do_not_matter(one, other):
    assert folded(one) == folded(other)


def test_every_place_is_in_plain_words():
    assert sorted({where for each in FOUND.values() if "." in (where := place(each))}) == [], "see locales/places.toml"


def test_the_summary_counts_every_wording_once():
    row = next(line for line in WRITTEN.splitlines() if line.startswith("| **All**"))
    assert sum(int(cell) for cell in row.split("|")[2:5]) == len(FOUND)


def test_write_makes_the_file(site, capsys):
    (site / REVIEW).unlink(missing_ok=True)
    assert main(["write"], root=site) == 0
    assert (site / REVIEW).read_text(encoding="utf-8") == review(site)
    assert "C " in capsys.readouterr().out


def test_plain_makes_the_report_on_reading_age(site, capsys):
    assert main(["plain"], root=site) == 0
    assert "| signs.toml: group |" in (site / PLAIN).read_text(encoding="utf-8")
    assert PLAIN in capsys.readouterr().out


def test_the_server_does_not_know_the_tool():
    imported = (ROOT / "dashboard.py").read_text(encoding="utf-8")
    assert not re.search(r"^\s*(from|import) locales", imported, re.MULTILINE)
