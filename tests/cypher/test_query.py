"""A query is bound to its texts where it is declared, or not at all."""

import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cypher.query import Query, View, cypher_parameters, sql_parameters


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A folder for texts, with a module in it that declares queries."""
    module = types.ModuleType("a_room")
    module.__file__ = str(tmp_path / "__init__.py")
    sys.modules["a_room"] = module
    yield tmp_path
    del sys.modules["a_room"]


def declare(kind: Any, **fields: type) -> Any:
    return types.new_class(
        "PeopleOfTown",
        (kind[str],),
        exec_body=lambda body: body.update({"__module__": "a_room", "__annotations__": fields}),
    )


def write(room: Path, cypher: str, sql: str) -> None:
    (room / "people_of_town.cypher").write_text(cypher)
    (room / "people_of_town.sql").write_text(sql)


def test_a_query_whose_texts_take_its_fields_is_bound(room: Path) -> None:
    write(room, "RETURN $town, $limit", "SELECT :town, :limit")
    query = declare(Query, town=str, limit=int)("Wuhan", 3)
    assert query.parameters() == {"town": "Wuhan", "limit": 3}
    assert query.row is str


def test_a_query_without_a_text_stops_the_import(room: Path) -> None:
    (room / "people_of_town.cypher").write_text("RETURN 1")
    with pytest.raises(TypeError, match=r"people_of_town\.sql"):
        declare(Query)


@pytest.mark.parametrize(
    ("cypher", "sql"),
    [
        ("RETURN $twon", "SELECT :town"),
        ("RETURN $town", "SELECT :town, :other"),
        ("RETURN 1", "SELECT :town"),
        ("// $town\nRETURN 1", "SELECT :town"),
    ],
)
def test_a_query_whose_texts_take_something_else_stops_the_import(
    room: Path, cypher: str, sql: str
) -> None:
    write(room, cypher, sql)
    with pytest.raises(TypeError, match="PeopleOfTown"):
        declare(Query, town=str)


def test_a_view_must_take_the_window_in_cypher(room: Path) -> None:
    write(room, "RETURN 1", "SELECT 1")
    with pytest.raises(TypeError, match=r"\$low, \$high"):
        declare(View)


def test_what_stands_in_quotes_or_comments_is_no_parameter() -> None:
    assert sql_parameters("-- :no\nSELECT ':no', '12:30' , :yes, a::text") == {"yes"}
    assert cypher_parameters("// $no\nRETURN $yes") == {"yes"}
