"""A guidance file that is not as it should be stops with the file, the entry and what to do."""

import shutil

import pytest

from components.guidance import registry
from components.guidance.entries import GuidanceError
from components.guidance.registry import GUIDANCE


@pytest.fixture
def broken(tmp_path):
    """Return a function that copies the guidance with one text replaced in one file."""

    def change(name, old, new):
        folder = shutil.copytree(GUIDANCE, tmp_path / "guidance")
        content = (folder / name).read_text(encoding="utf-8")
        assert old in content
        (folder / name).write_text(content.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def test_an_unknown_contact_is_an_error_that_names_those_there_are():
    with pytest.raises(GuidanceError, match="no entry 'helpine'; there are 999, 101, helpline"):
        registry.contact("helpine")


def test_a_contact_is_found_by_its_id():
    assert registry.contact("crimestoppers").name["cy"] == "Taclo’r Tacle"


def test_contacts_come_in_the_order_of_the_registry():
    assert [entry.id for entry in registry.contacts_for("children")] == ["nspcc", "childline", "safecall"]


def test_a_name_without_a_welsh_form_is_english():
    assert registry.contact("migrant_help").name_language("cy") == "en"
    assert registry.contact("crimestoppers").name_language("cy") == "cy"


def test_an_entry_with_a_doubt_is_not_confirmed():
    assert not registry.contact("safecall").is_confirmed
    assert registry.contact("crimestoppers").is_confirmed


def test_words_cannot_be_changed():
    with pytest.raises(TypeError):
        registry.contact("101").name["cy"] = ""


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("contacts.toml", 'name.cy = "Byw Heb Ofn"\n', "", r"contact 'live_fear_free': name .* write name.cy"),
        ("contacts.toml", 'name.cy = "Byw Heb Ofn"', 'name.cy = " "', "'live_fear_free': name has no wording in 'cy'"),
        ("contacts.toml", 'number = "08000 121 700"', 'number = "0800 121 700"', "helpline.*not the number shown"),
        ("contacts.toml", 'tel = "+44800555111"', 'tel = "+44800555112"', "crimestoppers.*'0800 555 111'"),
        ("contacts.toml", 'tel = "999"', 'tel = "nine"', "'999': tel is 'nine'"),
        ("contacts.toml", 'text_tel = "+447860077333"', "", "live_fear_free.*text_tel is ''"),
        ("contacts.toml", 'role = "police"', 'role = "polis"', "'101': role is 'polis'; it can be emergency, police"),
        ("contacts.toml", 'id = "101"', 'id = "999"', "contacts.toml: contact '999' is there twice"),
        ("contacts.toml", 'id = "101"', "", "contact 'number 2' has no id"),
        ("contacts.toml", 'source = "Police websites"', "", "contact '999' has no source"),
        ("contacts.toml", 'source = "Police websites"', 'source = ""', "contact '999': source is ''"),
        ("contacts.toml", 'email = "help', 'e_mail = "help', "'nspcc' has the unknown key 'e_mail'; known are id"),
        ("contacts.toml", "2026-11-23", '"soon"', "'999': recorded_on is 'soon'; expected is date"),
        (
            "contacts.toml",
            'cy_status = "draft"',
            'cy_status = "fine"',
            "cy_status is 'fine'; it can be draft, reviewed",
        ),
        ("contacts.toml", 'role = "police"', "role = police", "contacts.toml cannot be read: .*line"),
    ],
)
def test_a_wrong_contact_is_named(broken, name, old, new, message):
    with pytest.raises(GuidanceError, match=f"locales/guidance/.*{message}"):
        registry.contacts(broken(name, old, new))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('types = ["domestic"]', 'types = ["household"]', "'domestic': types is 'household'; it can be labour"),
        ('types = ["domestic"]', "types = []", r"'domestic': types is \[\]"),
        ('    "Does dim cymwysterau i’w gweld.",\n', "", "'nail_bars': signs is not equally long.*en 7, cy 6"),
        ('"Mae’r criw ar fisâu tramwy."', '""', "'fishing': signs has no wording in 'cy'; write signs.cy"),
        ('contact = "helpline"', 'contact = "helpine"', "'nail_bars': contact is 'helpine'; it can be 999"),
        (
            'once_confirmed = "fair_work_agency"',
            'once_confirmed = "agency"',
            "'nail_bars': once_confirmed is 'agency'; it can be fair_work_agency",
        ),
        ('places = ["shop"]', 'places = ["shops"]', "'nail_bars': places is 'shops'; it can be at_home"),
        (
            'unconfirmed = ["mistaken"',
            'unconfirmed = ["mistake"',
            "'nail_bars': unconfirmed is 'mistake'; it can be id",
        ),
        ('search.cy = "ewinedd', 'searching.cy = "ewinedd', "'nail_bars' has the unknown key 'searching'"),
    ],
)
def test_a_wrong_setting_is_named(broken, old, new, message):
    with pytest.raises(GuidanceError, match=f"signs.toml: setting {message}"):
        registry.settings(broken("signs.toml", old, new))


def test_a_wrong_place_is_named(broken):
    folder = broken("signs.toml", 'id = "work_site"', 'id = "worksite"')
    with pytest.raises(GuidanceError, match="signs.toml: place 'worksite': id is 'worksite'; it can be at_home"):
        registry.places(folder)


def test_a_route_to_nobody_is_named(broken):
    folder = broken("report.toml", 'contact = "nspcc"', 'contact = "nspc"')
    with pytest.raises(GuidanceError, match="report.toml: route 'child': contact is 'nspc'; it can be 999"):
        registry.routes(folder)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(GuidanceError, match=r"locales/guidance/report.toml cannot be read"):
        registry.advices(tmp_path)


def test_a_file_without_its_entries_is_named(tmp_path):
    (tmp_path / "signs.toml").write_text('[group]\nid = "one"\n')
    with pytest.raises(GuidanceError, match=r"signs.toml has no \[\[group\]\]"):
        registry.general_signs(tmp_path)
