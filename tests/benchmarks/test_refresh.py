"""The measure of a refresh is made of files as long as the publisher's, and says whether its promise is kept."""

from benchmarks.refresh import recorded_crime, verdicts
from data.refresh.readers.read import read_offences
from tests.refresh.layouts import shipped
from tests.refresh.made import OFFENCES


def test_the_table_of_recorded_crime_has_other_offences_and_the_same_figures(tmp_path):
    rows = shipped(OFFENCES)
    newest = rows[rows["financial_year"].isin(["2022/23", "2023/24"])]
    content = recorded_crime({OFFENCES: newest}, tmp_path, offences=3)
    (tmp_path / "recorded.ods").write_bytes(content)
    read = read_offences(tmp_path / "recorded.ods").rows
    assert sorted(read.itertuples(index=False)) == sorted(newest.itertuples(index=False))


def test_a_refresh_that_takes_longer_than_a_minute_is_not_held():
    said = [
        verdict.row()["verdict"] for verdict in verdicts([{"what": "a", "seconds": 59}, {"what": "b", "seconds": 61}])
    ]
    assert said == ["held", "NOT HELD"]
