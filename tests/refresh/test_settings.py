"""Where requests may go: https, and hosts on a list, whatever anybody writes into a file or a variable."""

import dataclasses

import pytest

from data.refresh import RefreshError
from data.refresh.settings import SOURCES_FILE, read_settings
from data.refresh.web.addresses import checked
from data.site import SITE_FILE, SiteError, read_site, site

HOSTS = ("www.gov.uk", "assets.publishing.service.gov.uk", "www.ons.gov.uk", "services1.arcgis.com")


def test_the_shipped_settings_lead_to_the_four_publishers_hosts():
    settings = read_settings()
    assert settings.hosts == HOSTS
    assert settings.allow_http_for == ()
    assert all(checked(base, settings).scheme == "https" for base in settings.bases.values())


def test_the_sources_are_those_of_the_figures_and_the_boundaries():
    assert [*read_settings().sources] == ["recorded_offences", "nrm", "population", "boundaries"]


def test_an_unknown_source_is_told_with_those_there_are():
    with pytest.raises(RefreshError, match="no source 'weather'.*nrm, population"):
        read_settings().source("weather")


def test_site_toml_cannot_lead_to_plain_http(tmp_path):
    file = tmp_path / "site.toml"
    text = SITE_FILE.read_text(encoding="utf-8")
    file.write_text(text.replace('govuk = "https://www.gov.uk"', 'govuk = "http://127.0.0.1"'), encoding="utf-8")
    with pytest.raises(SiteError, match=r"refresh\.govuk is 'http://127\.0\.0\.1'"):
        read_site(file)


def test_a_site_without_the_addresses_is_told_which_is_missing(tmp_path):
    file = tmp_path / "site.toml"
    text = SITE_FILE.read_text(encoding="utf-8")
    file.write_text(text.replace('ons = "https://www.ons.gov.uk"\n', ""), encoding="utf-8")
    with pytest.raises(SiteError, match="no setting 'ons'"):
        read_site(file)


def test_a_base_address_on_another_host_is_refused():
    other = dataclasses.replace(site(), refresh={**site().refresh, "ons": "https://figures.example.org"})
    with pytest.raises(RefreshError, match="'figures.example.org' is not among the hosts"):
        read_settings(other)


def test_no_file_can_allow_plain_http(tmp_path):
    file = tmp_path / "sources.toml"
    file.write_text('allow_http_for = ["127.0.0.1"]\n' + SOURCES_FILE.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_settings(file=file).allow_http_for == ()


def test_plain_http_can_be_allowed_for_this_computer_only():
    with pytest.raises(ValueError, match="'www.gov.uk'"):
        read_settings(allow_http_for=("www.gov.uk",))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("tries = 5", "tried = 5", "unknown setting 'tried'"),
        ("redirects = 5", "", "no setting 'redirects'"),
        ('interface = "ons"', 'interface = "ftp"', "interface is 'ftp'"),
        ("title = '^(?!.*annex).*data tables?'", "title = '('", "no regular expression"),
        ("[limits]", "[limits", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_told(tmp_path, old, new, told):
    text = SOURCES_FILE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "sources.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RefreshError, match=told):
        read_settings(file=file)


@pytest.mark.parametrize(
    "address",
    [
        "http://www.gov.uk/a.ods",
        "ftp://www.gov.uk/a.ods",
        "file:///etc/passwd",
        "//www.gov.uk/a.ods",
        "https://www.gov.uk.example.org/a.ods",
        "https://example.org/www.gov.uk",
        "https://www.gov.uk@example.org/a.ods",
        "https://someone:secret@www.gov.uk/a.ods",
        "https://www.gov.uk:8443/a.ods",
        "http://127.0.0.1/a.ods",
        "https://www.gov.uk\\@example.org/",
        "https://[::1/",
        "",
    ],
)
def test_an_address_that_is_not_one_of_the_publishers_is_refused(address):
    with pytest.raises(RefreshError, match="Nothing was asked there"):
        checked(address, read_settings())


def test_a_message_shows_no_control_characters_of_an_address():
    with pytest.raises(RefreshError) as told:
        checked("https://www.gov.uk/\x1b[2J\n" + "a" * 5000, read_settings())
    assert "\x1b" not in str(told.value)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 800
