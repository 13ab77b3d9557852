"""A new indicator: its block, its source with the sidecar, its wording; then ``python -m data.build``."""

import csv
import hashlib
import re
import zipfile

import pytest

from data.build.check_wording import ALWAYS, MAPPED, wording_problems
from data.register import register
from tests.recipes.copying import copy_of

SOURCE, LIKE = "calls_to_a_line", "recorded_modern_slavery_offences"
ONE = ("name", "short", "publisher", "publication", "meaning", "sheet", "missing")
SEVERAL = {"count": "<b>%(count)s</b> calls in %(period)s", "recorded": "In %(period)s there were %(count)s calls"}
FORMS = {"en": 2, "cy": 6}


def write_block(copy):
    """Write a block like that of the offences, which has quarters, three kinds of year, rates and map classes."""
    register = copy.read("data/indicators.toml")
    block = register[register.index("[recorded_offences]") : register.index("[nrm_referrals]")]
    block = block.replace(LIKE, SOURCE).replace("recorded_offences", "calls").replace('"offences"', '"calls"')
    copy.append("data/indicators.toml", f"\n{block}")


def write_source(copy):
    """Write a table with twice the offences of each force, and its sidecar."""
    header, *rows = csv.reader(copy.read(f"data/sources/{LIKE}.csv").splitlines())
    lines = [[*header[:-1], "calls"], *([*row[:-1], str(2 * int(row[-1]))] for row in rows)]
    table = "".join(f"{','.join(line)}\n" for line in lines)
    sidecar = copy.read(f"data/sources/{LIKE}.toml").partition("[[notes]]")[0]
    sidecar = sidecar.replace("offences = {", "calls = {").replace('count = "offences"', 'count = "calls"')
    digest = hashlib.sha256(table.encode()).hexdigest()
    copy.write(f"data/sources/{SOURCE}.csv", table)
    copy.write(f"data/sources/{SOURCE}.toml", re.sub('sha256 = ".*"', f'sha256 = "{digest}"', sidecar, count=1))


def write_wording(copy):
    for language, forms in FORMS.items():
        said = {f"indicator.calls.{part}": f"Calls: {part}" for part in ONE}
        said["indicator.calls.missing"] = "Calls %(place)s: none for %(period)s"
        entries = [f'msgid "{key}"\nmsgstr "{words}"\n' for key, words in said.items()]
        for part, words in SEVERAL.items():
            key = f"indicator.calls.{part}"
            numbered = "".join(f'msgstr[{form}] "{words}"\n' for form in range(forms))
            entries.append(f'msgid "{key}"\nmsgid_plural "{key}_plural"\n{numbered}')
        copy.append(f"locales/{language}/indicator.po", "".join(f"\n{entry}" for entry in entries))
        copy.append(f"locales/{language}/file.po", '\nmsgid "file.unit.calls"\nmsgstr "calls"\n')
        for part in ("figures", "checked"):
            entry = f'\nmsgid "methods.source.{SOURCE}.{part}"\nmsgstr "Calls: {part}"\n'
            copy.append(f"locales/{language}/methods.po", entry)


def built(copy):
    return copy.run("-m", "data.build", "--release", "2100-01-01")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Return a copy in which the recipe was followed."""
    copy = copy_of(tmp_path_factory.mktemp("indicator") / "copy")
    write_block(copy)
    write_source(copy)
    write_wording(copy)
    done = built(copy)
    assert done.returncode == 0, done.stderr
    return copy


def test_a_build_publishes_a_new_indicator(published):
    rows = [*csv.DictReader(published.read("data/published/observations.csv").splitlines())]
    offences, calls = (
        {
            tuple(row[name] for name in ("area_code", "period")): int(row["value"])
            for row in rows
            if row["indicator"] == indicator and row["value"]
        }
        for indicator in ("recorded_offences", "calls")
    )
    assert calls == {place: 2 * value for place, value in offences.items()}


def test_every_page_and_file_shows_a_new_indicator(published):
    assert published.rendered(lang="cy", indicator="calls") == ""
    for page in ("map", "trends", "compare", "downloads"):
        assert "Calls: name" in published.made(f"{page}.html"), page
    assert "Calls: figures" in published.made("methods.html")
    assert "calls" in published.made("codebook.csv")
    with zipfile.ZipFile(published.root / "made" / "release.xlsx") as book:
        assert 'name="Calls sheet"' in book.read("xl/workbook.xml").decode()


def test_all_that_a_new_indicator_lacks_is_said_in_one_message(copy):
    before = copy.read("data/published/observations.csv")
    write_block(copy)
    done = built(copy)
    assert done.returncode == 1
    expected = [f"{SOURCE}.toml", f"{SOURCE}.csv"]
    expected += [f"locales/{language}/file.po, file.unit.calls" for language in FORMS]
    for language in FORMS:
        expected += [f"locales/{language}/indicator.po, indicator.calls.{part}" for part in (*ALWAYS, *MAPPED)]
        expected += [
            f"locales/{language}/methods.po, methods.source.{SOURCE}.{part}" for part in ("figures", "checked")
        ]
    assert [each for each in expected if f"{each}: found no" not in done.stderr] == []
    assert "Traceback" not in done.stderr
    assert copy.read("data/published/observations.csv") == before


def test_an_indicator_with_one_of_the_sentences_to_print_needs_them_all(copy):
    copy.append("locales/en/claims.po", '\nmsgid "claims.rate.uk_totals"\nmsgstr "A rate"\n')
    found = {each.where for each in wording_problems(register(), {}, copy.root / "locales") if "/en/" in each.file}
    assert {"claims.count.uk_totals", "claims.why.victims.uk_totals"} <= found
    assert "claims.rate.uk_totals" not in found


def test_every_setting_that_a_block_lacks_is_said_in_one_message(copy):
    copy.append("data/indicators.toml", '\n[calls]\nsource = "calls"\n\n[more]\nunit = "people"\n')
    done = built(copy)
    assert "[calls]: missing or unknown setting: breakdowns, breaks, lag_days" in done.stderr
    assert "[more]: missing or unknown setting: breakdowns, breaks, lag_days" in done.stderr
