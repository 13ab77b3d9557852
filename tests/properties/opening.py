"""Everything that the site offers of a release, opened: what cannot be opened fails, and what it shows is published."""

import csv
import io
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode

import pandas as pd
from streamlit.testing.v1 import AppTest

from components.address.pages import PAGES, Page
from components.briefing import pdf
from components.briefing.request import read_briefing
from components.briefing.slides import presentation
from components.briefing.steps import STEPS
from components.charts.exhibits import EXHIBITS
from components.charts.map.files import KINDS as MAPS
from components.charts.rows import COLUMNS
from components.wording.text import wording
from data.load import Dataset
from data.register import register
from data.views import View, by_area, latest_period, periods
from tests.components.agreement import SHOWN, drawn, keys_of
from tests.properties.building import Site
from web import posters
from web.answer import NoAnswerError
from web.meeting.page import meeting_page
from web.open_data import answer
from web.take_away import files

BASE = "https://data.test"
HOME, CITY, WALES, WHOLE, UNITED_KINGDOM = "W15000001", "E23000034", "W92000004", "K04000001", "K02000001"
FILES = ("releases.atom", "changes.csv", "manifest.json", "observations.csv", "areas.csv", "population.csv")
LANGUAGES = ("en", "cy")
# Shown by a page that could not be made.
FAILED = ("site.failed", "site.problem.title")
# There is no figure in these unless the force publishes its own cases.
LOCAL = ("card.cases", "people.setting", "people.local_authority", "people.local_map")
# These set an area beside England and Wales, so there is none of England and Wales itself.
ALONE = ("card.rate", "card.referrals", "compare.side")


def open_page(page: Page, area: str, language: str, **options: str) -> str:
    """Return the words and markup of a page; fail if it cannot be made."""
    app, asked = (
        AppTest.from_file("../../components/screen/frame.py", default_timeout=120),
        {"area": area, "lang": language},
    )
    for name, value in {**asked, **options}.items():
        app.query_params[name] = value
    app.run()
    if page is not PAGES[0]:
        for name, value in {**asked, **options}.items():
            app.query_params[name] = value
        app.switch_page(f"../../pages/{page.id}.py").run()
    assert not app.exception, f"{page.id} of {area}: {app.exception}"
    html = unescape(" ".join(element.body for element in app.get("html")))
    for key in FAILED:
        assert wording(language)(key) not in html, f"{page.id} of {area} failed"
    assert "<h1" in html, page.id
    return html


def open_exhibits(site: Site, area: str, language: str) -> list[str]:
    """Return the CSV of every exhibit and its picture, of an area in the newest period of each indicator."""
    found, seen = [], set()
    for indicator in ("recorded_offences", "nrm_referrals"):
        period = latest_period(site.dataset, indicator, register()[indicator].headline_kind)
        for name in EXHIBITS:
            asked = {"chart": name, "area": area, "indicator": indicator, "period": period, "lang": language}
            for file in ("chart.svg", "chart.csv"):
                try:
                    found.append(files.answer(file, asked).content.decode("utf-8-sig"))
                except NoAnswerError:
                    continue
                seen.add(name)
    absent = set(EXHIBITS) - seen - set(LOCAL)
    assert absent <= allowed_to_lack(site.dataset, area), f"{area} has no {sorted(absent)}"
    return found


def check_exhibits(site: Site, area: str, language: str) -> None:
    """Fail where a visual has another figure than the release, or one that the release does not show."""
    text, published = wording(language), published_figures(site)
    for indicator, names in SHOWN.items():
        period = latest_period(site.dataset, indicator, register()[indicator].headline_kind)
        view = View(area, indicator, period)
        for name, chart in drawn(site.dataset, view, text, names).items():
            keys = keys_of(name, chart, view, language)
            for key, count in zip(keys, chart.table.data["number"], strict=True):
                assert published[key] == ("" if pd.isna(count) else str(count)), (name, key)


def allowed_to_lack(dataset: Dataset, area: str) -> set[str]:
    """Return the exhibits that may have nothing to show of an area.

    Those of a breakdown that is not published of it, and of England and Wales those that set it beside itself.
    """
    rows = dataset.observations
    mine = rows[(rows["area_code"] == area) & (rows["indicator"] == "nrm_referrals") & rows["value"].notna()]
    newest = latest_period(dataset, "nrm_referrals", "calendar_year")
    shown = set(mine.loc[mine["period"] == newest, "breakdown"])
    people = ("type", "age", "gender", "type_age", "type_gender")
    alone = set(ALONE) if area == WHOLE else set()
    return alone | {f"people.{name}" for name in people if name not in shown}


def open_heavy(site: Site, area: str, language: str, name: str) -> None:
    """Open the picture, workbook and shapes of one exhibit; where nobody recorded anything, none compares the areas."""
    period = latest_period(site.dataset, "recorded_offences", register()["recorded_offences"].headline_kind)
    asked = {"chart": name, "area": area, "indicator": "recorded_offences", "period": period, "lang": language}
    is_there = name not in ALONE or area != WHOLE
    recorded = by_area(site.dataset, View("", "recorded_offences", period))["value"]
    is_there &= not name.startswith("compare.") or recorded.sum() > 0
    for file in ("chart.png", "chart.xlsx", *(("chart.geojson",) if EXHIBITS[name].is_map else ())):
        try:
            assert files.answer(file, asked).content and is_there, (name, file)
        except NoAnswerError:
            assert not is_there, (name, file)


def open_files(site: Site, language: str) -> None:
    """Open the index, the feed, every published file, the maps, and what changed since the release before."""
    alone = len([*site.archive.glob("*.zip")]) < 2
    for name in ("", *FILES, *MAPS):
        if name == "changes.csv" and alone:
            continue
        made = answer.answer(name, {"lang": language})
        assert made.content, name
    assert site.dataset.release in answer.answer("releases.atom", {"lang": language}).content.decode()


def open_briefing(site: Site, area: str, language: str) -> str:
    """Return a meeting view with every step; open the words of the PDF too."""
    asked = read_briefing(site.dataset, {"area": area, "lang": language, "steps": ",".join(STEPS)})
    assert pdf.pack_words(asked, base=BASE)
    assert pdf.summary_words(read_briefing(site.dataset, {"area": area, "words": "both"}), base=BASE)
    return meeting_page(asked).decode()


def open_slides(site: Site, area: str, language: str) -> bytes:
    """Return the slides."""
    return presentation.slides(read_briefing(site.dataset, {"area": area, "lang": language}), base=BASE)


def open_phone_text(language: str) -> None:
    """Open the text for the phone, which belongs to the posters."""
    assert posters.answer("text.txt", {"lang": language}, base=BASE, accepted="").content


def check_views(site: Site, area: str, language: str) -> None:
    """Fail where a view as CSV has another figure than the release, or one of what is not shown."""
    published = published_figures(site)
    for asked, rows in views(site, area, language):
        for row in rows:
            key = (asked["indicator"], row["area_code"], row["period_code"], "total", "all")
            assert row["number"] == published[key], f"{urlencode(asked)}: {row}"


def published_figures(site: Site) -> dict[tuple[str, ...], str]:
    """Return every figure of the release as its file has it, by what it is of."""
    names = ("indicator", "area_code", "period", "breakdown", "category")
    with (site.published / "observations.csv").open(encoding="utf-8", newline="") as file:
        return {tuple(row[name] for name in names): row["value"] for row in csv.DictReader(file)}


def views(site: Site, area: str, language: str) -> Iterator[tuple[dict[str, str], list[dict[str, str]]]]:
    """Yield, of every indicator with a total and kind of period, the area over time and all areas at once."""
    for indicator in register().values():
        if indicator.is_local or "total" not in indicator.breakdowns:
            continue
        for kind, kinds_of_area in indicator.periods.items():
            where = area if "force" in kinds_of_area else UNITED_KINGDOM
            try:
                newest = latest_period(site.dataset, indicator.id, kind)
            except LookupError:
                continue
            assert periods(site.dataset, View(where, indicator.id, newest))
            of_area = {"indicator": indicator.id, "area": where, "period": newest, "lang": language}
            yield of_area, _rows(of_area)
            if where == area:
                of_all = {"indicator": indicator.id, "period": newest, "lang": language}
                yield of_all, _rows(of_all)


def _rows(asked: dict[str, str]) -> list[dict[str, str]]:
    """Return the rows of a view, whose columns say what each is of."""
    made = answer.answer("view.csv", asked)
    assert made is not None, asked
    heads = {name: wording(asked["lang"])(COLUMNS[name].heading) for name in ("area_code", "period_code", "number")}
    rows = [*csv.DictReader(io.StringIO(made.content.decode("utf-8-sig")))]
    assert rows, asked
    return [{name: row[head] for name, head in heads.items()} for row in rows]
