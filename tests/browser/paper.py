"""What a reader of printed sheets has: the words on each with their places, and how much of it is ink."""

import io
import re
import subprocess
from collections import Counter
from html import unescape
from itertools import combinations
from typing import NamedTuple

from PIL import Image

WORD = re.compile(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>')
SIZE = re.compile(r'width="(\S+)" height="(\S+)"')
DARK = 200


class Word(NamedTuple):
    """A word and its box, in points from the upper left corner of its sheet: the box has room above and below."""

    left: float
    top: float
    right: float
    bottom: float
    said: str

    def lies_on(self, other):
        """Whether it hides much of another word; a halo below a word is that word once more."""
        one, two = self.letters, other.letters
        across, down = (min(one[at + 2], two[at + 2]) - max(one[at], two[at]) for at in (0, 1))
        smaller = min((right - left) * (bottom - top) for left, top, right, bottom in (one, two))
        return self.said != other.said and across > 0 and down > 0 and across * down > 0.4 * smaller

    @property
    def letters(self):
        """The part of its box that most letters fill: left, top, right, bottom."""
        room = (self.bottom - self.top) / 4
        return self.left, self.top + room, self.right, self.bottom - room


class Sheet(NamedTuple):
    width: float
    height: float
    words: list

    @property
    def tokens(self):
        return Counter(word.said for word in self.words)

    def outside(self, margin=14):
        """Return the words that do not stand within the margins."""
        return [
            word
            for word in self.words
            if word.left < margin
            or word.top < margin
            or word.right > self.width - margin
            or word.bottom > self.height - margin
        ]

    def on_another(self):
        """Return the pairs of words that lie on each other."""
        return [(one.said, other.said) for one, other in combinations(self.words, 2) if one.lies_on(other)]


def sheets(content):
    """Return the sheets of a PDF."""
    pages = _poppler("pdftotext", "-bbox", "-", "-", of=content).decode().split("<page ")[1:]
    return [_sheet(page) for page in pages]


def ink(content):
    """Return which share of each sheet is dark."""
    shown, found = io.BytesIO(_poppler("pdftoppm", "-r", "30", "-gray", "-", of=content)), []
    while shown.tell() < len(shown.getvalue()):
        kind, width, height, _ = (shown.readline().split() + shown.readline().split() + shown.readline().split())[:4]
        assert kind == b"P5"
        sheet = Image.frombytes("L", (int(width), int(height)), shown.read(int(width) * int(height)))
        found.append(sum(sheet.histogram()[:DARK]) / (sheet.width * sheet.height))
    return found


def _sheet(page):
    width, height = (float(each) for each in SIZE.search(page).groups())
    found = [Word(*map(float, box), unescape(said)) for *box, said in WORD.findall(page)]
    return Sheet(width, height, found)


def _poppler(*command, of):
    return subprocess.run(command, input=of, capture_output=True, check=True).stdout
