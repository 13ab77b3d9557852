"""Everything the site gives in a language, one failure a line: run in a copy of the project, ``python rendering.py``.

The arguments are what an address says, such as ``lang=cy area=E23000032 indicator=nrm_referrals``; with ``only=`` and
ids of pages, these pages and nothing else. What is made is written to the folder ``made`` of the copy.
"""

import html
import sys
import time
import traceback
from functools import partial
from pathlib import Path

from streamlit.testing.v1 import AppTest

from components.address.pages import PAGES
from components.charts.exhibits import EXHIBITS
from components.content.request import PageRequest
from components.opendata import bundle
from components.opendata import tables as release_tables
from components.opendata.ods import spreadsheet
from components.opendata.xlsx import workbook
from components.wording.text import wording
from data import current
from web import errors, pack, posters, practice_notes
from web.first_response import first_response
from web.meeting import page as meeting
from web.open_data import answer as open_data
from web.open_data import index
from web.page.render import page_html
from web.take_away import pages as take_away

BASE = "https://data.test"
FRAME = Path("components/screen/frame.py").resolve()
OUT = Path("made")


def page(entry, asked):
    """Return the HTML of a page as Streamlit draws it; raise what it ends with."""
    app = AppTest.from_file(FRAME, default_timeout=60)
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    if entry is not PAGES[0]:
        app.switch_page(str(FRAME.parents[2] / "pages" / f"{entry.id}.py")).run()
    if app.exception:
        raise RuntimeError("; ".join(each.message for each in app.exception))
    content = " ".join(element.proto.body for element in app.get("html"))
    if content.count("<h1") != 1:
        raise RuntimeError(f"there are {content.count('<h1')} headings of the first level")
    if wording(asked["lang"])("site.problem.title") in html.unescape(content):
        raise RuntimeError("the page says that the figures cannot be read")
    return content


def answered(answer):
    """Return the content of an answer; raise where it is not there."""
    content, status = answer if isinstance(answer, tuple) else (answer.content, answer.status)
    if status != 200:
        raise RuntimeError(f"the answer is {status}: {content[:300]!r}")
    return content


def drawn(name, asked):
    """Return an exhibit on a page of its own; nothing where the area or the indicator has none."""
    content, status = take_away.answer("/take", {**asked, "chart": name}, base=BASE, accepted="")
    return content if status in (200, 404) else answered((content, status))


def everything(asked):
    """Yield the name and the making of all that there is beside the pages."""
    language, text = asked["lang"], wording(asked["lang"])
    for entry in PAGES:
        request = PageRequest({**asked, "lang": language}, origin=BASE)
        yield f"first-{entry.id}.html", partial(first_response, entry, request)
        # What fails in it is not raised there: the page would then begin without it.
        yield f"whole-{entry.id}.html", lambda entry=entry, request=request: page_html(entry, request).encode()
    yield "meeting.html", lambda: answered(meeting.answer(asked, accepted=""))
    yield "open-data.html", lambda: index.index({"observations.csv": 1}, current.ages())
    yield "not-found.html", lambda: errors.error_page("not_found")
    yield "notes.html", lambda: practice_notes.notes_page(text)
    for name in EXHIBITS:
        yield f"take-{name}.html", lambda name=name: drawn(name, asked)
    yield "view.csv", lambda: answered(open_data.answer("view.csv", asked, base=BASE))
    yield "text.txt", lambda: answered(posters.answer("text.txt", asked, base=BASE, accepted=""))
    for name in ("briefing.pptx", "briefing.pdf"):
        yield name, lambda name=name: answered(pack.answer(name, asked, base=BASE, accepted=""))
    tables, cover = release_tables.sheets(current.dataset(), text), release_tables.cover(current.dataset(), text)
    yield "release.xlsx", lambda: workbook(tables, cover=cover)
    yield "release.ods", lambda: spreadsheet(tables, cover=cover)
    yield "codebook.csv", lambda: release_tables.codebook(current.dataset())
    yield "areas.geojson", lambda: release_tables.geojson(current.dataset())
    yield "readme.txt", lambda: bundle.readme(current.dataset(), (), language).encode()


def main(arguments):
    """Make it all; write each failure and where it is into ``made/failures.txt``."""
    asked = dict(part.split("=", maxsplit=1) for part in arguments)
    only = [id for id in asked.pop("only", "").split(",") if id]
    OUT.mkdir(exist_ok=True)
    entries = [entry for entry in PAGES if not only or entry.id in only]
    makers = [(f"{entry.id}.html", lambda entry=entry: page(entry, asked)) for entry in entries]
    failures = []
    for name, make in (*makers, *(() if only else everything(asked))):
        start = time.perf_counter()
        try:
            content = make()
            (OUT / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        except Exception as error:  # noqa: BLE001  every failure is listed, whatever it is
            where = traceback.extract_tb(error.__traceback__)[-1]
            failures.append(f"{name}: {type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})")
        print(f"{time.perf_counter() - start:6.2f} s {name}", file=sys.stderr)
    (OUT / "failures.txt").write_text("\n".join(failures), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
