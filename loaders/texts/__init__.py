"""The texts in `cypher/` that say what the records' declarations say, in both languages.

    merge_<record>                          keeps rows by their key, one text a record
    stored_<record>                         reads all of them, to keep them in another store
    close_records, digests, record_sums     go over all records, one part a record
    rows_of_keys, open_keys                 ask for some rows of one, a part for each
    edges_of_customers                      the part of it that tells of loaded ties

`make documents` writes them as files; a test holds files and declarations together.
"""

from pathlib import Path

import cypher.load
import cypher.view
from cypher.serve.walks import EdgesOfCustomers
from loaders.records.canonical import RECORDS
from loaders.texts.closing import close_records
from loaders.texts.digests import digests
from loaders.texts.edges import edges_of_customers
from loaders.texts.keys import open_keys, rows_of_keys
from loaders.texts.layout import LANGUAGES
from loaders.texts.merge_cypher import merge_cypher
from loaders.texts.merge_sql import merge_sql
from loaders.texts.stored import stored
from loaders.texts.sums import record_sums

LOAD, VIEW = (Path(str(room.__file__)).parent for room in (cypher.load, cypher.view))
COPY = LOAD.with_name("copy")


def record_texts() -> dict[Path, str]:
    """Every text that is made from the declarations, by the file that it is kept in."""
    texts: dict[Path, str] = {}
    for record in RECORDS:
        texts[LOAD / f"merge_{record.name}.cypher"] = merge_cypher(record)
        texts[LOAD / f"merge_{record.name}.sql"] = merge_sql(record)
        for language in LANGUAGES:
            texts[COPY / f"stored_{record.name}.{language}"] = stored(language, record)
    for language in LANGUAGES:
        texts[LOAD / f"close_records.{language}"] = close_records(language, RECORDS)
        texts[LOAD / f"digests.{language}"] = digests(language, RECORDS)
        texts[LOAD / f"rows_of_keys.{language}"] = rows_of_keys(language, RECORDS)
        texts[LOAD / f"open_keys.{language}"] = open_keys(language, RECORDS)
        texts[VIEW / f"record_sums.{language}"] = record_sums(language, RECORDS)
        edges = EdgesOfCustomers.path.with_suffix(f".{language}")
        texts[edges] = edges_of_customers(language, RECORDS, edges.read_text("utf-8"))
    return texts
