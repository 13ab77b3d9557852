"""With its seed a release is made again to the byte, without it nobody can; the seed goes out with nothing."""

import io
import shutil
import tomllib
import zipfile

import pytest

from data.build import aggregate
from data.build.__main__ import main, read_and_check
from data.build.publish import published_files
from data.load import load
from data.register import register
from tests.data.conftest import COUNT, OFFENCES, REFERRALS, ROW, row_with, site_in, steady, without_replay

OLD, NEW = "2099-01-01", "2099-02-01"
CELL = ["indicator", "area_code", "period", "breakdown", "category"]
GWENT = "2023Q3,W15000002,Gwent Police,Criminal,Child (17 or under),Male,"


def build(site, *more):
    """Run the command for the first release, where whatever is drawn is not what that was made with."""
    with steady("another draw"), without_replay():
        return main(["--sources", str(site.sources.folder), "--out", str(site.out), "--release", OLD, *more])


@pytest.fixture(scope="module")
def drawn_anew(first_release, tmp_path_factory):
    """Return a site with the first release made of the same records with another seed; no test may change it."""
    folder = tmp_path_factory.mktemp("anew")
    shutil.copytree(first_release / "sources", folder / "sources")
    assert build(site_in(folder)) == 0
    return site_in(folder)


def rows_of(site):
    return load(site.out).observations.astype({name: str for name in CELL}).set_index(CELL)


def hidden_in(site):
    return {*rows_of(site).query("status == 'hidden'").index}


def test_the_same_records_and_the_same_seed_give_the_same_bytes(site, new_site):
    assert build(new_site, "--seed", str(site.seeds / f"{OLD}.toml")) == 0
    assert new_site.content() == site.content()
    assert new_site.seeds_kept() == []


def test_a_folder_of_seeds_that_has_the_one_of_the_release_gives_the_same_bytes(site, new_site):
    assert build(new_site, "--seeds", str(site.seeds)) == 0
    assert new_site.content() == site.content()


def test_with_another_seed_others_are_hidden_beside_the_same_small_counts(site, drawn_anew):
    true = aggregate.observations(register(), read_and_check(site.sources.folder))
    true = true[(true["indicator"] == "nrm_referrals") & (true["breakdown"] == "total")].astype({"area_code": str})
    small = {*true[true["area_code"].str[1:3].isin(["23", "15"]) & (true["value"] < 5)].set_index(CELL).index}
    one, other = hidden_in(site), hidden_in(drawn_anew)
    assert len(small) > 4 and small < one & other
    assert one - other and other - one


def test_with_any_seed_what_is_shown_is_what_the_records_say(site, drawn_anew):
    true = aggregate.observations(register(), read_and_check(site.sources.folder)).set_index(CELL)["value"]
    for made in (site, drawn_anew):
        shown = rows_of(made)["value"].dropna()
        assert len(shown) > 600
        assert shown.astype(int).to_dict() == true.loc[[*shown.index]].astype(int).to_dict()


def test_the_seed_is_kept_once_the_release_is_published_and_not_before(site, new_site):
    assert new_site.build("--dry-run") == 0
    assert not new_site.seeds.exists()
    site.sources.edit(REFERRALS, f"{GWENT}7", f"{GWENT}8")
    assert site.build() == 1
    assert site.seeds_kept() == [f"{OLD}.toml"]
    site.sources.edit(REFERRALS, f"{GWENT}8", f"{GWENT}7")
    assert site.build() == 0
    assert site.seeds_kept() == [f"{OLD}.toml"], "nothing changed, so nothing was drawn that has to be kept"
    site.sources.edit(OFFENCES, ROW, row_with(COUNT + 1))
    assert site.build() == 0
    assert site.seeds_kept() == [f"{OLD}.toml", f"{NEW}.toml"]


def test_no_seed_lies_in_anything_that_goes_out(site):
    kept = published_files(site.seeds)[f"{OLD}.toml"]
    secret = tomllib.loads(kept.decode())["seed"]
    looked_for = (secret.encode(), secret.upper().encode(), bytes.fromhex(secret), f"{OLD}.toml".encode(), b"seed")
    assert looked_for[0] in kept
    out = site.content()
    for name, content in [*out.items()]:
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                out |= {f"{name}/{member}": archive.read(member) for member in archive.namelist()}
    assert len(out) > 10
    assert not [(name, each) for name, content in out.items() for each in looked_for if each in content + name.encode()]


def turned(content, place):
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


@pytest.mark.parametrize("name", ["observations.csv", "areas.csv", "manifest.json", "datapackage.json"])
def test_one_bit_of_a_published_file_is_put_right(site, capsys, name):
    whole, path = site.content(), site.out / name
    path.write_bytes(turned(path.read_bytes(), -9))
    assert site.content() != whole
    assert site.build() == 0
    assert site.content() == whole
    assert f"{site.out} was altered or incomplete; put release {OLD} back" in capsys.readouterr().out


def test_one_bit_of_a_kept_release_stops_the_build_with_one_message(site, capsys):
    path = site.archive / f"{OLD}.zip"
    path.write_bytes(turned(path.read_bytes(), path.stat().st_size // 2))
    before = site.content()
    assert site.build() == 1
    assert site.content() == before
    said = capsys.readouterr().err
    assert said.startswith(f"releases/{OLD}.zip") and said.endswith("Restore data/releases from the repository\n")
    assert len(said.splitlines()) == 1
