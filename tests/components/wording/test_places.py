"""Every area has its form after "in" and the name of who polices it, in both languages."""

import re

import pytest

from components.wording.places import force_name, in_area
from components.wording.text import TextError, wording
from data.site import LANGUAGES
from geo.areas import areas, forces

EN, CY = wording("en"), wording("cy")
AREAS = sorted(areas())
# What the first letter of a name becomes after "yn"; the other letters stay.
NASAL = {
    "C": ("yng", "Ngh"),
    "P": ("ym", "Mh"),
    "T": ("yn", "Nh"),
    "G": ("yng", "Ng"),
    "B": ("ym", "M"),
    "D": ("yn", "N"),
    "M": ("ym", "M"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", AREAS)
def test_every_area_has_its_place_and_its_police(code, language):
    for name in (in_area(code, wording(language)), force_name(code, wording(language))):
        assert name == name.strip()
        assert "%" not in name


@pytest.mark.parametrize("code", AREAS)
def test_a_place_begins_with_its_preposition(code):
    assert re.match(r"(in|on) ", in_area(code, EN))
    assert re.match(r"(yn|yng|ym) ", in_area(code, CY))


@pytest.mark.parametrize("code", AREAS)
def test_a_welsh_name_is_mutated_after_yn_and_an_english_one_is_not(code):
    area = areas()[code]
    name = area.name("cy").replace("'", "’")
    if code == "E23000001":
        expected = "yn ardal yr Heddlu Metropolitan"
    elif area.name_language("cy") == "cy" and name[0] in NASAL and not name.startswith("Y "):
        preposition, first = NASAL[name[0]]
        expected = f"{preposition} {first}{name[1:]}"
    else:
        expected = f"yn {name[0].lower() + name[1:] if name.startswith('Y ') else name}"
    assert in_area(code, CY) == expected


@pytest.mark.parametrize(
    ("code", "english", "welsh"),
    [
        ("W15000001", "in North Wales", "yng Ngogledd Cymru"),
        ("W15000003", "in South Wales", "yn Ne Cymru"),
        ("W15000004", "in Dyfed-Powys", "yn Nyfed-Powys"),
        ("K04000001", "in England and Wales", "yng Nghymru a Lloegr"),
        ("K02000001", "in the United Kingdom", "yn y Deyrnas Unedig"),
        ("E23000001", "in the Metropolitan Police area", "yn ardal yr Heddlu Metropolitan"),
        ("E23000005", "in Greater Manchester", "ym Manceinion Fwyaf"),
        ("E23000034", "in the City of London", "yn Ninas Llundain"),
        ("E23000035", "in Devon and Cornwall", "yn Nyfnaint a Chernyw"),
        ("E23000032", "in Kent", "yn Kent"),
        ("W06000001", "on the Isle of Anglesey", "yn Ynys Môn"),
        ("W06000003", "in Conwy", "yng Nghonwy"),
    ],
)
def test_a_place_as_it_is_written(code, english, welsh):
    assert (in_area(code, EN), in_area(code, CY)) == (english, welsh)


@pytest.mark.parametrize(
    ("code", "english", "welsh"),
    [
        ("W15000001", "North Wales Police", "Heddlu Gogledd Cymru"),
        ("W15000003", "South Wales Police", "Heddlu De Cymru"),
        ("E23000001", "the Metropolitan Police", "yr Heddlu Metropolitan"),
        ("E23000006", "Cheshire Constabulary", "Heddlu Cheshire"),
        ("E23000030", "Hampshire and Isle of Wight Constabulary", "Heddlu Hampshire"),
        ("E23000034", "City of London Police", "Heddlu Dinas Llundain"),
        ("W92000004", "police forces in Wales", "heddluoedd Cymru"),
        ("K02000001", "police forces in the United Kingdom", "heddluoedd y Deyrnas Unedig"),
        ("W06000003", "police in Conwy", "yr heddlu yng Nghonwy"),
    ],
)
def test_the_police_of_an_area_as_they_are_written(code, english, welsh):
    assert (force_name(code, EN), force_name(code, CY)) == (english, welsh)


def test_only_a_force_has_a_name_of_its_own_and_no_two_have_the_same():
    for area in areas().values():
        is_named = bool(re.search("(Police|Constabulary)$", force_name(area.code, EN)))
        assert is_named == (area.kind == "force")
    for words in (EN, CY):
        assert len({force_name(area.code, words) for area in forces()}) == len(forces())


@pytest.mark.parametrize("of", [in_area, force_name])
def test_an_area_that_is_none_is_refused(of):
    with pytest.raises(TextError, match="X99"):
        of("X99", EN)
