"""What a reader of a tagged PDF gets: its tags in their order with text, language and alt text, and what is drawn."""

import re
from dataclasses import dataclass, field

import pikepdf


@dataclass
class Tag:
    """An element of the tag tree; ``language`` is that of the nearest element that says one."""

    kind: str
    language: str
    alt: str | None
    children: list = field(default_factory=list)

    def __iter__(self):
        yield self
        for child in self.children:
            if isinstance(child, Tag):
                yield from child

    @property
    def text(self):
        # A line that is broken at a space ends with it.
        words = "".join(f" {child.text} " if isinstance(child, Tag) else child for child in self.children)
        return " ".join(words.replace("\xa0", " ").split())

    def all(self, kind):
        return [tag for tag in self if tag.kind == kind]


def tags(pdf):
    """Return the root of the tag tree of an open PDF, each element with the text that belongs to it."""
    pages = {page.objgen: _texts(page) for page in pdf.pages}
    return _tag(pdf.Root.StructTreeRoot, str(pdf.Root.Lang), pages, None)


def rows_of(table):
    """Return the text of each cell of a table, row by row, its heads too."""
    return [[cell.text for cell in row if cell.kind in ("TH", "TD")] for row in table.all("TR")]


def letter_sizes(pdf):
    """Return every size of letters that is used, in points."""
    return {
        float(operands[1])
        for page in pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "Tf"
    }


def fonts(pdf):
    """Return the names of the fonts, without the mark of the subset."""
    found = (font for page in pdf.pages for font in page.Resources.Font.values())
    return {str(font.BaseFont).split("+")[-1].removesuffix("-Identity-H") for font in found}


def _tag(element, language, pages, page):
    page = element.Pg.objgen if "/Pg" in element else page
    language = str(element.get("/Lang", language))
    alt = element.get("/Alt")
    tag = Tag(str(element.get("/S", ""))[1:], language, None if alt is None else str(alt))
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, int):
            tag.children.append(pages[page].get(child, ""))
        elif child.get("/Type") == "/MCR":
            tag.children.append(pages[child.Pg.objgen if "/Pg" in child else page].get(int(child.MCID), ""))
        elif child.get("/Type") != "/OBJR":
            tag.children.append(_tag(child, language, pages, page))
    return tag


def _texts(page):
    """Return the text of a page by the number of its marked content; what is no content has no number."""
    letters = {name: _unicode(font) for name, font in page.Resources.Font.items()}
    found, open_marks, current = {}, [], None
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                about = operands[1]
                open_marks.append(
                    int(about.MCID) if isinstance(about, pikepdf.Dictionary) and "/MCID" in about else None
                )
            case "BMC":
                open_marks.append(None)
            case "EMC":
                open_marks.pop()
            case "Tf":
                current = letters[str(operands[0])]
            case "Tj" | "TJ":
                mark = next((mark for mark in reversed(open_marks) if mark is not None), None)
                pieces = operands[0] if str(operator) == "TJ" else operands
                said = "".join(_said(bytes(piece), current) for piece in pieces if isinstance(piece, pikepdf.String))
                found[mark] = f"{found.get(mark, '')}{said}"
    return found


def _said(codes, letters):
    return "".join(letters[codes[at : at + 2].hex()] for at in range(0, len(codes), 2))


def _unicode(font):
    """Return the text of each glyph of a font, by its code."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    assert "beginbfrange" not in table
    pairs = re.findall(r"<(\w+)>\s*<(\w+)>", "".join(re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL)))
    return {code.lower(): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
