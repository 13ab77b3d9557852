import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.visitor import Kept, failure, frame_bytes, run_request


def _request(*arguments, **named):
    message = BackMsg.FromString(run_request(*arguments, **named))
    assert message.WhichOneof("type") == "rerun_script"
    return message.rerun_script


def _large(key):
    message = ForwardMsg(hash=key)
    message.metadata.cacheable = True
    message.delta.new_element.markdown.body = key
    return message


def _finished():
    return ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)


def test_the_first_request_names_the_page_by_its_path():
    state = _request("lang=cy&area=W15000002", page_name="map")
    assert (state.page_name, state.page_script_hash, state.query_string) == (
        "map",
        "",
        "lang=cy&area=W15000002",
    )


def test_a_later_request_names_the_page_by_its_hash_and_what_is_kept():
    state = _request("lang=en", page_hash="abc", kept=("one", "two"))
    assert (state.page_script_hash, list(state.cached_message_hashes)) == ("abc", ["one", "two"])


@pytest.mark.parametrize(("payload", "from_server"), [(0, 2), (125, 127), (126, 130), (65535, 65539), (65536, 65546)])
def test_a_frame_grows_its_header_with_its_payload(payload, from_server):
    assert frame_bytes(payload, is_from_visitor=False) == from_server


def test_a_frame_from_the_visitor_carries_four_bytes_of_mask():
    assert frame_bytes(10, is_from_visitor=True) - frame_bytes(10, is_from_visitor=False) == 4


def test_a_large_message_is_kept_and_a_small_one_is_not():
    kept = Kept()
    kept.see(_large("big"))
    kept.see(ForwardMsg(hash="small"))
    assert kept.hashes() == ("big",)


def test_a_message_is_dropped_once_more_runs_than_its_age_have_passed_without_it():
    kept = Kept()
    kept.see(_large("big"))
    kept.see(_finished())
    kept.see(_finished())
    assert kept.hashes() == ("big",)
    kept.see(_finished())
    assert kept.hashes() == ()


def test_naming_a_kept_message_keeps_it_longer():
    kept = Kept()
    kept.see(_large("big"))
    for _ in range(5):
        kept.see(ForwardMsg(ref_hash="big"))
        kept.see(_finished())
    assert kept.hashes() == ("big",)


def test_an_exception_on_the_page_is_a_failure_with_its_name():
    message = ForwardMsg()
    message.delta.new_element.exception.type = "KeyError"
    assert failure(message) == "the page raised KeyError"


@pytest.mark.parametrize("body", ['<p role="alert">x</p>', '<section class="problem">x</section>'])
def test_a_page_that_says_it_failed_is_a_failure(body):
    message = ForwardMsg()
    message.delta.new_element.html.body = body
    assert failure(message) == "the page says that it failed"


def test_an_ordinary_page_is_no_failure():
    message = ForwardMsg()
    message.delta.new_element.html.body = "<h1>Signs</h1>"
    assert failure(message) is None


def test_an_unknown_page_is_a_failure():
    message = ForwardMsg()
    message.page_not_found.page_name = "nowhere"
    assert failure(message) == "the page is not known"


def test_a_script_that_does_not_compile_is_a_failure():
    message = ForwardMsg(script_finished=ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
    assert failure(message) == "the script did not compile"


def test_a_finished_run_is_no_failure():
    assert failure(_finished()) is None
