"""Where labour abuse is told: to nobody whose line was not confirmed, and to the agency as soon as somebody has."""

import json
import re
import shutil

import pytest

from components.content import background, glossary, practice, report, seen, signs
from components.guidance import registry
from components.guidance.entries import GuidanceError
from components.guidance.posters import phone_script, sheets, template_values
from components.guidance.questions import outcomes
from components.guidance.registry import GUIDANCE
from components.guidance.scenarios import choices
from components.wording.text import wording
from data.site import LANGUAGES
from tests.text.test_guidance import WITHDRAWN
from web import practice_notes

BASE = "https://data.example.org"
AGENCY = "fair_work_agency"
# A number that Ofcom keeps for drama, so that it is nobody's.
CONFIRMED = 'number = "0808 157 0123"\ntel = "+448081570123"\nchecked_on = 2026-11-30\n'
WAITING = ["nail_bars", "car_washes", "construction", "farming", "hospitality"]
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def link(page):
    return f"/{page}"


def pages(language):
    """Return what a visitor reads and takes away, by its name."""
    text = wording(language)
    said = {
        "report": report.whole(text, link=link),
        "signs": signs.by_setting(text, link=link) + signs.acting(text, link=link),
        "seen": seen.form(text, link=link),
        "practice": practice.stories(text) + practice.further(text, signs="/signs"),
        "notes": practice_notes.notes_page(text).decode(),
        "glossary": glossary.entries(text),
        "background": background.page_html(text, link=link),
    }
    for sheet in sheets().values():
        said[f"poster {sheet.id}"] = json.dumps(template_values(sheet, base=BASE), default=str)
        said[f"script {sheet.id}"] = phone_script(sheet, text, base=BASE)
    return said


def squeezed(wording):
    return re.sub(r"[\s\u00a0]+|%20", "", wording)


@pytest.fixture
def changed(tmp_path):
    """Return a function that copies the guidance with other lines in the entry of the agency."""

    def change(lines, *, has_doubt=False):
        folder = shutil.copytree(GUIDANCE, tmp_path / "guidance")
        before, entry = (folder / "contacts.toml").read_text(encoding="utf-8").split(f'id = "{AGENCY}"\n')
        if not has_doubt:
            entry = re.sub(r'^doubt = """.*?"""\n', "", entry, flags=re.DOTALL | re.MULTILINE)
        (folder / "contacts.toml").write_text(f'{before}id = "{AGENCY}"\n{lines}{entry}', encoding="utf-8")
        return folder

    return change


@LANGUAGE
def test_no_page_poster_or_script_holds_a_contact_of_the_former_authority(language):
    for name, said in pages(language).items():
        assert [each for each in WITHDRAWN if each in squeezed(said)] == [], name


def test_no_setting_route_outcome_or_choice_leads_to_an_unconfirmed_line():
    led = [entry.contact for entry in (*registry.settings(), *registry.routes())]
    led += [id for outcome in outcomes() for id in outcome.contacts]
    led += [choice.contact for choice in choices() if choice.contact]
    assert {AGENCY, "glaa"}.isdisjoint(led)
    assert {registry.contact(id).role for id in led}.isdisjoint({"labour"})


def test_about_work_the_police_and_the_helpline_stand_first():
    assert next(route for route in registry.routes() if route.id == "labour").contact == "101"
    assert {setting.contact for setting in registry.settings() if "labour" in setting.types} == {"helpline"}


@pytest.mark.parametrize("language,words", [("en", ("101", "helpline")), ("cy", ("101", "llinell gymorth"))])
def test_what_to_do_about_work_names_the_police_and_the_helpline_only(language, words):
    for setting in registry.settings():
        if "labour" in setting.types:
            said = " ".join(setting.do[language])
            assert all(each in said for each in words), setting.id
            assert not re.search("authority|awdurdod|agency|asiantaeth", said, re.IGNORECASE), setting.id


def test_the_owner_is_told_that_the_line_is_awaited():
    assert AGENCY in registry.contacts_to_confirm()
    assert AGENCY not in {entry.id for entry in registry.contacts()}


def test_once_somebody_has_checked_the_line_settings_and_the_route_lead_there(changed):
    folder = changed(CONFIRMED)
    assert registry.contacts(folder)[-1].number == "0808 157 0123"
    assert [each.id for each in registry.settings(folder) if each.contact == AGENCY] == WAITING
    assert [each.id for each in registry.routes(folder) if each.contact == AGENCY] == ["labour_line"]
    # Those who want the police still find them.
    assert next(each for each in registry.routes(folder) if each.id == "labour").contact == "101"


@pytest.mark.parametrize(
    ("lines", "has_doubt"),
    [(CONFIRMED, True), (CONFIRMED.replace("checked_on = 2026-11-30\n", ""), False), ("", False)],
    ids=["in doubt", "unchecked", "without a number"],
)
def test_until_then_nothing_leads_there(changed, lines, has_doubt):
    folder = changed(lines, has_doubt=has_doubt)
    led = [each.contact for each in (*registry.settings(folder), *registry.routes(folder))]
    assert AGENCY not in {*led, *(each.id for each in registry.contacts(folder))}


def test_a_number_that_dials_another_is_named_before_anything_leads_there(changed):
    folder = changed(CONFIRMED.replace("0123", "0124", 1))
    with pytest.raises(GuidanceError, match=f"awaited '{AGENCY}': tel .* not the number shown"):
        registry.contacts(folder)


@LANGUAGE
def test_the_agency_is_named_as_the_english_name_it_is(language):
    for name in ("glossary", "background", "report"):
        said = pages(language)[name]
        assert "Asiantaeth Gwaith Teg" not in said
        if language == "cy":
            marked = re.sub(r'<(\w+)[^>]*\blang="en"[^>]*>.*?</\1>', "", said)
            assert "Fair Work Agency" not in marked, name
    assert "Fair Work Agency" in pages(language)["glossary"] and "Fair Work Agency" in pages(language)["background"]


def test_in_welsh_the_name_is_said_to_be_the_english_one():
    assert "nw Saesneg" in pages("cy")["glossary"] and "dyma ei enw Saesneg" in pages("cy")["background"]
