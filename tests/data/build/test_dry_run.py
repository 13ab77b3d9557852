"""A dry run says what a build would do, and does nothing."""

import shutil

from tests.data.conftest import REFERRALS

GWENT = "2023Q3,W15000002,Gwent Police,Criminal,Child (17 or under),Male,"
OLD, NEW = "2099-01-01", "2099-02-01"


def test_a_dry_run_writes_nothing_and_says_what_a_build_would_change(site, capsys):
    site.sources.edit(REFERRALS, f"{GWENT}7", f"{GWENT}12")
    before = site.content()
    assert site.build("--dry-run") == 0
    assert site.content() == before
    said = capsys.readouterr().out
    for line in (
        "  nrm_referrals: 826 rows; 0 added, 0 removed, 0 newly hidden, 3 revised, 0 status changed\n",
        "    revised: W15000002 2023-Q3 total all: was 17, now 22\n",
        "    total by quarter: 64 of 78 larger counts shown (82.1%, of 90% aimed for)\n",
        f"Nothing was written (--dry-run); this would be release {NEW}\n",
    ):
        assert line in said


def test_a_dry_run_says_what_would_be_added(site, new_site, capsys):
    new_site.sources.cut("nrm_police_referrals", "2023-Q3", "2023-Q3")
    new_site.build(release=OLD)
    before = new_site.content()
    for name in (REFERRALS, REFERRALS.replace(".csv", ".toml")):
        shutil.copy(site.sources.folder / name, new_site.sources.folder / name)
    assert new_site.build("--dry-run") == 0
    assert new_site.content() == before
    # A quarter of 55 areas; the year it finishes, which is not available, in every table.
    assert "nrm_referrals: 826 rows; 771 added, 0 removed, 0 newly hidden, 0 revised" in capsys.readouterr().out


def test_a_dry_run_says_what_would_be_removed(site, capsys):
    site.sources.cut("nrm_police_referrals", "2023-Q3", "2023-Q3")
    assert site.build("--dry-run") == 0
    said = capsys.readouterr().out
    assert "nrm_referrals: 55 rows; 0 added, 771 removed, 0 newly hidden, 0 revised" in said
    assert "    removed: K04000001 2023-Q4 total all: was 893, now absent\n" in said
    assert "    removed: and 751 more\n" in said


def test_a_dry_run_from_nothing_makes_no_folder(new_site, capsys):
    assert new_site.build("--dry-run") == 0
    assert [path.name for path in new_site.out.parent.iterdir()] == ["sources"]
    # 55 areas in five quarters, a financial year and two years that end with a quarter.
    assert "recorded_offences: 440 rows; 440 added, 0 removed" in capsys.readouterr().out


def test_a_dry_run_says_that_a_build_would_put_a_damaged_folder_right(site, capsys):
    (site.out / "observations.csv").write_text("damaged", encoding="utf-8")
    before = site.content()
    assert site.build("--dry-run") == 0
    assert site.content() == before
    assert f"{site.out} is not release {OLD} as it was made; a build would put it back" in capsys.readouterr().out
