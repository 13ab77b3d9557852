import base64

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from benchmarks.browser import Traffic


def _asked(traffic, name, url="http://127.0.0.1/x", **more):
    traffic.request({"requestId": name, "request": {"url": url}, **more})


def test_an_answer_counts_with_the_bytes_that_crossed_the_wire():
    traffic = Traffic()
    _asked(traffic, "1")
    traffic.finished({"requestId": "1", "encodedDataLength": 1234})
    assert (traffic.total, traffic.requests) == (1234, 1)


def test_what_is_inside_the_page_is_no_request():
    traffic = Traffic()
    _asked(traffic, "1", url="data:image/png;base64,AAAA")
    traffic.finished({"requestId": "1", "encodedDataLength": 1234})
    assert (traffic.total, traffic.requests) == (0, 0)


def test_a_redirection_counts_as_a_request_with_its_own_bytes():
    traffic = Traffic()
    _asked(traffic, "1")
    _asked(traffic, "1", redirectResponse={"encodedDataLength": 200})
    traffic.finished({"requestId": "1", "encodedDataLength": 1000})
    assert (traffic.total, traffic.requests) == (1200, 2)


def test_a_binary_frame_counts_with_the_bytes_behind_its_base64_and_its_header():
    traffic = Traffic()
    payload = base64.b64encode(bytes(300)).decode()
    traffic.frame({"response": {"opcode": 2, "payloadData": payload}}, is_from_visitor=False)
    assert traffic.socket == 304


def test_a_page_is_not_quiet_while_an_answer_is_awaited():
    traffic = Traffic()
    _asked(traffic, "1")
    traffic.last = float("-inf")
    assert not traffic.is_quiet
    traffic.failed({"requestId": "1"})
    traffic.last = float("-inf")
    assert traffic.is_quiet
