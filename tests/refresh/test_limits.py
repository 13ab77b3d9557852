"""What is sent too large, too slowly or never ends is cut off, and nothing of it is left."""

import socket
import time
from dataclasses import replace

import pytest

from data.refresh import RefreshError
from tests.refresh import sending
from tests.refresh.sending import PATH, bring, names, raw_server

FILE = sending.ods()


def test_a_file_declared_smaller_than_it_is_sent_is_cut_and_so_refused(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.declared(FILE, len(FILE) - 50)
    with pytest.raises(RefreshError, match="not the whole of one"):
        bring(client, edition, folder)
    assert names(folder) == []


def test_a_file_declared_too_large_is_not_begun(publishers, limited, edition, folder, waits):
    publishers.paths[PATH] = sending.declared(b"PK", 3 * 1024 * 1024)
    with pytest.raises(RefreshError, match="larger than the 1,048,576 bytes allowed"):
        bring(limited(mebibytes_per_file=1), edition, folder)
    assert (waits, names(folder)) == ([], [])


def test_a_file_without_end_is_cut_off(publishers, limited, edition, folder):
    publishers.paths[PATH] = sending.endless
    with pytest.raises(RefreshError, match="larger than the 1,048,576 bytes allowed"):
        bring(limited(mebibytes_per_file=1), edition, folder)
    assert names(folder) == []


def test_an_answer_of_an_interface_without_end_is_cut_off(publishers, limited):
    publishers.paths["/api/content/x"] = sending.endless
    with pytest.raises(RefreshError, match="larger than the 65,536 bytes allowed"):
        limited(mebibytes_per_answer=1 / 16).json(f"{publishers.base}/api/content/x")


def test_a_slow_trickle_is_cut_off_when_its_time_is_up(publishers, limited, edition, folder):
    publishers.paths[PATH] = sending.trickling
    begun = time.monotonic()
    with pytest.raises(RefreshError, match="took longer than the 1 seconds allowed"):
        bring(limited(seconds_per_file=0.6), edition, folder)
    assert time.monotonic() - begun < 15
    assert names(folder) == []


def test_a_silent_server_is_cut_off(publishers, limited, edition, folder):
    with raw_server([]) as base, pytest.raises(RefreshError, match="took longer|no answer of use"):
        bring(limited(seconds_per_file=0.6, seconds_per_request=0.2), replace(edition, url=f"{base}/x"), folder)
    assert names(folder) == []


def test_a_head_that_trickles_is_cut_off_when_its_time_is_up(publishers, limited, edition, folder):
    begun = time.monotonic()
    head = b"HTTP/1.1 200 OK\r\nX-Slow: "
    with raw_server([head, *[b"a"] * 100]) as base, pytest.raises(RefreshError, match="took longer"):
        bring(limited(seconds_per_file=0.6), replace(edition, url=f"{base}/x"), folder)
    assert time.monotonic() - begun < 15
    assert names(folder) == []


def test_a_file_without_a_length_that_was_cut_off_is_not_taken_for_whole(limited, edition, folder):
    pieces = [b"HTTP/1.0 200 OK\r\n\r\n" + FILE, *[b"a"] * 100]
    with raw_server(pieces) as base, pytest.raises(RefreshError, match="took longer"):
        bring(limited(seconds_per_file=0.6), replace(edition, url=f"{base}/x"), folder)
    assert names(folder) == []


def test_what_is_no_http_is_told(publishers, limited, edition, folder):
    with raw_server([b"SSH-2.0-OpenSSH\r\n\r\n"]) as base, pytest.raises(RefreshError, match="no answer of use"):
        bring(limited(), replace(edition, url=f"{base}/x"), folder)


def test_nobody_at_the_address_is_told(publishers, client, edition, folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/x"
        with pytest.raises(RefreshError, match="no answer of use in 3 tries.*refused"):
            bring(client, replace(edition, url=url), folder)


def test_the_time_of_the_whole_run_is_limited_too(publishers, limited, edition, folder):
    publishers.paths[PATH] = FILE
    client = limited(seconds_in_all=0)
    with pytest.raises(RefreshError, match="this run took longer"):
        bring(client, edition, folder)
