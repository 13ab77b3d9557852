"""Corrections come back whole: what was corrected is in the files, nothing else is, and what is wrong is refused."""

import os
import re

import pytest

from components.guidance.entries import read
from components.guidance.registry import SignGroup
from locales.review import REVIEW, main, review
from locales.wordings import wordings
from tests.locales.conftest import contents

PLURAL = "indicator.po indicator.recorded_offences.count"
SIGN = "guidance/signs.toml group appearance signs 3"
FOLDED = "guidance/report.toml route labour when"
PROSE = "about.md privacy 2"
AREA = "areas.csv E12000007"
SITE = "site.toml title"
SIMPLE = "map.po map.heading"
ARGUMENTS = ["--yes", "--by", "AB", "--on", "2026-12-01"]
DRAFT = ["--draft", "--yes"]
CORRECTED = {
    PLURAL: ("fodern", "gyfoes"),
    SIGN: ("flinedig", "flinedig iawn"),
    FOLDED: ("Ffoniwch", "Galwch"),
    PROSE: ("Nid oes hysbysebion.", "Does dim hysbysebion."),
    AREA: ("Llundain", "Llundain Fawr"),
    SITE: ("yng Ngogledd Cymru", "yn y Gogledd"),
}


class Copy:
    """A translator's copy of the file, to change line by line."""

    def __init__(self, root):
        self.file = root / "copy.md"
        self.text = review(root)

    def entry(self, id):
        start = self.text.index(f"### `{id}`\n")
        return start, self.text.index("\n~~~\n", start)

    def change(self, id, was, now, *, label="Correct"):
        start, end = self.entry(id)
        entry = self.text[start:end]
        lines = [line.replace(was, now) if line.startswith(label) else line for line in entry.split("\n")]
        assert "\n".join(lines) != entry, f"{was!r} is not in {entry}"
        self.text = self.text[:start] + "\n".join(lines) + self.text[end:]

    def tick(self, id):
        start, end = self.entry(id)
        self.text = self.text[:start] + self.text[start:end].replace("- [ ]", "- [x]") + self.text[end:]

    def saved(self):
        self.file.write_text(self.text, encoding="utf-8")
        return str(self.file)


@pytest.fixture
def copy(site):
    return Copy(site)


def lines_changed(before, after):
    return set(after.decode().splitlines()) ^ set(before.decode().splitlines())


def test_six_kinds_of_wording_are_taken_and_nothing_else_changes(site, copy):
    before = contents(site)
    copy.change(PLURAL, "fodern", "gyfoes")
    copy.change(SIGN, "flinedig", "flinedig iawn")
    copy.change(FOLDED, "Ffoniwch", "Galwch")
    copy.change(PROSE, "Nid oes hysbysebion.", "Does dim hysbysebion.")
    copy.change(AREA, "Llundain", "Llundain Fawr")
    copy.change(SITE, "yng Ngogledd Cymru", "yn y Gogledd")
    assert main(["take", copy.saved(), *ARGUMENTS], root=site) == 0
    after, found = contents(site), wordings(site)
    changed = {file for file in after if after[file] != before.get(file)}
    assert changed == {
        "locales/cy/indicator.po",
        "locales/guidance/signs.toml",
        "locales/guidance/report.toml",
        "locales/cy/about.md",
        "locales/reviewed.toml",
        "geo/areas.csv",
        "site.toml",
    }
    assert before.keys() | {"locales/reviewed.toml"} == after.keys()
    assert all("caethwasiaeth gyfoes" in form for form in found[PLURAL].welsh)
    assert found[SIGN].welsh == ("Maen nhw’n edrych yn flinedig iawn.",)
    assert found[FOLDED].welsh[0].startswith("Galwch yr heddlu ar 101")
    assert "Does dim hysbysebion." in found[PROSE].welsh[0]
    assert found[AREA].welsh == ("Llundain Fawr",)
    assert found[SITE].welsh == ("Caethwasiaeth fodern yn y Gogledd",)
    assert len(lines_changed(before["geo/areas.csv"], after["geo/areas.csv"])) == 2
    assert len(lines_changed(before["locales/cy/about.md"], after["locales/cy/about.md"])) == 2
    assert len(lines_changed(before["locales/guidance/signs.toml"], after["locales/guidance/signs.toml"])) == 2
    assert (site / REVIEW).read_text(encoding="utf-8") == review(site)


def test_only_the_lines_of_one_entry_of_a_catalogue_change(site, copy):
    file = site / "locales/cy/indicator.po"
    before = file.read_text(encoding="utf-8").split("\n")
    copy.change(PLURAL, "Cofnododd", "Cofnodwyd", label="Correct (2)")
    assert main(["take", copy.saved(), *ARGUMENTS], root=site) == 0
    after = file.read_text(encoding="utf-8").split("\n")
    different = [(was, now) for was, now in zip(before, after, strict=True) if was != now]
    assert [now[:24] for _, now in different] == ["# reviewed: 2026-12-01 A", 'msgstr[2] "Cofnodwyd yr ']


def test_a_folded_string_of_the_guidance_stays_folded(site, copy):
    copy.change(FOLDED, "Ffoniwch", "Galwch")
    file = site / "locales/guidance/report.toml"
    before = set(file.read_text(encoding="utf-8").split("\n"))
    main(["take", copy.saved(), *ARGUMENTS], root=site)
    text = file.read_text(encoding="utf-8")
    assert 'when.cy = """\\\n    Galwch yr heddlu' in text
    assert all(len(line) <= 120 for line in set(text.split("\n")) - before)


def test_what_was_corrected_or_ticked_is_marked_as_reviewed(site, copy):
    copy.change(SIMPLE, "Ble", "Lle")
    copy.tick("map.po map.menu")
    copy.tick(PROSE)
    main(["take", copy.saved(), *ARGUMENTS], root=site)
    found = wordings(site)
    for id in (SIMPLE, "map.po map.menu", PROSE):
        assert found[id].said["reviewed"] == "2026-12-01 AB"
    assert "reviewed" not in found["map.po map.period"].said


def test_an_entry_of_the_guidance_is_reviewed_when_all_of_it_was_read(site, copy):
    of_entry = [id for id in wordings(site) if id.startswith("guidance/signs.toml group appearance ")]
    for id in of_entry[:-1]:
        copy.tick(id)
    main(["take", copy.saved(), *ARGUMENTS], root=site)
    assert status(site, "appearance") == "draft"
    again = Copy(site)
    again.tick(of_entry[-1])
    for id in of_entry[:-1]:
        if "signs" in id:
            again.tick(id)
    main(["take", again.saved(), *ARGUMENTS], root=site)
    assert status(site, "appearance") == "reviewed"
    assert status(site, "behaviour") == "draft"


def status(root, id):
    groups = read(root / "locales/guidance/signs.toml", "group", SignGroup)
    return next(group.statuses["cy"] for group in groups if group.id == id)


def test_a_mark_on_a_text_ends_when_the_text_is_changed(site, copy):
    copy.tick(PROSE)
    main(["take", copy.saved(), *ARGUMENTS], root=site)
    file = site / "locales/cy/about.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Nid oes hysbysebion.", ""), encoding="utf-8")
    assert "reviewed" not in wordings(site)[PROSE].said


def test_without_yes_it_only_shows_what_would_change(site, copy, capsys):
    before = contents(site)
    copy.change(SIMPLE, "Ble", "Lle")
    assert main(["take", copy.saved()], root=site) == 0
    assert contents(site) == before
    said = capsys.readouterr().out
    assert f"{SIMPLE}\n  - Ble mae" in said
    assert "  + Lle mae" in said


def test_an_apostrophe_becomes_a_curly_one_and_a_windows_file_is_read(site, copy):
    copy.change(SIMPLE, "Ble mae", "Lle'r oedd")
    copy.text = "\ufeff" + copy.text.replace("\n", "\r\n")
    copy.file.write_bytes(copy.text.encode())
    assert main(["take", str(copy.file), *ARGUMENTS], root=site) == 0
    assert wordings(site)[SIMPLE].welsh[0].startswith("Lle’r oedd")


def test_part_of_the_file_is_enough(site, copy):
    start, end = copy.entry(SIMPLE)
    copy.text = copy.text[start:end].replace("Correct: Ble", "Correct: Lle") + "\n~~~\n"
    assert main(["take", copy.saved(), *ARGUMENTS], root=site) == 0
    assert wordings(site)[SIMPLE].welsh[0].startswith("Lle")


def dropped(pattern):
    def drop(copy):
        start, end = copy.entry(PLURAL)
        copy.text = copy.text[:start] + re.sub(pattern, "", copy.text[start:end]) + copy.text[end:]

    return drop


REFUSED = {
    "an unknown name": (lambda copy: setattr(copy, "text", copy.text.replace(SIMPLE, "map.po map.none")), "map.none"),
    "a lost placeholder": (lambda copy: copy.change(PLURAL, "%(period)s", ""), "%(period)s"),
    "a foreign placeholder": (lambda copy: copy.change(SIMPLE, "Ble", "%(place)s Ble"), "found %(place)s"),
    "a broken placeholder": (lambda copy: copy.change(PLURAL, "%(period)s", "%(period)"), "placeholders"),
    "a lone %": (lambda copy: copy.change("map.po map.rate", "95%%", "95%"), "%%"),
    "an empty wording": (lambda copy: copy.change(SIMPLE, SAID[SIMPLE], ""), "empty"),
    "five forms": (dropped(r"\nCorrect \(6\):.*"), "expected is 6"),
    "a changed number": (lambda copy: copy.change("guidance/report.toml route danger when", "999", "998"), "999"),
    "a lost tag": (lambda copy: copy.change(PLURAL, "</b>", ""), "</b>"),
    "a lost link": (lambda copy: copy.change("about.md contact 3", "](page:report)", "]"), "](page:report)"),
    "a broken entry": (dropped(r"\nWelsh \(\w+\):.*"), "missing"),
    "a wrapped line": (lambda copy: copy.change(SIMPLE, "Ble mae", "Ble\nmae"), "one line"),
    "an open fence": (lambda copy: setattr(copy, "text", copy.text.replace("\n~~~\n", "\n", 1)), "missing"),
    "a changed English": (lambda copy: copy.change(SIMPLE, "Where", "When", label="English"), "changed on the site"),
}
SAID = {id: each.welsh[0] for id, each in wordings().items()}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(site, copy, capsys, name):
    breaking, said = REFUSED[name]
    copy.change("map.po map.deck.undrawn", "Ni ellir", "Does dim modd")
    if name == "a changed English":
        copy.tick(SIMPLE)
    breaking(copy)
    before = contents(site)
    assert main(["take", copy.saved(), *ARGUMENTS], root=site) == 1
    message = capsys.readouterr().err
    assert said in message
    assert "Nothing was written." in message
    assert contents(site) == before


def test_a_wording_changed_on_the_site_since_then_is_a_conflict(site, copy, capsys):
    copy.change(SIMPLE, "Ble", "Lle")
    file = site / "locales/cy/map.po"
    file.write_text(file.read_text(encoding="utf-8").replace("Ble mae caeth", "Ymhle mae caeth"), encoding="utf-8")
    before = contents(site)
    assert main(["take", copy.saved(), *ARGUMENTS], root=site) == 1
    assert "the Welsh was changed on the site since" in capsys.readouterr().err
    assert contents(site) == before


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"\xff\xfe\x00", None])
def test_a_file_that_is_none_is_refused_in_plain_words(site, capsys, content):
    file = site / "copy.md"
    if content is not None:
        file.write_bytes(content)
    assert main(["take", str(file), "--yes"], root=site) == 1
    assert "copy.md" in capsys.readouterr().err


def test_all_files_or_none_are_written(site, copy, monkeypatch):
    copy.change(SIMPLE, "Ble", "Lle")
    copy.change(SIGN, "flinedig", "flinedig iawn")
    before, moved, move = contents(site), [], os.replace

    def failing(draft, target):
        if moved:
            raise OSError("the disk is full")
        moved.append(target)
        move(draft, target)

    monkeypatch.setattr("locales.rewriting.os.replace", failing)
    with pytest.raises(OSError, match="disk is full"):
        main(["take", copy.saved(), *ARGUMENTS], root=site)
    assert moved
    assert contents(site) == before


def test_a_draft_is_taken_and_no_wording_of_it_is_reviewed(site, copy):
    before, held = contents(site), wordings(site)
    for id, (was, now) in CORRECTED.items():
        copy.change(id, was, now)
    assert main(["take", copy.saved(), *DRAFT], root=site) == 0
    after, found = contents(site), wordings(site)
    assert before.keys() == after.keys()
    assert {id for id in found if found[id].welsh != held[id].welsh} == CORRECTED.keys()
    assert all(now in found[id].welsh[0] for id, (_, now) in CORRECTED.items())
    assert {id: each.said for id, each in found.items()} == {id: each.said for id, each in held.items()}
    assert b"reviewed:" not in b"".join(after[file] for file in after if after[file] != before[file])
    assert (site / REVIEW).read_text(encoding="utf-8") == review(site)


def test_a_draft_changes_the_wording_alone(site, copy):
    file = site / "locales/cy/map.po"
    before = file.read_text(encoding="utf-8").split("\n")
    copy.change(SIMPLE, "Ble", "Lle")
    assert main(["take", copy.saved(), *DRAFT], root=site) == 0
    after = file.read_text(encoding="utf-8").split("\n")
    different = [now for was, now in zip(before, after, strict=True) if was != now]
    assert [now[:12] for now in different] == ['msgstr "Lle ']


def test_what_is_only_ticked_in_a_draft_changes_nothing(site, copy, capsys):
    before = contents(site)
    for id in (SIMPLE, SIGN, PROSE):
        copy.tick(id)
    assert main(["take", copy.saved(), *DRAFT], root=site) == 0
    assert contents(site) == before
    assert "There is nothing to write." in capsys.readouterr().out


@pytest.mark.parametrize("id", [SIMPLE, FOLDED, PROSE, AREA])
def test_a_draft_does_not_take_the_place_of_what_a_welsh_speaker_has_read(site, copy, capsys, id):
    copy.tick(id)
    main(["take", copy.saved(), *ARGUMENTS], root=site)
    again, before = Copy(site), contents(site)
    again.change(id, SAID[id], f"{SAID[id]} eto")
    assert main(["take", again.saved(), *DRAFT], root=site) == 1
    message = capsys.readouterr().err
    assert repr(id) in message
    assert "a Welsh speaker has read it (2026-12-01 AB)" in message
    assert "take it without --draft" in message
    assert contents(site) == before
    assert main(["take", again.saved(), *ARGUMENTS], root=site) == 0
    assert wordings(site)[id].welsh == (f"{SAID[id]} eto",)


@pytest.mark.parametrize("mark", [["--by", "AB"], ["--on", "2026-12-01"]])
def test_a_draft_has_no_reader_and_no_day(site, copy, capsys, mark):
    before = contents(site)
    copy.change(SIMPLE, "Ble", "Lle")
    assert main(["take", copy.saved(), *DRAFT, *mark], root=site) == 1
    assert "leave out --by and --on. Nothing was written." in capsys.readouterr().err
    assert contents(site) == before
