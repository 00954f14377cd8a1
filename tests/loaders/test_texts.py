"""The texts that follow from the records' declarations."""

from loaders.documents import documents
from loaders.records import RECORDS
from loaders.texts import LOAD, record_texts


def test_what_is_made_from_the_declarations_is_as_they_say() -> None:
    stale = [path.name for path, text in documents().items() if path.read_bytes() != text.encode()]
    assert stale == [], "run `make documents`"


def test_every_text_that_merges_is_made_from_a_declaration() -> None:
    lying = {path.name for path in LOAD.glob("merge_*")}
    assert lying == {
        f"merge_{record.name}.{language}" for record in RECORDS for language in ("cypher", "sql")
    }


def test_no_line_of_a_text_that_is_made_is_longer_than_100_letters() -> None:
    lines = [line for text in record_texts().values() for line in text.splitlines()]
    assert max(map(len, lines)) <= 100
