"""Quarters of a calendar year, in the ways publishers write them."""

import re

_FIRST_MONTHS = {"january": 1, "april": 2, "july": 3, "october": 4}
_LAST_MONTHS = {"march": 1, "june": 2, "september": 3, "december": 4}
_DASH = r"\s*(?:to|-|–|—)\s*"
_MONTHS = rf"(january|april|july|october)(?:\s+\d{{4}})?{_DASH}(?:\d{{1,2}}\s+)?(march|june|september|december)"
_ALONE = re.compile(rf"(?:q|quarter)?\s*([1-4])(?:\s*\(.*\))?|(?:q[1-4]\s*)?\(?{_MONTHS}\)?", re.IGNORECASE)
_IN_TEXT = (
    (re.compile(rf"{_MONTHS},?\s+(\d{{4}})", re.IGNORECASE), "months"),
    (re.compile(r"(?:q|quarter)\s*([1-4])[\s,:]+(?:of\s+)?(\d{4})", re.IGNORECASE), "quarter first"),
    (re.compile(r"\b(\d{4})[\s,:]*(?:q|quarter)\s*([1-4])", re.IGNORECASE), "year first"),
)


def quarter_number(text: str) -> int | None:
    """Return 1 to 4 for ``Q1``, ``1``, ``Quarter 1`` or ``January to March``; None for anything else."""
    found = _ALONE.fullmatch(text.strip())
    if not found:
        return None
    return int(found[1]) if found[1] else _months(found[2], found[3])


def quarters_in(text: str) -> set[str]:
    """Return the quarters a text speaks of, such as ``2023Q4`` for "1 October to 31 December 2023"."""
    found = set()
    for pattern, order in _IN_TEXT:
        for match in pattern.findall(text):
            if order == "months":
                number, year = _months(match[0], match[1]), match[2]
            else:
                number, year = match if order == "quarter first" else reversed(match)
            if number:
                found.add(f"{year}Q{number}")
    return found


def quarter_after(quarter: str) -> str:
    """Return the quarter after one."""
    year, number = map(int, quarter.split("Q"))
    return f"{year + number // 4}Q{number % 4 + 1}"


def _months(first: str, last: str) -> int | None:
    number = _FIRST_MONTHS[first.casefold()]
    return number if _LAST_MONTHS[last.casefold()] == number else None
