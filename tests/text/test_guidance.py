"""What the guidance says: the right numbers, complete lists, plain words."""

import re
import tomllib
from datetime import date, timedelta

import polib
import pytest

from components.guidance import registry
from components.guidance.registry import EXPLOITATION_TYPES, GUIDANCE, ROLES
from components.wording.text import LOCALES, wording
from data.site import LANGUAGES

# What old pages still carry: a withdrawn text number, and the number and address of the former labour authority.
# The last two are for questions about agency fees.
WITHDRAWN = (
    "66767",
    "08004320804",
    "+448004320804",
    "intelligence@gla.gov.uk",
    "03451616000",
    "contact@fairworkagency.gov.uk",
)
SENSATIONAL = re.compile(
    r"\b(chain(s|ed)?|shackle\w*|slaves?|sex slave\w*|shock\w*|horr\w+|evil|vile|sicken\w*|nightmare\w*|plight"
    r"|monster\w*|predator\w*|gangs?|ruthless|brutal\w*|barbaric|epidemic|scourge|prostitut\w*|illegals?)\b",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<!\w)0\d{2,4}(?: ?\d{2,4}){2,3}(?!\d)")


def texts_of_the_site():
    return [file for file in LOCALES.rglob("*") if file.suffix in {".po", ".toml", ".md"}]


def english_wordings():
    for file in (LOCALES / "en").glob("*.po"):
        for entry in polib.pofile(str(file)):
            yield from (entry.msgstr, *entry.msgstr_plural.values())
    for file in (LOCALES / "en").glob("*.md"):
        yield file.read_text(encoding="utf-8")
    for entry in (*registry.contacts(), *registry.awaited(), *registry.routes()):
        yield from (
            getattr(entry, name)["en"] for name in ("name", "what_for", "title", "when") if hasattr(entry, name)
        )
    for entry in (*registry.general_signs(), *registry.settings()):
        yield from (entry.title["en"], entry.summary["en"], *entry.signs["en"])
    yield from (setting.law["en"] for setting in registry.settings() if setting.law)
    for setting in registry.settings():
        yield from (*setting.mistaken["en"], *setting.do["en"], *setting.never["en"])
    yield from (place.title["en"] for place in registry.places())
    for entry in registry.advices():
        yield from (entry.title["en"], entry.lead["en"] if entry.lead else "", *entry.items["en"])


def test_the_helpline_has_the_right_number():
    helpline = registry.contact("helpline")
    assert (helpline.number, helpline.tel) == ("08000 121 700", "+448000121700")


@pytest.mark.parametrize(
    ("id", "number"),
    [
        ("999", "999"),
        ("101", "101"),
        ("crimestoppers", "0800 555 111"),
        ("salvation_army", "0800 808 3733"),
        ("bawso", "0800 731 8147"),
        ("live_fear_free", "0808 80 10 800"),
        ("nspcc", "0808 800 5000"),
        ("childline", "0800 1111"),
        ("safecall", "116 000"),
        ("migrant_help", "0808 8010 503"),
        ("victim_support", "0808 16 89 111"),
    ],
)
def test_a_contact_has_the_number_its_source_gives(id, number):
    assert registry.contact(id).number == number


@pytest.mark.parametrize("withdrawn", WITHDRAWN)
def test_what_is_withdrawn_is_nowhere(withdrawn):
    code = [*(LOCALES.parent / "components").rglob("*.py"), *(LOCALES.parent / "pages").rglob("*.py")]
    code += (file for kind in ("*.py", "*.html") for file in (LOCALES.parent / "web").rglob(kind))
    files = [*texts_of_the_site(), *code]
    assert [file.name for file in files if withdrawn in file.read_text(encoding="utf-8").replace(" ", "")] == []


def test_no_phone_number_stands_outside_the_registry():
    known = {number for entry in registry.contacts() for number in (entry.number, entry.tel, entry.text_number)}
    for file in texts_of_the_site():
        for found in PHONE.findall(file.read_text(encoding="utf-8")):
            assert found in known, f"{file.relative_to(LOCALES)}: {found!r} is not a number of contacts.toml"


def test_no_contact_was_left_unseen_for_a_year():
    for entry in registry.contacts():
        seen = entry.checked_on or entry.recorded_on
        assert seen <= date.today() <= seen + timedelta(days=366), f"contacts.toml: check {entry.id!r} again"


def test_a_contact_that_was_checked_has_no_doubt():
    assert [entry.id for entry in registry.contacts() if entry.checked_on and entry.doubt] == []


def test_every_role_has_a_contact():
    known = {entry.role for entry in (*registry.contacts(), *registry.awaited())}
    assert [role for role in ROLES if role not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", ["report", "signs"])
def test_what_is_in_doubt_has_words_that_say_so(domain, language):
    assert any(not entry.is_confirmed for entry in (*registry.contacts(), *registry.settings()))
    assert wording(language)(f"{domain}.unconfirmed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_of_exploitation_has_a_name(language):
    assert all(wording(language)(f"signs.type.{each}") for each in EXPLOITATION_TYPES)


def test_there_are_eight_groups_of_signs_and_fourteen_settings():
    assert (len(registry.general_signs()), len(registry.settings())) == (8, 14)


def test_the_first_page_shows_four_settings():
    shown = [entry.id for entry in registry.overview_settings()]
    assert shown == ["nail_bars", "car_washes", "construction", "domestic"]


def test_every_type_of_exploitation_has_a_setting():
    assert {each for entry in registry.settings() for each in entry.types} == set(EXPLOITATION_TYPES)


@pytest.mark.parametrize("entry", [*registry.general_signs(), *registry.settings()], ids=lambda entry: entry.id)
def test_a_card_is_short_and_a_list_can_be_read_at_a_glance(entry):
    for language in LANGUAGES:
        assert len(entry.summary[language].split()) <= 14 - 2 * (language == "en")
        assert 3 <= len(entry.signs[language]) <= 7
        assert len(set(entry.signs[language])) == len(entry.signs[language])


def test_a_sentence_of_the_guidance_is_short():
    lists = [entry.signs for entry in (*registry.general_signs(), *registry.settings())]
    lists += [items for entry in registry.settings() for items in (entry.mistaken, entry.do, entry.never)]
    lists += [entry.items for entry in registry.advices()]
    for sentence in (part for items in lists for item in items["en"] for part in re.split(r"(?<=[.?!:]) ", item)):
        assert len(sentence.split()) <= 20, sentence


def test_a_guidance_file_has_no_table_that_nothing_reads():
    tables = {file.name: set(tomllib.loads(file.read_text("utf-8"))) for file in GUIDANCE.glob("*.toml")}
    assert tables == {
        "accessibility.toml": {"defaults", "checked", "shortfall", "tested"},
        "background.toml": {"defaults", "section", "statement", "source"},
        "contacts.toml": {"defaults", "contact", "awaited"},
        "glossary.toml": {"defaults", "term"},
        "seen.toml": {"defaults", "question", "answer", "outcome"},
        "report.toml": {"defaults", "route", "advice"},
        "scenarios.toml": {"defaults", "choice", "scenario", "answer", "briefing"},
        "signs.toml": {"defaults", "group", "setting", "place"},
    }


def test_english_is_calm():
    assert [wording for wording in english_wordings() if SENSATIONAL.search(wording)] == []


@pytest.mark.parametrize("wording", ["Victims in chains", "modern slaves", "A shocking rise", "sex slave"])
def test_a_sensational_word_is_noticed(wording):
    assert SENSATIONAL.search(wording)


@pytest.mark.parametrize("language", LANGUAGES)
def test_welsh_and_english_use_the_curly_apostrophe(language):
    for file in [*(LOCALES / language).glob("*.po"), *(LOCALES / language).glob("*.md")]:
        straight = re.findall(r"\w'\w+", file.read_text(encoding="utf-8"))
        assert straight == [], f"{file.relative_to(LOCALES)}: write ’ in {straight[0]}"
