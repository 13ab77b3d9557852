"""Requests are patient with a server in trouble, and not with one that leads elsewhere, never ends or lies."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from werkzeug import Response

from data.refresh import RefreshError
from data.refresh.web.client import Client
from tests.refresh import sending
from tests.refresh.sending import ETAG, PATH, bring, names, raw_server

FILE = sending.ods()


def test_a_redirect_within_the_list_is_followed(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.leading_to("/assets/moved.ods", 301)
    publishers.paths["/assets/moved.ods"] = FILE
    assert bring(client, edition, folder).path.read_bytes() == FILE


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("https://figures.example.org/tables.ods", "'figures.example.org' is not among the hosts"),
        ("//figures.example.org/tables.ods", "not https|not among the hosts"),
        ("http://localhost/tables.ods", "not https"),
        ("http://169.254.169.254/latest/meta-data", "not https"),
        ("https://127.0.0.1@figures.example.org/x", "not among the hosts"),
        ("file:///etc/passwd", "not https"),
    ],
)
def test_a_redirect_elsewhere_is_not_followed(publishers, client, edition, folder, target, told):
    publishers.paths[PATH] = sending.leading_to(target)
    with pytest.raises(RefreshError, match=told) as refused:
        bring(client, edition, folder)
    assert f"{PATH} leads on to" in str(refused.value)
    assert (len(publishers.asked), names(folder)) == (1, [])


def test_a_redirect_in_a_circle_is_told(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.leading_to("/assets/other.ods")
    publishers.paths["/assets/other.ods"] = sending.leading_to(PATH)
    with pytest.raises(RefreshError, match="leads in a circle"):
        bring(client, edition, folder)
    assert (len(publishers.asked), names(folder)) == (2, [])


def test_a_long_chain_of_redirects_is_given_up(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.leading_to("/assets/0")
    for number in range(9):
        publishers.paths[f"/assets/{number}"] = sending.leading_to(f"/assets/{number + 1}")
    with pytest.raises(RefreshError, match="leads on more than 3 times"):
        bring(client, edition, folder)
    assert len(publishers.asked) == 4


def test_a_redirect_to_nowhere_is_told(publishers, client, edition, folder):
    publishers.paths[PATH] = lambda _: Response("", 302)
    with pytest.raises(RefreshError, match="says nothing of where to go"):
        bring(client, edition, folder)


@pytest.mark.parametrize("target", ["http://[", "http://x\\ty", "https://a..b/"])
def test_a_redirect_to_what_is_no_address_is_told(client, edition, folder, target):
    head = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()
    with raw_server([head]) as base, pytest.raises(RefreshError, match="Nothing was asked there"):
        bring(client, replace(edition, url=f"{base}/x"), folder)


def test_plain_http_is_refused_where_no_test_allows_it(publishers, edition, folder):
    publishers.paths[PATH] = FILE
    bases = {name: "https://127.0.0.1" for name in publishers.settings().bases}
    settings = replace(publishers.settings(), allow_http_for=(), bases=bases)
    with Client(settings) as client, pytest.raises(RefreshError, match="which is not https"):
        bring(client, edition, folder)
    assert publishers.asked == []


@pytest.mark.parametrize(
    ("status", "told"), [(404, r"is not there \(404\)"), (410, r"is not there \(410\)"), (403, "answered 403")]
)
def test_what_is_not_there_is_told_at_once(publishers, client, edition, folder, waits, status, told):
    publishers.paths[PATH] = lambda _: Response("", status)
    with pytest.raises(RefreshError, match=told):
        bring(client, edition, folder)
    assert (len(publishers.asked), waits, names(folder)) == (1, [], [])


def test_a_server_in_trouble_is_asked_again_after_longer_and_longer_pauses(publishers, client, edition, folder, waits):
    publishers.paths[PATH] = sending.busy(500, 2, FILE)
    assert bring(client, edition, folder).path.read_bytes() == FILE
    assert waits == [2, 4]


def test_a_server_that_stays_in_trouble_is_given_up(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.busy(503, 99, FILE)
    with pytest.raises(RefreshError, match=r"no answer of use in 3 tries; the last one: 503"):
        bring(client, edition, folder)
    assert (publishers.count(PATH), names(folder)) == (3, [])


def test_a_server_that_asks_for_a_pause_gets_it(publishers, client, edition, folder, waits):
    publishers.paths[PATH] = sending.busy(429, 1, FILE, Retry_After="7")
    bring(client, edition, folder)
    assert waits == [7]


def test_a_pause_can_be_asked_for_until_a_moment(publishers, client, edition, folder, waits):
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    publishers.paths[PATH] = sending.busy(503, 1, FILE, Retry_After=until)
    bring(client, edition, folder)
    assert 5 < waits[0] <= 20


@pytest.mark.parametrize("words", ["soon", "-5", "Thu, 99 Foo 2024", "Thu, 25 Jan 2024 09:30:00 GMT"])
def test_a_pause_that_is_none_is_taken_for_the_usual_one(publishers, client, edition, folder, waits, words):
    publishers.paths[PATH] = sending.busy(429, 1, FILE, Retry_After=words)
    bring(client, edition, folder)
    assert waits == [2]


def test_a_server_that_asks_for_a_very_long_pause_is_asked_another_day(publishers, client, edition, folder, waits):
    publishers.paths[PATH] = sending.busy(429, 1, FILE, Retry_After="3600")
    with pytest.raises(RefreshError, match="asks to wait 3600 seconds"):
        bring(client, edition, folder)
    assert (waits, names(folder)) == ([], [])


def test_a_pause_is_not_made_if_no_time_is_left_after_it(publishers, limited, edition, folder, waits):
    publishers.paths[PATH] = sending.busy(429, 1, FILE, Retry_After="50")
    with pytest.raises(RefreshError, match="within the time allowed"):
        bring(limited(seconds_per_file=30), edition, folder)
    assert waits == []


def test_a_download_that_breaks_off_goes_on_where_it_broke_off(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.breaking_off(FILE)
    assert bring(client, edition, folder).path.read_bytes() == FILE
    first, second = [headers for _, headers in publishers.asked]
    assert "Range" not in first
    assert second["Range"] == f"bytes={len(FILE) // 2}-"
    assert second["If-Range"] == ETAG


def test_a_download_that_breaks_off_twice_goes_on_twice(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.breaking_off(FILE, times=2)
    assert bring(client, edition, folder).path.read_bytes() == FILE
    assert publishers.count(PATH) == 3


def test_a_file_that_was_replaced_meanwhile_is_fetched_from_its_beginning(publishers, client, edition, folder):
    newer = sending.ods("newer")
    publishers.paths[PATH] = sending.breaking_off(FILE, then=newer)
    assert bring(client, edition, folder).path.read_bytes() == newer


@pytest.mark.parametrize("etag", ["", 'W/"weak"'])
def test_without_a_sure_mark_a_download_begins_again(publishers, client, edition, folder, etag):
    publishers.paths[PATH] = sending.breaking_off(FILE, etag=etag)
    assert bring(client, edition, folder).path.read_bytes() == FILE
    assert "Range" not in publishers.asked[1][1]


@pytest.mark.parametrize("said", ["bytes 0-9/10", "bytes 5-9/*", "nonsense", ""])
def test_a_rest_that_does_not_fit_is_not_taken(publishers, client, edition, folder, said):
    whole = iter([None])

    def answer(request):
        if "Range" in request.headers:
            return Response(b"x" * 10, 206, headers={"Content-Range": said, "ETag": ETAG})
        if next(whole, 1) is None:
            return Response(iter([FILE[:100]]), headers={"ETag": ETAG, "Content-Length": str(len(FILE))})
        return Response(FILE)

    publishers.paths[PATH] = answer
    assert bring(client, edition, folder).path.read_bytes() == FILE


def test_a_part_that_nobody_asked_for_is_not_taken_for_the_whole(publishers, client, edition, folder):
    publishers.paths[PATH] = lambda _: Response(FILE[:10], 206, headers={"Content-Range": f"bytes 0-9/{len(FILE)}"})
    with pytest.raises(RefreshError, match="does not fit"):
        bring(client, edition, folder)
    assert names(folder) == []


def test_a_download_that_always_breaks_off_is_given_up_and_leaves_nothing(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.breaking_off(FILE, times=99)
    with pytest.raises(RefreshError, match="no answer of use in 3 tries"):
        bring(client, edition, folder)
    assert names(folder) == []
