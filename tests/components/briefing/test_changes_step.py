"""What has changed since an earlier release, read out: between two that are kept, or a plain line why there is none."""

import pandas as pd
import pytest

from components.briefing import changes_step, steps
from components.briefing.changes_step import MOST, changed, earlier_releases
from components.opendata import changes
from components.wording.format import number
from components.wording.text import wording
from data import current
from data.history import HistoryError
from data.register import register
from tests.conftest import CITY, HIDDEN, HOME

COLUMNS = (
    *("indicator", "area_code", "period", "breakdown", "category"),
    *("was", "was_status", "now", "now_status", "difference", "reason"),
)
RELEASES = ("2025-06-01", "2025-09-01", "2026-01-01", "2026-02-01")


def row(was, was_status, now, now_status, reason, **named):
    key = {
        "indicator": "nrm_referrals",
        "area_code": HOME,
        "period": "2023",
        "breakdown": "total",
        "category": "all",
        **named,
    }
    return (*key.values(), was, was_status, now, now_status, None, reason)


@pytest.fixture
def kept(monkeypatch):
    """Let releases be kept that differ in the rows that a test names; return the pairs that were compared."""
    compared = []

    def use(*rows, ids=RELEASES):
        frame = pd.DataFrame(rows, columns=COLUMNS).astype({"was": "Int64", "now": "Int64", "difference": "Int64"})
        monkeypatch.setattr(changes_step, "release_ids", lambda: ids)
        monkeypatch.setattr(changes, "differing", lambda *pair: compared.append(pair) or frame)
        return compared

    return use


def test_the_releases_before_the_one_that_is_shown_are_offered_the_newest_first(kept, dataset):
    kept()
    assert earlier_releases(dataset) == ("2025-09-01", "2025-06-01")


def test_a_release_that_is_not_among_those_kept_has_none_before_it(kept, dataset):
    kept(ids=("2025-06-01",))
    assert earlier_releases(dataset) == ()


def test_with_one_release_there_is_nothing_to_compare_and_a_plain_line_says_so(kept, dataset, words):
    kept(ids=(dataset.release,))
    found = changed(dataset, HOME, words)
    assert (found.said, found.lists, found.sources) == ((words("downloads.changes.one"),), (), ())


@pytest.mark.parametrize(
    ("since", "before"),
    [
        *(("", "2025-09-01"), ("2025-06-01", "2025-06-01"), ("2025-09-01", "2025-09-01")),
        *(("2026-01-01", "2025-09-01"), ("2026-02-01", "2025-09-01"), ("<script>", "2025-09-01")),
    ],
)
def test_the_release_asked_for_is_compared_and_the_one_before_where_it_is_not_an_earlier_one(
    kept, dataset, words, since, before
):
    compared = kept()
    found = changed(dataset, HOME, words, since=since)
    assert compared == [(before, dataset.release)]
    assert found.sources == (words("briefing.changes.between", before=before, after=dataset.release),)


def test_a_damaged_release_gives_a_plain_line(kept, dataset, words, monkeypatch):
    kept()

    def damaged(*_):
        raise HistoryError("releases/2025-09-01.zip cannot be read")

    monkeypatch.setattr(changes, "differing", damaged)
    found = changed(dataset, HOME, words)
    assert found.said == (words("downloads.changes.damaged"),)
    assert found.lists == () and found.sources


def test_a_revised_figure_is_read_out_as_it_was_and_as_it_is(kept, dataset, english):
    kept(row(38, "final", 1039, "revised", "revised"), row(9, "final", 11, "final", "revised", area_code=CITY))
    found = changed(dataset, HOME, english)
    assert found.said == ("1 figure of this area differs.",)
    (title, lines), (everywhere, counted) = found.lists
    assert title == english("indicator.nrm_referrals.name")
    assert lines == ("2023, Total: was 38, now 1,039 [r]. " + english("downloads.reason.revised"),)
    assert everywhere == english("downloads.changes.everywhere")
    assert counted == (f"{title}. {english('downloads.reason.revised')}: 2",)


@pytest.mark.parametrize("status", ["final", "provisional"])
def test_a_figure_that_is_hidden_by_now_is_never_said_again(kept, dataset, words, status):
    kept(row(None, status, None, "hidden", "hidden"))
    (_, (line,)), *_ = changed(dataset, HOME, words).lists
    assert words("downloads.withheld") in line and "[c]" in line
    assert [each for each in line.replace("2023", "") if each.isdigit()] == []


def test_a_figure_that_was_not_there_is_said_in_words(kept, dataset, words):
    kept(row(None, "absent", 7, "final", "added"), row(12, "final", None, "absent", "removed", period="2022"))
    (_, (removed, added)), *_ = changed(dataset, HOME, words).lists
    assert words("downloads.absent") in added and "7" in added
    assert words("downloads.absent") in removed and "12" in removed


def test_a_category_is_named_with_its_breakdown(kept, dataset, english):
    kept(row(5, "final", 6, "final", "revised", breakdown="age", category="child"))
    (_, (line,)), *_ = changed(dataset, HOME, english).lists
    assert "Child (17 or under): was 5, now 6." in line


def test_what_was_revised_comes_before_what_is_new_totals_before_parts_and_the_newest_first(kept, dataset, english):
    kept(
        row(None, "absent", 7, "final", "added", period="2024-Q1"),
        row(None, "absent", None, "not_available", "added", period="2024-Q2"),
        row(5, "final", 6, "final", "revised", period="2023", breakdown="age", category="child"),
        row(38, "final", 39, "revised", "revised", period="2022"),
        row(38, "final", 40, "revised", "revised", period="2023"),
        row(None, "final", None, "hidden", "hidden", period="2023-Q4"),
    )
    (_, lines), *_ = changed(dataset, HOME, english).lists
    begin = ("2023, Total", "2022, Total", "2023, Age", "October to December 2023", "January to March 2024", "April to")
    assert len(lines) == len(begin)
    for line, expected in zip(lines, begin, strict=True):
        assert line.startswith(expected)


def test_more_figures_than_can_be_read_out_are_counted(kept, dataset, words):
    kept(*(row(n, "final", n + 1, "final", "revised", period=str(2000 + n)) for n in range(MOST + 3)))
    (_, lines), *_ = changed(dataset, HOME, words).lists
    assert len(lines) == MOST + 1
    assert lines[-1] == words("briefing.changes.more", count="3")


def test_as_many_as_can_be_read_out_are_all_there_is(kept, dataset, words):
    kept(*(row(n, "final", n + 1, "final", "revised", period=str(2000 + n)) for n in range(MOST)))
    (_, lines), *_ = changed(dataset, HOME, words).lists
    assert len(lines) == MOST and words("briefing.changes.more", count="0") not in lines


def test_an_area_without_a_change_is_told_of_all_areas_alone(kept, dataset, words):
    kept(row(5, "final", 6, "final", "revised"))
    found = changed(dataset, HIDDEN, words)
    assert found.said == (words.plural("briefing.changes.here", 0, count="0"),)
    assert [title for title, _ in found.lists] == [words("downloads.changes.everywhere")]


def test_releases_that_say_the_same_have_no_lists(kept, dataset, words):
    kept()
    assert changed(dataset, HOME, words).lists == ()


def test_an_indicator_that_is_not_registered_any_more_is_counted_by_its_code(kept, dataset, words):
    kept(row(5, "final", 6, "final", "revised", indicator="of_old"))
    (_, (counted,)), *_ = changed(dataset, HOME, words).lists
    assert counted.startswith("of_old. ")


@pytest.mark.parametrize("area", ["W15000001", "E23000034", "K04000001"])
def test_the_shipped_releases_are_counted_as_the_file_of_changes_counts_them(area, words):
    release = current.dataset()
    rows = changes.differing(earlier_releases(release)[0], release.release)
    here = rows[rows["area_code"] == area]
    found = changed(release, area, words)
    assert number(len(here), words.language) in found.said[0]
    for name in here["indicator"].unique():
        lines = dict(found.lists)[words(f"indicator.{name}.name")]
        assert len(lines) == min(MOST + 1, (here["indicator"] == name).sum())
    assert {*here["indicator"]} <= register().keys()


def test_the_step_of_a_briefing_says_the_same(words):
    release = current.dataset()
    (step,) = steps.briefing(release, "W15000001", words, asked=("changes",))
    found = changed(release, "W15000001", words)
    assert (step.said, step.sources) == (found.said, found.sources)
    assert [(each.title, each.lines) for each in step.lists] == [*found.lists]
    assert step.notes == (words("briefing.changes.note"),)


def test_welsh_counts_in_its_own_forms(kept, dataset):
    said = []
    for count in range(3):
        kept(*(row(n, "final", n + 1, "final", "revised", period=str(2000 + n)) for n in range(count)))
        said.append(changed(dataset, HOME, wording("cy")).said[0])
    assert len({each.split(" ", 1)[1] for each in said}) > 1
