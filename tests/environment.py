"""The settings that tests run under; a test of one of them names it."""

from service.access.opaque import opaque_id

#: What opaque ids are made with.
KEY = "known to tests"
#: Instants are written in UTC, lists for marketing name all who have not refused, and what is shown
#: in one language is in English.
TESTED = {
    "GUANXI_TIME_ZONE": "UTC",
    "GUANXI_MARKETING_CONSENT": "opt_out",
    "GUANXI_LANG": "en",
    "GUANXI_KEY": KEY,
}


def opaque(kind: str, value: str) -> str:
    """The id that stands in answers for a value of a kind: of an account, a phone."""
    return opaque_id(KEY, kind, value)
