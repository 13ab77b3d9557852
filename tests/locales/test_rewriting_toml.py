"""A TOML file keeps every byte that was not corrected, whatever the order of its tables."""

import pytest

from locales.corrections import Change
from locales.rewriting_toml import tables, with_changes
from locales.wordings import files, read

MIXED = '''# The head stays. [not_a_table]
title.cy = "Teitl"   # a note
title.en = "Title"

[defaults.point]
cy_status = "draft"

[[point]]
id = "a"
name.en = "One"
name.cy = "Un"

[[other]]
id = "x"
cy_status = "draft"
name.en = "Other"
name.cy = 'Arall'

# A comment before the second point.
[[point]]
id = "b"
name.en = "Two"
name.cy = """\\
    Dau neu \\
    ddwy"""
items.en = [ "p",
  "q" ]
items.cy = [ "c",   # the first
  "d" ]

[owner]
website = "x"

[owner.name]
en = "Owner"
cy = "Perchennog"
'''
FILE = "locales/guidance/x.toml"
FOUND = {each.key: each for each in read(FILE, MIXED)}


def changed(**new):
    changes = [Change(FOUND[key], (wording,)) for key, wording in ((k.replace("_", " "), v) for k, v in new.items())]
    return with_changes(MIXED, changes, "2026-12-01 AB")


def lines_of_difference(after):
    return [line for line in after.split("\n") if line not in MIXED.split("\n")]


def test_the_tables_are_the_text_again():
    assert "".join(text for _, text in tables(MIXED)) == MIXED
    assert [path for path, _ in tables(MIXED)][:4] == [(), ("defaults", "point"), ("point", 0), ("other", 0)]


@pytest.mark.parametrize("file", [file for file in files() if file.endswith(".toml")])
def test_every_file_of_the_site_can_be_taken_apart(file):
    from locales.wordings import ROOT

    content = (ROOT / file).read_text(encoding="utf-8")
    assert "".join(text for _, text in tables(content)) == content


def test_tables_of_one_name_that_stand_apart_stay_apart():
    after = changed(point_b_name="Dwy", point_b_items_1="e", point_b_items_2="f")
    assert lines_of_difference(after) == [
        'cy_status = "reviewed"',
        '    Dwy"""  # reviewed: 2026-12-01 AB',
        'items.cy = [ "e",   # the first',
        '  "f" ]  # reviewed: 2026-12-01 AB',
    ]
    assert after.index("[[other]]") < after.index("# A comment before")


def test_a_list_that_was_read_in_part_is_not_marked():
    after = changed(point_b_items_1="e")
    assert lines_of_difference(after) == ['items.cy = [ "e",   # the first']


def test_a_status_of_its_own_is_changed_and_another_one_not():
    after = changed(other_x_name="Rhywbeth arall")
    assert lines_of_difference(after) == [
        'cy_status = "reviewed"',
        'name.cy = "Rhywbeth arall"  # reviewed: 2026-12-01 AB',
    ]
    assert after.count('cy_status = "draft"') == 1


def test_a_table_within_a_table_and_the_head_are_found():
    after = changed(title="Pennawd", owner_name="Swyddfa")
    assert lines_of_difference(after) == [
        'title.cy = "Pennawd"  # reviewed: 2026-12-01 AB · a note',
        'cy = "Swyddfa"  # reviewed: 2026-12-01 AB',
    ]
