"""What the service asks: a few rows about one thing, each by an index.

`run_id` is the run to look at: a holding or group counts in it when since_run <= run_id and
(until_run is empty or run_id < until_run). Lists go on after a key: `after_id` is '' at the start.
Days and instants come as ISO 8601 text, amounts as numbers.
"""
