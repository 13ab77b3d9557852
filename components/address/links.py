"""Addresses of what can be taken away of a view: its figures as CSV, and its exhibit as files."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from components.address.options import DEFAULT, Options
from components.wording.text import Text
from data.views import View

# What a server calls itself comes from the visitor where site.toml does not say it.
BASE = re.compile(r"https?://([A-Za-z0-9._\-]{1,200}|\[[0-9A-Fa-f:.]{2,60}\])(:[0-9]{1,5})?")


def download(text: Text, **view: str) -> str:
    """Return the address of a view's figures as CSV."""
    return f"/open-data/view.csv?{urlencode({**view, 'lang': text.language})}"


def take_away(exhibit: str, view: View, text: Text, options: Options = DEFAULT) -> str:
    """Return where an exhibit of ``components.charts.exhibits`` can be taken away in this view and language."""
    return f"/take-away?{urlencode({'chart': exhibit, **vars(view), **options.query(), 'lang': text.language})}"


def chart_csv(exhibit: str, view: View, text: Text, options: Options = DEFAULT) -> str:
    """Return the address of the figures of an exhibit in this view and language as CSV."""
    query = {"chart": exhibit, **vars(view), **options.query(), "lang": text.language}
    return f"/open-data/chart.csv?{urlencode(query)}"


def shown_address(address: str) -> str:
    """Return an address as people write it: without its scheme."""
    return address.removeprefix("https://").removeprefix("http://")
