"""Newer editions are found through the publishers' interfaces, or it is said why not."""

import pytest
from werkzeug import Response

from data.refresh import RefreshError
from data.refresh.publishers.find import find_editions
from data.refresh.publishers.said import day_in_name, quarters
from data.refresh.web.client import Client
from data.refresh.web.content import GEOJSON, ODS, XLSX
from tests.refresh.interfaces import NRM, OFFENCES, POPULATION, SERVICES, attachment, collection, document, services

TODAY = "Police recorded crime open data Police Force Area tables, year ending March 2013 onwards"
BEFORE = "Police recorded crime Police Force Area Open Data tables"
QUARTERS = ("2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1")
DATA_SET = f"/api/content{OFFENCES}"
COLLECTION = f"/api/content{NRM}"


def find(client, source):
    return find_editions(client, client.settings, source)


def test_the_offences_are_told_from_the_other_tables_of_their_page(publishers, client):
    name = publishers.offer_offences()
    (edition,) = find(client, "recorded_offences")
    assert edition.url == publishers.base + name
    assert edition.title == "Police recorded crime open data Police Force Area tables, year ending March 2013 onwards"
    assert (edition.published, edition.media_type) == ("2024-01-25", ODS)
    assert edition.page == publishers.base + OFFENCES


@pytest.mark.parametrize(
    "title",
    [
        TODAY,
        f"{BEFORE}, from year ending March 2013 to year ending June 2023",
        f"{BEFORE}, from year ending March 2013 to year ending December 2025",
        f"{BEFORE}, year ending March 2013 onwards",
    ],
)
def test_the_offences_are_found_by_each_title_they_have_had(publishers, client, title):
    publishers.offer_offences(title=title)
    assert [edition.title for edition in find(client, "recorded_offences")] == [title]


def test_the_day_of_a_file_is_that_in_its_name_whatever_else_of_its_page_was_changed_since(publishers, client):
    publishers.offer_offences(updated="2026-04-23T09:30:00Z")
    publishers.paths[DATA_SET]["public_updated_at"] = "2026-05-06T09:30:00Z"
    assert find(client, "recorded_offences")[0].published == "2026-04-23"


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("prc-pfa-mar2013-onwards-tables-230426.ods", "2026-04-23"),
        ("prc-pfa-mar2013-onwards-tables-230726.ods", "2026-07-23"),
        ("prc-pfa-mar2013-onwards-tables-191023.xlsx", "2023-10-19"),
        ("prc-pfa-mar2013-onwards-tables.ods", ""),
        ("prc-pfa-mar2013-onwards-tables201718.csv", ""),
        ("prc-pfa-mar2013-onwards-tables-312026.ods", ""),
        ("mye24tablesew-230426.xlsx", ""),
    ],
)
def test_a_day_is_read_from_the_name_of_a_file_of_recorded_crime(name, published):
    assert day_in_name(name) == published


def test_of_two_tables_that_reach_to_different_months_the_newer_is_first(publishers, client):
    publishers.offer_offences(updated="2026-04-23T09:30:00Z")
    attachments = publishers.paths[DATA_SET]["details"]["attachments"]
    others = {
        f"{BEFORE}, from year ending March 2013 to year ending June 2023": "65c/older.ods",
        f"{BEFORE}, from year ending March 2013 to year ending March 2026": "65d/newer.ods",
        TODAY: "65e/prc-pfa-mar2013-onwards-tables-230726.ods",
    }
    attachments += [attachment(each, f"{publishers.base}/assets/media/{file}") for each, file in others.items()]
    found = [edition.url.rpartition("/")[2] for edition in find(client, "recorded_offences")]
    assert {*found[:2]} == {"newer.ods", "prc-pfa-mar2013-onwards-tables-230726.ods"}
    assert found[2:] == ["prc-pfa-mar2013-onwards-tables-230426.ods", "older.ods"]


def test_each_quarter_of_the_nrm_is_found_newest_first(publishers, client):
    names = {quarter: publishers.offer_nrm(quarter) for quarter in QUARTERS}
    found = find(client, "nrm")
    assert [edition.quarter for edition in found] == [*reversed(QUARTERS)]
    assert [edition.url for edition in found] == [publishers.base + names[each] for each in reversed(QUARTERS)]


def test_old_quarters_and_summaries_of_the_nrm_are_not_even_asked_for(publishers, client):
    publishers.offer_nrm("2022-Q2")
    find(client, "nrm")
    assert [path for path, _ in publishers.asked] == [
        COLLECTION,
        "/api/content/government/statistics/modern-slavery-nrm-and-dtn-statistics-april-to-june-2022",
    ]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("statistics UK, Quarter 4 2023 – October to December, data tables", "2023-Q4"),
        ("Modern Slavery: NRM and DtN statistics, October to December 2023", "2023-Q4"),
        ("statistics UK, quarter 1 2024: January to March", "2024-Q1"),
        ("NRM statistics Q3 2022", "2022-Q3"),
        ("NRM statistics, 2022 Q3", "2022-Q3"),
        ("statistics: January–March 2024", "2024-Q1"),
        ("modern-slavery-nrm-and-dtn-statistics-july-to-september-2025", "2025-Q3"),
    ],
)
def test_the_quarter_is_read_from_a_title_however_it_is_written(title, named):
    assert quarters(title) == {named}


@pytest.mark.parametrize("title", ["end of year summary 2023", "April to March 2023", "Quarter 5 2023", "2023"])
def test_a_title_without_a_quarter_names_none(title):
    assert quarters(title) == set()


def test_a_quarter_between_two_others_that_has_no_page_is_told(publishers, client):
    for quarter in ("2022-Q2", "2022-Q4"):
        publishers.offer_nrm(quarter)
    with pytest.raises(RefreshError, match=r"none about 2022-Q3.*end of year summary 2023"):
        find(client, "nrm")


def test_a_file_about_another_quarter_than_its_page_is_told(publishers, client):
    publishers.offer_nrm("2022-Q2")
    page = publishers.paths[
        "/api/content/government/statistics/modern-slavery-nrm-and-dtn-statistics-april-to-june-2022"
    ]
    page["details"]["attachments"][-1]["title"] = "NRM statistics, Quarter 3 2022, data tables"
    with pytest.raises(RefreshError, match="on the page of 2022-Q2; expected a file about that quarter"):
        find(client, "nrm")


def test_two_pages_about_one_quarter_are_told_both(publishers, client):
    publishers.offer_nrm("2022-Q2")
    page = publishers.paths[
        "/api/content/government/statistics/modern-slavery-nrm-and-dtn-statistics-april-to-june-2022"
    ]
    again = {**page, "base_path": "/government/statistics/again", "public_updated_at": "2022-11-09T09:30:00Z"}
    publishers.paths["/api/content/government/statistics/again"] = again
    publishers.paths[COLLECTION]["links"]["documents"].append(
        document("/government/statistics/again", "Modern slavery: NRM statistics, April to June 2022", "")
    )
    with pytest.raises(RefreshError, match="two editions of nrm that fit equally"):
        find(client, "nrm")


def test_a_withdrawn_page_is_passed_over(publishers, client):
    for quarter in ("2022-Q2", "2022-Q3"):
        publishers.offer_nrm(quarter)
    publishers.paths[COLLECTION]["links"]["documents"][-1]["withdrawn"] = True
    assert [edition.quarter for edition in find(client, "nrm")] == ["2022-Q2"]


def test_a_collection_without_quarters_is_told(publishers, client):
    publishers.paths[COLLECTION] = collection([document("/government/x", "Modern slavery: NRM statistics", "")])
    with pytest.raises(RefreshError, match="no page about a quarter from 2022-Q2 on.*Modern slavery: NRM statistics"):
        find(client, "nrm")


def test_the_population_is_found_by_edition_newest_first(publishers, client):
    names = [publishers.offer_population(year) for year in ("2023", "2024")]
    found = find(client, "population")
    assert [edition.url for edition in found] == [publishers.base + name for name in reversed(names)]
    assert found[0].title.endswith("Mid-2024: 2023 local authority boundaries")
    assert found[0].url.endswith("/mid20242023localauthorityboundaries/mye24tablesew.xlsx")
    assert (found[0].published, found[0].media_type) == ("2025-07-15", XLSX)


def test_a_day_of_publication_is_the_day_in_britain(publishers, client):
    publishers.offer_population("2023", released="2024-07-14T23:00:00.000Z")
    assert find(client, "population")[0].published == "2024-07-15"


def test_an_edition_of_the_population_without_its_workbook_is_told(publishers, client):
    publishers.offer_population("2023")
    address = f"/ons{POPULATION}/mid20232023localauthorityboundaries/data"
    publishers.paths[address]["downloads"] = [{"file": "notes.pdf"}]
    with pytest.raises(RefreshError, match="no file that fits.*“notes.pdf”"):
        find(client, "population")


def test_the_newest_boundaries_are_found_by_the_month_in_their_name(publishers, client):
    publishers.offer_boundaries()
    query = publishers.offer_boundaries(name="Police_Force_Areas_May_2024_EW_BUC")
    (edition,) = find(client, "boundaries")
    assert edition.url == publishers.base + query
    assert "outFields=PFA24CD,PFA24NM" in edition.url
    assert (edition.published, edition.media_type) == ("2024-03-09", GEOJSON)


DECEMBER_2023, DECEMBER_2024 = "Police_Force_Areas_December_2023_EW_BUC", "Police_Force_Areas_Dec_2024_EW_BGC"


def found_among(publishers, client, *names):
    """Return the service that is found where the portal offers these, in this order."""
    for name in names:
        publishers.offer_boundaries(name=name)
    publishers.paths[f"/geography{SERVICES}?f=json"] = services(["Wards_2024", *names])
    (edition,) = find(client, "boundaries")
    return edition.title


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize(
    ("offered", "wanted"),
    [
        # The titles of the portal: the newest has its month cut short and no ultra generalised outlines.
        ([DECEMBER_2023, "Police_Force_Areas_December_2023_EW_BGC", DECEMBER_2024], DECEMBER_2024),
        ([DECEMBER_2023, "Police_Force_Areas_December_2023_EW_BGC"], DECEMBER_2023),
        ([DECEMBER_2024, "Police_Force_Areas_Dec_2024_EW_BUC"], "Police_Force_Areas_Dec_2024_EW_BUC"),
        ([DECEMBER_2024, "Police_Force_Areas_December_2024_EW_BUC"], "Police_Force_Areas_December_2024_EW_BUC"),
        ([DECEMBER_2023, f"{DECEMBER_2023}_V2"], f"{DECEMBER_2023}_V2"),
        ([DECEMBER_2023, "Police_Force_Areas_Dec_2024_EW_BFE", "Police_Force_Areas_Dec_2024_EW_BFC"], DECEMBER_2023),
    ],
)
def test_the_newest_boundaries_are_found_and_of_one_date_the_least_detailed(publishers, client, offered, wanted, turn):
    assert found_among(publishers, client, *offered[::turn]) == wanted


def test_the_same_boundaries_under_two_names_are_told(publishers, client):
    with pytest.raises(RefreshError, match="found two editions of boundaries that fit equally"):
        found_among(publishers, client, DECEMBER_2024, "Police_Force_Areas_December_2024_EW_BGC")


def test_boundaries_in_other_columns_are_told(publishers, client):
    publishers.offer_boundaries()
    layer = f"/geography{SERVICES}/Police_Force_Areas_December_2023_EW_BUC/FeatureServer/0?f=json"
    publishers.paths[layer]["fields"] = [{"name": "LAD23CD"}]
    with pytest.raises(RefreshError, match="found the columns “LAD23CD”"):
        find(client, "boundaries")


def test_an_error_of_the_portal_under_the_status_of_success_is_told(publishers, client):
    publishers.paths[f"/geography{SERVICES}?f=json"] = {"error": {"code": 499, "message": "Token Required"}}
    with pytest.raises(RefreshError, match="refused: 499 Token Required"):
        find(client, "boundaries")


def test_an_unchanged_answer_costs_one_small_request_also_in_the_next_run(publishers, tmp_path):
    publishers.offer_offences()
    found = []
    for _ in range(2):
        with Client(publishers.settings(), answers=tmp_path / "answers") as client:
            found.append(find(client, "recorded_offences"))
    assert found[0] == found[1]
    assert publishers.count(DATA_SET) == 2
    assert publishers.asked[1][1]["If-None-Match"]


def test_a_kept_answer_that_was_damaged_is_asked_for_anew(publishers, tmp_path):
    publishers.offer_offences()
    with Client(publishers.settings(), answers=tmp_path) as client:
        before = find(client, "recorded_offences")
    (kept,) = tmp_path.iterdir()
    kept.write_text('{"url": "', encoding="utf-8")
    with Client(publishers.settings(), answers=tmp_path) as client:
        assert find(client, "recorded_offences") == before
    assert "If-None-Match" not in publishers.asked[1][1]


def test_a_web_page_instead_of_json_is_told(publishers, client):
    publishers.paths[DATA_SET] = lambda _: Response("<!DOCTYPE html><title>Sorry</title>", content_type="text/html")
    with pytest.raises(RefreshError, match=rf"{OFFENCES} answered with a web page \(HTML\); expected JSON"):
        find(client, "recorded_offences")


@pytest.mark.parametrize("body", [b"[1, 2]", b'{"details": ', b"\xff\xfe", b"", b"[" * 100_000])
def test_an_answer_that_is_no_json_object_is_told(publishers, client, body):
    publishers.paths[DATA_SET] = body
    with pytest.raises(RefreshError, match="no JSON object"):
        find(client, "recorded_offences")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (("details", "attachments"), "nothing at “details.attachments”; expected a list"),
        (("details",), "nothing at “details.attachments”"),
        (("public_updated_at",), "nothing at “public_updated_at”; expected a text"),
        (("base_path",), "nothing at “base_path”"),
    ],
)
def test_a_missing_field_is_told_with_the_address(publishers, client, path, told):
    publishers.offer_offences()
    said = publishers.paths[DATA_SET]
    for step in path[:-1]:
        said = said[step]
    del said[path[-1]]
    with pytest.raises(RefreshError, match=rf"{OFFENCES}: found {told}"):
        find(client, "recorded_offences")


def test_an_attachment_without_an_address_is_told(publishers, client):
    publishers.offer_offences()
    del publishers.paths[DATA_SET]["details"]["attachments"][-1]["url"]
    with pytest.raises(RefreshError, match="nothing at “url”"):
        find(client, "recorded_offences")


def test_a_page_without_attachments_is_told(publishers, client):
    publishers.offer_offences()
    publishers.paths[DATA_SET]["details"]["attachments"] = []
    with pytest.raises(RefreshError, match="found no attachment that fits.*it has none"):
        find(client, "recorded_offences")


def test_a_date_that_is_none_is_told(publishers, client):
    publishers.offer_offences()
    publishers.paths[DATA_SET]["public_updated_at"] = "yesterday"
    with pytest.raises(RefreshError, match="found 'yesterday' as the day of publication"):
        find(client, "recorded_offences")


def test_two_files_that_fit_equally_are_told_both(publishers, client):
    publishers.offer_offences()
    attachments = publishers.paths[DATA_SET]["details"]["attachments"]
    attachments.append(attachment(attachments[-1]["title"], f"{publishers.base}/assets/media/65d/second.ods"))
    with pytest.raises(RefreshError, match=r"two editions of recorded_offences that fit equally.*second\.ods"):
        find(client, "recorded_offences")


@pytest.mark.parametrize(
    "url", ["https://example.org/a.ods", "//example.org/a.ods", "javascript:alert(1)", "https://["]
)
def test_a_file_elsewhere_than_the_publishers_is_refused(publishers, client, url):
    publishers.offer_offences()
    publishers.paths[DATA_SET]["details"]["attachments"][-1]["url"] = url
    with pytest.raises(RefreshError, match="Nothing was asked there"):
        find(client, "recorded_offences")
    assert len(publishers.asked) == 1
