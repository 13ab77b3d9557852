"""The benchmark of the posters judges by the slowest of all, and by everything the server keeps."""

import pytest

from benchmarks.posters import FORMS, verdicts


@pytest.mark.parametrize(("slowest", "held"), [(999, True), (1001, False)])
def test_the_slowest_decides(slowest, held):
    rows = [{"form": form, "slowest ms": 100, "server MB more": 1} for form in FORMS]
    rows[1]["slowest ms"] = slowest
    said = {verdict.about: verdict.row()["verdict"] == "held" for verdict in verdicts(rows)}
    assert said == {"poster": True, "large": held, "card": True, "all forms": True}


def test_what_the_server_keeps_is_counted_over_all_forms():
    rows = [{"form": form, "slowest ms": 100, "server MB more": 7} for form in FORMS]
    assert verdicts(rows)[-1].measured == 21
    assert verdicts(rows)[-1].row()["verdict"] == "NOT HELD"
