"""A new chart: a function that returns a ``Chart``, an entry among the exhibits, its place on a page, its wording."""

import hashlib

CHART = '''"""The people referred by age group, in a country."""

from __future__ import annotations

from functools import partial

from components.address.links import download, take_away
from components.address.options import Options
from components.charts import tables
from components.charts.categories import category_name
from components.charts.people import INDICATOR
from components.drawing.bars import bars_of
from components.drawing.chart import Chart
from components.wording import describe
from components.wording.text import Text
from data.load import Dataset
from data.views import View, by_category, latest_view, observation


def ages_chart(dataset: Dataset, view: View, _: Options, text: Text) -> Chart:
    """Return the bars of the age groups in the newest year of an area."""
    view = latest_view(dataset, INDICATOR, view.area)
    rows, name = by_category(dataset, view, breakdown="age"), partial(category_name, "age", text=text)
    bars = bars_of(rows, name)
    table = tables.table(
        rows,
        text=text,
        caption=text("people.ages.title"),
        download=download(text, indicator=view.indicator, area=view.area, period=view.period, breakdown="age"),
        **tables.origin(dataset, view.indicator, rows, text),
    )
    sentence = describe.parts(rows, observation(dataset, view).value, name, text)
    return Chart(bars, sentence, bars.alt(text), table, take_away("people.ages", view, text))
'''
BLOCK = '        Visual("ages", partial(ages_chart, dataset, view, DEFAULT, text)),\n'
IMPORTS = """from functools import partial
from components.address.options import DEFAULT
from components.charts.ages import ages_chart
from components.content.block import Visual
"""
ASKED = '{"chart": "people.ages", "area": "K04000001", "indicator": "nrm_referrals", "period": "2023", "lang": "cy"}'
OPENED = f"""
from components.charts.exhibits import EXHIBITS
from web.take_away import files, pages
for name in ("chart.csv", "chart.svg", "chart.png"):
    print(name, len(files.answer(name, {ASKED}).content))
for path in ("/take-away", "/embed"):
    print(path, pages.answer(path, {ASKED}, base="https://data.test", accepted="")[1])
"""


def digests(copy):
    return {
        file: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in copy.root.rglob("*")
        if file.suffix in (".py", ".po", ".toml", ".css")
    }


def write_chart(copy, page="people"):
    copy.write("components/charts/ages.py", CHART)
    copy.replace(
        "components/charts/exhibits.py",
        "from components.charts import local_cases, people",
        "from components.charts import ages, local_cases, people",
    )
    entry = f'    "people.ages": Exhibit("{page}", ages.ages_chart),\n'
    copy.replace("components/charts/exhibits.py", '    "compare.side":', f'{entry}    "compare.side":')


def test_a_new_chart_is_on_its_page_and_can_be_taken_away_and_touches_five_files(copy):
    before = digests(copy)
    write_chart(copy)
    last = '        Group("year", (year_choice(dataset, view, text),)),\n'
    copy.replace("components/content/people.py", last, last + BLOCK)
    imports = "from components.address.assets import style\n"
    copy.replace("components/content/people.py", imports, IMPORTS + imports)
    for language in ("en", "cy"):
        copy.append(f"locales/{language}/people.po", '\nmsgid "people.ages.title"\nmsgstr "By age group"\n')
    touched = [file for file, digest in digests(copy).items() if before.get(file) != digest]
    assert len(touched) <= 5
    assert copy.rendered(lang="cy", only="people") == ""
    assert "By age group" in copy.made("people.html")
    done = copy.run("-c", OPENED)
    assert done.returncode == 0, done.stderr
    sizes = dict(line.split() for line in done.stdout.splitlines())
    assert sizes.pop("/take-away") == sizes.pop("/embed") == "200"
    assert all(int(size) > 200 for size in sizes.values()) and len(sizes) == 3


def test_a_chart_on_a_page_that_is_not_there_is_refused(copy):
    write_chart(copy, "nowhere")
    said = copy.run("-c", "import components.charts.exhibits").stderr
    assert "an exhibit stands on the page 'nowhere', which is not in pages/pages.toml" in said
