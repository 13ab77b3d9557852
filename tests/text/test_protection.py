"""What the methods page says of how people are protected: true of the register, of the release and of itself."""

import math
import re

from data.load import load
from data.register import register
from tests.text.test_prose import NUMBER, ROOT, section


def test_only_referrals_by_the_police_and_local_cases_have_a_threshold():
    assert [indicator.id for indicator in register().values() if indicator.threshold] == [
        "nrm_referrals",
        "local_cases",
    ]


def test_the_joined_groups_that_the_text_names_are_those_of_the_release():
    rows = load().observations
    rows = rows[rows["indicator"] == "nrm_referrals"]
    found = {name: {*rows.loc[rows["breakdown"] == name, "category"]} for name in ("age", "gender", "type")}
    assert found == {
        "age": {"child", "adult_or_unknown"},
        "gender": {"female", "male_other_or_unknown"},
        "type": {"criminal", "labour", "sexual", "domestic", "labour_criminal", "other", "unknown"},
    }, "write the point on joined groups in methods.md anew in both languages"


def test_the_worked_example_adds_up():
    a, b, c, d, total = 4, 13, 21, 11, 49
    pair, three, others = a + b, a + b + c, a + c
    assert (a + b + c + d, total - d - c, total - d, three - b) == (total, pair, three, others)
    threshold = register()["local_cases"].threshold
    assert a < threshold <= min(b, c, d) and d < min(b, c)
    said = (a, b, c, d, total, pair, three, others, total + 1, three + 1)
    for each in section("methods", "example"):
        assert {str(number) for number in said} <= set(NUMBER.findall(each))
        cells = [NUMBER.findall(row) for row in re.findall(r"<tr><th scope=.row.*?</tr>", each)]
        shown = ([a], [b] * 2, [c] * 3, [d] * 5, [total] * 4 + [total + 1])
        assert cells == [[*map(str, row)] for row in shown]
        assert each.count("%(mark_hidden)s") == 4 + 3 + 2


def test_the_widths_in_the_text_are_those_of_the_rule():
    widths = [max(3, math.ceil(0.6 * register()[name].threshold)) for name in ("nrm_referrals", "local_cases")]
    for said in section("methods", "attack"):
        assert [int(number) for number in NUMBER.findall(said)] == widths


def test_the_attackers_of_the_page_are_those_of_the_document():
    document = (ROOT / "docs" / "anonymity.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| \([a-e]\) \| ", document, re.MULTILINE)
    for said in section("methods", "attackers"):
        assert len(re.findall(r"^- \*\*", said, re.MULTILINE)) == len(named) == 5


def test_the_document_names_only_files_that_there_are():
    document = (ROOT / "docs" / "anonymity.md").read_text(encoding="utf-8")
    files = re.findall(r"`((?:data|components|tests|docs)/[\w/.]+)`", document)
    assert len(files) > 5
    assert not [name for name in files if not (ROOT / name).exists()]
