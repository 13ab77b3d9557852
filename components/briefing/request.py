"""What an address asks of a briefing: area, languages, steps and their order, the release to compare with.

An address may hold anything; what it names and we do not have is left out, and is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from components.address.visit import read_visit
from components.briefing.changes_step import earlier_releases
from components.briefing.step import Cover, Step
from components.briefing.steps import STEPS, USUAL, briefing, cover, step_ids
from components.opendata.names import plain_name
from components.wording.text import Text, wording
from data.load import Dataset
from data.register import register
from data.site import LANGUAGES, site
from geo.areas import areas

# Whether a briefing is in the language of the address, or in both side by side.
WORDS = ("one", "both")
LONGEST = 300


@dataclass(frozen=True)
class BriefingRequest:
    """A briefing as an address asks for it; ``unknown`` are the parameters that were not understood.

    Parameters
    ----------
    dataset : Dataset
    area : str
        Code of an area of England and Wales.
    language : str
        The language of the page around it, and the first of two.
    words : str
        One of ``WORDS``.
    steps : tuple of str
        Ids in the order to show, at least one.
    since : str
        Id of the release that changes are counted from; empty for the one before.
    """

    dataset: Dataset
    area: str
    language: str
    words: str
    steps: tuple[str, ...]
    since: str
    unknown: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """The wording of each language of the briefing, the first one first; two stand side by side, no more."""
        others = [each for each in LANGUAGES if each != self.language] if self.words == "both" else []
        return tuple(wording(each) for each in (self.language, *others[:1]))

    def briefings(self) -> tuple[tuple[Step, ...], ...]:
        """Return the steps in each of the languages: as many tuples as ``texts``, all of one length."""
        return tuple(
            briefing(self.dataset, self.area, words, asked=self.steps, since=self.since) for words in self.texts
        )

    def covers(self) -> tuple[Cover, ...]:
        """Return what the briefing is about, in each of the languages."""
        return tuple(cover(self.dataset, self.area, words) for words in self.texts)

    def query(self, **changed: str) -> str:
        """Return the parameters of an address for this briefing, some of them changed; usual ones are left out."""
        usual = {
            "area": site().home_area,
            "words": WORDS[0],
            "steps": ",".join(step_ids(self.dataset, self.area)),
            "since": "",
        }
        own = {"area": self.area, "words": self.words, "steps": ",".join(self.steps), "since": self.since}
        given = {name: value for name, value in {**own, **changed}.items() if value != usual.get(name)}
        return urlencode({"lang": self.language, **given}, safe=",")


def read_briefing(dataset: Dataset, parameters: Mapping[str, str], *, accepted: str = "") -> BriefingRequest:
    """Return what an address asks for; a step that an area does not have is left out without a word.

    Parameters
    ----------
    dataset : Dataset
    parameters : mapping of str to str
        ``area``, ``lang``, ``words``, ``steps`` (ids with commas between) and ``since``.
    accepted : str
        The ``Accept-Language`` header of the browser.
    """
    visit = read_visit(parameters, accepted, dataset)
    given = {name: (parameters.get(name) or "").strip()[:LONGEST] for name in ("words", "steps", "since")}
    area = visit.about(dataset, next(iter(register()))).area
    wrong: list[str] = [name for name in ("area", "lang") if name in visit.unknown]
    words = given["words"] if given["words"] in WORDS else WORDS[0]
    if given["words"] not in ("", *WORDS):
        wrong.append("words")
    asked = [each.strip() for each in given["steps"].split(",") if each.strip()]
    if any(each not in STEPS for each in asked):
        wrong.append("steps")
    steps = step_ids(dataset, area, asked=asked) or step_ids(dataset, area, asked=USUAL)
    since = given["since"] if given["since"] in earlier_releases(dataset) else ""
    if given["since"] and not since:
        wrong.append("since")
    return BriefingRequest(dataset, area, visit.text.language, words, steps, since, tuple(wrong))


PDF = "application/pdf"
KINDS = {
    "briefing.pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "briefing.pdf": PDF,
    "summary.pdf": PDF,
}


def file_name(name: str, asked: BriefingRequest) -> str:
    """Return the name of a file on the visitor's device: what it is and of which area, in its first language."""
    stem, _, kind = name.partition(".")
    text = asked.texts[0]
    place = areas()[asked.area].name(text.language)
    both = [text("file.name.both")] if len(asked.texts) > 1 else []
    return f"{plain_name(text(f'file.name.{stem}'), place, asked.dataset.release, *both)}.{kind}"
