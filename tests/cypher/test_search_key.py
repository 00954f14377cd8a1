"""Names are made comparable alike in Python and in DuckDB."""

import duckdb
import numpy as np

from cypher.search_key import SEARCH_KEY_SQL, search_key


def test_wide_letters_become_narrow_and_capitals_small() -> None:
    assert search_key("\uff21\u3000\uff24\uff06\uff25，Ltd 江海") == "a d&e,ltd 江海"
    assert search_key("ΟΔΟΣ İstanbul") == "οδοσ istanbul"


def test_python_and_duckdb_agree_on_every_letter_that_has_capitals() -> None:
    letters = [chr(code) for code in range(1, 0x20000) if not 0xD800 <= code < 0xE000]
    array = np.empty(len(letters), object)
    array[:] = letters
    with duckdb.connect() as connection:
        connection.register("letters", {"letter": array})
        query = f"SELECT letter, {SEARCH_KEY_SQL.replace('@value', 'letter')} FROM letters"
        found = connection.execute(query).fetchall()
    assert len(found) == len(letters)
    assert [letter for letter, key in found if search_key(letter) != key] == []
