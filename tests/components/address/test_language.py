"""The address decides the language; without it the browser's preference; English in doubt."""

import pytest

from components.address.language import language_of


@pytest.mark.parametrize(
    ("asked", "accepted", "expected"),
    [
        ("cy", "en-GB", "cy"),
        ("en", "cy", "en"),
        ("", "cy-GB,cy;q=0.9,en;q=0.8", "cy"),
        ("", "en-GB,en;q=0.9,cy;q=0.5", "en"),
        ("", "fr-FR,fr;q=0.9,cy;q=0.4", "cy"),
        ("", "cy;q=nonsense,en", "en"),
        ("", "cy;q=0", "en"),
        ("", "", "en"),
        ("xx", "cy", "en"),
        ("", "cy," * 1000, "cy"),
    ],
)
def test_the_language_of_a_visit(asked, accepted, expected):
    assert language_of(asked, accepted) == expected
