"""Every address that an answer or a page as drawn offers: of links, pictures, files, code to copy and data."""

import json
import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

BASE = "https://data.test"
# It describes addresses with their parameters left open, and offers none; test_openapi.py holds it to the routes.
DESCRIPTION = "/open-data/openapi.json"
# The attributes that lead somewhere, and the ones that say in words what is to be used elsewhere.
PARTS = ("html", "main", "section", "div")
LEADING = ("href", "src", "action", "data-src", "poster")
# In words, code and data: whole addresses of this site, and paths in quotation marks.
WRITTEN = re.compile(
    rf"{BASE}(/[^\s\"'<>{{}}|\\)]*)|[\"'(](/(?:open-data|assets|print|pack|take-away|embed)/?[^\s\"'<>\\)]*)"
)


@dataclass(frozen=True)
class Link:
    """An address within the site, the language it has to be in, and where it is offered.

    The language is empty for any, as where words are copied, and None for that of the page.
    """

    address: str
    language: str | None
    found_on: str

    @property
    def path(self):
        return urlsplit(self.address).path

    @property
    def parameters(self):
        return dict(parse_qsl(urlsplit(self.address).query, keep_blank_values=True))

    @property
    def anchor(self):
        return urlsplit(self.address).fragment

    @property
    def is_within_page(self):
        """Whether it leads to a part of the page that it is on."""
        return bool(self.anchor) and self.asked == self.found_on

    @property
    def asked(self):
        """What is asked of the server: an anchor never is."""
        return self.address.partition("#")[0]


class _Page(HTMLParser):
    """The links of a page, each with the language of the words around it, and the ids in it."""

    def __init__(self, found_on):
        super().__init__(convert_charrefs=True)
        self.found_on, self.links, self.ids, self.open, self.language = found_on, [], set(), [], None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "html":
            self.language = given.get("lang")
        if "id" in given:
            self.ids.add(given["id"])
        around = self.open[-1][1] if self.open else None
        # A part of a page may be in another language than the page; of a name in a link only the name is.
        self.open.append((tag, (given.get("lang") if tag in PARTS else None) or around))
        said = given.get("hreflang") or around
        for name in LEADING:
            if given.get(name):
                self._add(given[name], said)
        for written in WRITTEN.findall(" ".join(value or "" for name, value in attributes if name not in LEADING)):
            self._add("".join(written), "")

    def handle_endtag(self, tag):
        while self.open and tag in [name for name, _ in self.open]:
            if self.open.pop()[0] == tag:
                break

    def _add(self, address, language):
        if (found := within(address, self.found_on)) is not None:
            self.links.append(Link(found, language, self.found_on))


def within(address, found_on):
    """Return an address without scheme and host if it is one of this site."""
    whole = urljoin(BASE + found_on, address.strip())
    return whole.removeprefix(BASE) or "/" if whole.startswith((f"{BASE}/", f"{BASE}?")) or whole == BASE else None


def of_html(html, found_on):
    """Return the links in HTML, the ids in it, and its language where it says one."""
    page = _Page(found_on)
    page.feed(html)
    # What void elements leave open in the list of the parser does no harm: a language ends with its own element.
    links = [*page.links, *(of_words(unescape(re.sub(r"<[^>]*>", " ", html)), found_on))]
    return links, page.ids, page.language


def of_words(words, found_on):
    """Return the links written in words, code or data."""
    found = ("".join(parts).rstrip(".,;") for parts in WRITTEN.findall(words))
    return [Link(each, "", found_on) for each in dict.fromkeys(found)]


def of_answer(answer, found_on):
    """Return the links of an answer of the server, by what kind of file it is, and the ids in it."""
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if urlsplit(found_on).path == DESCRIPTION:
        return [], set(), None
    if kind == "text/html":
        return of_html(answer.text, found_on)
    if kind == "application/atom+xml":
        links = re.findall(r'<link [^>]*?href="([^"]+)"([^>]*)', answer.text)
        spoken = [(unescape(to), re.search(r'hreflang="(\w+)"', rest)) for to, rest in links]
        found = [(within(to, found_on), language[1] if language else "") for to, language in spoken]
        return [Link(to, language, found_on) for to, language in found if to is not None], set(), None
    if found_on.partition("?")[0].endswith("datapackage.json"):
        paths = [resource["path"] for resource in json.loads(answer.content)["resources"]]
        return [Link(within(path, found_on), "", found_on) for path in paths], set(), None
    if kind == "text/css":
        found = re.findall(r"url\(\"?([^)\"]+)\"?\)", answer.text)
        return [Link(to, "", found_on) for to in (within(each, found_on) for each in found) if to], set(), None
    if kind in ("text/csv", "text/plain", "application/json", "application/geo+json", "image/svg+xml"):
        return of_words(answer.text, found_on), set(), None
    return [], set(), None


def of_app(app, found_on):
    """Return the links of a page as Streamlit draws it, in its HTML and in the data of its drawings, and its ids."""
    links, ids = [], set()
    for element in app._tree:
        proto = getattr(element, "proto", None)
        if getattr(element, "type", "") == "html":
            found, named, _ = of_html(proto.body, found_on)
            links, ids = [*links, *found], ids | named
        elif proto is not None:
            links += of_words(unescape(str(proto).replace('\\"', '"')), found_on)
    return links, ids
