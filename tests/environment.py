"""The settings that tests run under; a test of one of them names it."""

#: Instants are written in UTC, lists for marketing name all who have not refused, and what is shown
#: in one language is in English.
TESTED = {
    "GUANXI_TIME_ZONE": "UTC",
    "GUANXI_MARKETING_CONSENT": "opt_out",
    "GUANXI_LANG": "en",
}
