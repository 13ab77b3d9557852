"""The dictionary, the template and the schema say the same."""

import csv
import re
import tomllib
from datetime import date

import pytest

from data.build.__main__ import _parser
from data.build.cases.schema import CODED, schema
from data.build.protection.publication import publications
from data.register import register
from data.site import site
from geo.areas import areas
from tests.data.cases.conftest import COLUMNS, ROOT, count

DICTIONARY = (ROOT / "data" / "cases" / "dictionary.md").read_text(encoding="utf-8")
# A way of controlling people, met in any setting: the force records where, so cases have no code for it.
NOT_A_PLACE = "debt"
KNOWN = schema(site().home_area, today=date(2024, 6, 30))


def described(field):
    """Return code, English and Welsh of each line of a field's table."""
    section = DICTIONARY.partition(f"### `{field}`")[2].partition("###")[0]
    return re.findall(r"(?m)^\| `(\w+)` \| (.+?) \| (.+?) \|$", section)


@pytest.mark.parametrize("field", CODED)
def test_the_dictionary_lists_the_codes_of_the_schema_in_their_order(field):
    assert tuple(code for code, _, _ in described(field)) == KNOWN.codes[field]


def test_the_dictionary_names_local_authorities_as_areas_does():
    named = [line for line in described("local_authority") if line[0] in areas()]
    assert len(named) == 6
    assert named == [(code, areas()[code].name("en"), areas()[code].name("cy")) for code, _, _ in named]


def test_the_dictionary_names_settings_as_the_guidance_on_signs_does():
    signs = tomllib.loads((ROOT / "locales" / "guidance" / "signs.toml").read_text(encoding="utf-8"))["setting"]
    titles = [(sign["id"], sign["title"]["en"], sign["title"]["cy"]) for sign in signs if sign["id"] != NOT_A_PLACE]
    assert described("setting")[: len(titles)] == titles


@pytest.mark.parametrize(
    ("field", "column"), [("exploitation", "exploitation"), ("age_group", "age_at_exploitation"), ("gender", "gender")]
)
def test_the_codes_are_those_of_the_home_office_tables(field, column):
    sidecar = tomllib.loads((ROOT / "data" / "sources" / "nrm_police_referrals.toml").read_text(encoding="utf-8"))
    assert KNOWN.codes[field] == tuple(sidecar["columns"][column]["codes"].values())


def test_the_dictionary_lists_the_options_of_the_command_that_concern_cases():
    offered = {option for action in _parser()._actions for option in action.option_strings}
    listed = re.findall(r"(?m)^\| `(--[a-z-]+)", DICTIONARY)
    assert {*listed} == offered - {"--help", "-h", "--sources", "--out", "--releases", "--release"}


def test_the_dictionary_says_what_is_published():
    [published] = [indicator for indicator in register().values() if indicator.is_local]
    said = DICTIONARY.partition("## What is published")[2].partition("##")[0]
    assert [*published.breakdowns] == ["total", "local_authority", "setting"]
    assert "the total; and by local authority and by kind of place" in said
    kinds = re.findall(r"(?m)^\| `(\w+)` \| (.+) \|$", said)
    grouping = publications()[published.id].groupings["setting"]
    assert {code: tuple(re.findall(r"`(\w+)`", joined)) for code, joined in kinds} == grouping
    assert [*published.periods] == ["calendar_year"]
    assert f"A count under {published.threshold} is hidden" in said
    assert f"by fewer than {published.threshold} " in said


def test_the_template_has_the_columns_of_the_dictionary():
    with (ROOT / "data" / "cases" / "template.csv").open(encoding="utf-8", newline="") as file:
        [header] = csv.reader(file)
    assert tuple(header) == COLUMNS
    assert (
        re.findall(r"(?m)^\| `(\w+)`(?: or `quarter`)? \| .* \| .* \|$", DICTIONARY.partition("## What must")[0])
        == header
    )


def test_the_template_filled_in_is_counted(files):
    template = (ROOT / "data" / "cases" / "template.csv").read_text(encoding="utf-8")
    path = files.write("cases.csv", template + "2023-05-31,Conwy,car_washes,labour,adult,male\n")
    assert count(path).counts["count"].tolist() == [1]


def test_records_put_beside_the_template_stay_out_of_the_repository():
    ignored = (ROOT / "data" / "cases" / ".gitignore").read_text(encoding="utf-8").split()
    kept = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert "*" in ignored
    assert kept == {".gitignore", "dictionary.md", "map.example.toml", "template.csv"}
