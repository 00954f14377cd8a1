"""The table of which tags read which column is what the views and the tags say."""

import csv
from pathlib import Path

import pytest

from docs.reading_tags_table import DOCUMENT, render
from service.tags import catalogue


@pytest.mark.slow
def test_the_table_is_what_the_tags_read() -> None:
    assert DOCUMENT.read_text("utf-8") == render(), "run `make documents`"


def test_every_tag_reads_some_column() -> None:
    rows = list(csv.DictReader(Path(DOCUMENT).read_text("utf-8").splitlines()))
    read = {tag for row in rows for tag in row["tags"].split()}
    assert read == {"all", *catalogue()}
    assert all(tags == sorted(tags) for tags in (row["tags"].split() for row in rows))
