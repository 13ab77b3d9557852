"""Another force adopts the dashboard by editing site.toml alone."""

import pytest

from data.site import SITE_FILE, SiteError, read_site


@pytest.fixture
def edited(tmp_path):
    """Return a function that writes site.toml with one piece of it replaced."""

    def edit(old, new):
        original = SITE_FILE.read_text(encoding="utf-8")
        assert old in original
        file = tmp_path / "site.toml"
        file.write_text(original.replace(old, new), encoding="utf-8")
        return file

    return edit


def test_the_shipped_file_has_north_wales_as_home():
    assert read_site(SITE_FILE).home_area == "W15000001"


def test_kent_can_be_home(edited):
    assert read_site(edited('home_area = "W15000001"', 'home_area = "E23000032"')).home_area == "E23000032"


def test_a_home_that_is_no_police_force_area_is_refused_by_name(edited):
    with pytest.raises(SiteError, match="'E12000001', which is no police force area"):
        read_site(edited('home_area = "W15000001"', 'home_area = "E12000001"'))


def test_an_exit_without_https_is_refused(edited):
    with pytest.raises(SiteError, match="exit.url"):
        read_site(edited('url = "https://', 'url = "http://'))


def test_a_title_in_one_language_only_is_refused(edited):
    with pytest.raises(SiteError, match="title.cy is empty"):
        read_site(edited('cy = "Caethwasiaeth fodern yng Ngogledd Cymru"', 'cy = ""'))


def test_a_missing_setting_is_named(edited):
    with pytest.raises(SiteError, match="home_area"):
        read_site(edited("home_area =", "area ="))


def test_a_file_that_is_not_toml_is_named(tmp_path):
    (tmp_path / "site.toml").write_text("home area: North Wales")
    with pytest.raises(SiteError, match="not valid TOML"):
        read_site(tmp_path / "site.toml")
