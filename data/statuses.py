"""What can be said of a figure: shown as it is, or why it is not shown. The words are in the catalogues."""

STATUSES = ("final", "provisional", "revised", "hidden", "not_available", "not_applicable")
# Statuses of a figure that has no value, and never a 0 in its place.
WITHOUT_VALUE = ("hidden", "not_available", "not_applicable")
# Shorthand marks of the Government Analysis Function; a final figure has none.
MARKS = {
    "final": "",
    "provisional": "p",
    "revised": "r",
    "hidden": "c",
    "not_available": "x",
    "not_applicable": "z",
}
UNRELIABLE_MARK = "u"
UNRELIABLE_BELOW = 20
