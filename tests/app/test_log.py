"""What a visitor looked at stays out of the log."""

import logging

from web.start import WithoutQuery


def logged(*arguments):
    record = logging.LogRecord("uvicorn.access", logging.INFO, "", 0, '%s - "%s %s HTTP/%s" %d', arguments, None)
    assert WithoutQuery().filter(record)
    return record.getMessage()


def test_an_address_is_logged_without_its_query():
    line = logged("127.0.0.1:1", "GET", "/map?lang=cy&area=W15000002", "1.1", 200)
    assert line == '127.0.0.1:1 - "GET /map HTTP/1.1" 200'


def test_an_address_without_a_query_is_logged_as_it_is():
    assert "/signs HTTP" in logged("127.0.0.1:1", "GET", "/signs", "1.1", 200)
