"""The settings that tests run under; a test of one of them names it."""

#: Instants are written in UTC, and lists for marketing name all who have not refused.
TESTED = {"GUANXI_TIME_ZONE": "UTC", "GUANXI_MARKETING_CONSENT": "opt_out"}
