"""The words of a page without its choices, which are fields in one edition and links in the other."""

from lxml import html

LEFT_OUT = "//*[contains(@class,'st-key-choice-') or contains(@class,'go') or @class='briefing-steps' or @class='take']"


def words(page):
    """Return the words of a whole document's page, in order, white space aside."""
    (early,) = html.document_fromstring(page.decode()).xpath("//*[@id='early']")
    for style in early.xpath(".//style | .//script | .//template"):
        style.drop_tree()
    for field in early.xpath(f".{LEFT_OUT}"):
        field.drop_tree()
    return " ".join(early.text_content().split())
