"""What is said of a series with hardly an event: nothing that cannot be worked out."""

import pandas as pd
import pytest

from components.charts import change_over_time
from components.wording.text import wording
from data.load import Dataset
from data.views import View
from tests.conftest import HOME, WHOLE, make_dataset, rows, years


def of(*counts):
    """Return a release with these counts of financial years."""
    made = [row for area in (HOME, WHOLE) for row in rows("recorded_offences", area, years(*counts))]
    return Dataset(pd.DataFrame(made).astype({"value": "Int64"}), make_dataset().population, {"release": "2026-01-01"})


@pytest.mark.parametrize("counts", [(0,) * 10, (0, 0, 1, 0, 0, 2, 0, 1, 0, 0)])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_of_too_few_events_no_average_change_is_said(counts, language):
    text, view = wording(language), View(HOME, "recorded_offences", "2022-23")
    assert change_over_time.long_words(of(*counts), view, text) == ""
    assert "NaN" not in " ".join(change_over_time.sentences(of(*counts), view, text))
