"""A new page: its content, its script, its entry in ``pages.toml``, its text in a catalogue of each language."""

from components.wording.text import LOCALES
from tests.recipes.copying import first

SCRIPT = '''"""Where to hear more."""

from components.content.hearing import blocks
from components.screen.present import present_page

present_page(blocks)
'''
CONTENT = '''"""The page on where to hear more."""

from components.content.block import Block, Html
from components.content.request import PageRequest
from components.content.snippets import heading


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page."""
    return (Html(heading("hearing", request.text)),)
'''
TEXT = {"title": "Hear more", "menu": "Hear", "description": "Where to hear more.", "lead": "Here."}


def write_entry(copy, more=""):
    copy.append("pages/pages.toml", f'\n[[page]]\nid = "hearing"\narea = false\n{more}')


def write_catalogues(copy):
    for language in ("en", "cy"):
        header = (LOCALES / language / "glossary.po").read_text(encoding="utf-8").partition("\n\n")[0]
        entries = (f'msgid "hearing.{part}"\nmsgstr "{words}"\n' for part, words in TEXT.items())
        copy.write(f"locales/{language}/hearing.po", "\n\n".join((header, *entries)))


def test_a_new_page_is_in_the_menu_and_has_an_address(copy):
    copy.write("pages/hearing.py", SCRIPT)
    copy.write("components/content/hearing.py", CONTENT)
    write_entry(copy)
    write_catalogues(copy)
    assert copy.rendered(lang="cy", only="hearing,about") == ""
    assert "<h1>Hear more</h1>" in copy.made("hearing.html")
    said = first(copy, "hearing", "cy")
    assert "<title>Hear – " in said and 'content="Where to hear more."' in said
    served = copy.run("-c", "from web import errors; print(errors.error_page('not_found').decode())").stdout
    assert '<a href="/hearing?lang=cy">Hear</a>' in served


def test_all_that_a_new_page_lacks_is_said_in_one_message(copy):
    write_entry(copy, 'parent = "nothing"\nfigures = ["calls"]\ncolour = "red"\n')
    copy.write("pages/unlisted.py", SCRIPT)
    said = copy.run("-c", "import components.address.pages").stderr
    where = "pages/pages.toml, hearing:"
    for problem in (
        f"{where} missing or unknown setting: colour",
        f"{where} parent is 'nothing', which is no other page",
        f"{where} figures names calls, which is no indicator",
        f"{where} there is no script pages/hearing.py",
        f"{where} locales/en/hearing.po has no hearing.title",
        f"{where} locales/cy/hearing.po has no hearing.description",
        "pages/unlisted.py has no entry in pages/pages.toml",
    ):
        assert problem in said
