"""A query is bound to its texts where it is declared, or not at all."""

import re
import sys
import types
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

import cypher.query
from cypher import Store, StoreSettings, open_store
from cypher.engine.arrays import Ints, Texts
from cypher.engine.migrations import migrate
from cypher.query import Query, View, cypher_parameters, sql_parameters


@dataclass(frozen=True)
class Person:
    """A row with something that SQLite has no type for."""

    name: str
    town: str
    is_client: bool


@dataclass(frozen=True)
class PersonColumns:
    """The same as arrays."""

    name: Texts
    town: Texts
    is_client: Ints


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A folder for texts, with a module in it that declares queries."""
    module = types.ModuleType("a_room")
    module.__file__ = str(tmp_path / "__init__.py")
    sys.modules["a_room"] = module
    yield tmp_path
    del sys.modules["a_room"]


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with closing(open_store(StoreSettings(store=SecretStr(store_url)))) as store:
        migrate(store)
        yield store


def declare(kind: Any, answer: type = str, /, **fields: type) -> Any:
    return types.new_class(
        "PeopleOfTown",
        (kind[answer],),
        exec_body=lambda body: body.update({"__module__": "a_room", "__annotations__": fields}),
    )


def write(room: Path, in_cypher: str, sql: str) -> None:
    (room / "people_of_town.cypher").write_text(in_cypher)
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
    ("in_cypher", "sql"),
    [
        ("RETURN $twon", "SELECT :town"),
        ("RETURN $town", "SELECT :town, :other"),
        ("RETURN 1", "SELECT :town"),
        ("// $town\nRETURN 1", "SELECT :town"),
    ],
)
def test_a_query_whose_texts_take_something_else_stops_the_import(
    room: Path, in_cypher: str, sql: str
) -> None:
    write(room, in_cypher, sql)
    with pytest.raises(TypeError, match="PeopleOfTown"):
        declare(Query, town=str)


def test_a_fragment_stands_in_its_place_and_its_parameters_are_the_texts_own(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cypher.query, "FRAGMENTS", room)
    (room / "of_town.cypher").write_text("// $town  the town\nWHERE town = $town\n")
    (room / "of_town.sql").write_text("-- :town  the town\nWHERE town = :town\n")
    write(
        room, "MATCH (n)\n  // include of_town\nRETURN 1", "SELECT 1 FROM t\n-- include of_town\n;"
    )
    query = declare(Query, town=str)
    assert query.cypher == "MATCH (n)\nWHERE town = $town\nRETURN 1"
    assert query.sql == "SELECT 1 FROM t\nWHERE town = :town\n;"
    with pytest.raises(TypeError, match="PeopleOfTown"):
        declare(Query)
    (room / "of_town.sql").unlink()
    with pytest.raises(TypeError, match=r"of_town\.sql"):
        declare(Query, town=str)


def test_a_fragment_may_include_another(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cypher.query, "FRAGMENTS", room)
    for suffix, sign, town in ("cypher", "//", "$town"), ("sql", "--", ":town"):
        (room / f"of_town.{suffix}").write_text(f"{sign} {town}  the town\ntown = {town}\n")
        (room / f"open.{suffix}").write_text(f"closed IS NULL AND\n    {sign} include of_town\n")
    write(room, "WHERE\n// include open\nRETURN 1", "WHERE\n-- include open\n;")
    query = declare(Query, town=str)
    assert query.cypher == "WHERE\nclosed IS NULL AND\ntown = $town\nRETURN 1"
    assert query.sql == "WHERE\nclosed IS NULL AND\ntown = :town\n;"


def test_every_fragment_is_included_by_a_text_in_either_language() -> None:
    included = {
        f"{name}{text.suffix}"
        for text in Path(cypher.query.__file__).parent.rglob("*")
        if text.suffix in (".cypher", ".sql")
        for name in re.findall(r"(?m)^ *(?:--|//) include (\w+)$", text.read_text("utf-8"))
    }
    kept = {path.name for path in cypher.query.FRAGMENTS.iterdir()} - {"README.md"}
    assert kept == included


def test_a_view_must_take_the_window_in_cypher(room: Path) -> None:
    write(room, "RETURN 1", "SELECT 1")
    with pytest.raises(TypeError, match=r"\$low, \$high"):
        declare(View)


def test_what_stands_in_quotes_or_comments_is_no_parameter() -> None:
    assert sql_parameters("-- :no\nSELECT ':no', '12:30' , :yes, a::text") == {"yes"}
    assert cypher_parameters("// $no\nRETURN $yes") == {"yes"}


def test_rows_are_bound_by_the_names_of_their_columns(room: Path, store: Store) -> None:
    write(
        room,
        "RETURN true AS is_client, $town AS town, 'Li' AS name",
        "SELECT 1 AS is_client, :town AS town, 'Li' AS name",
    )
    query = declare(Query, Person, town=str)("Wuhan")
    for _ in range(2):
        assert store.rows(query) == [Person(name="Li", town="Wuhan", is_client=True)]


def test_columns_are_bound_by_their_names(room: Path, store: Store) -> None:
    write(
        room,
        "WITH $low AS low, $high AS high RETURN [1] AS is_client, [$town] AS town, ['Li'] AS name",
        "SELECT 1 AS is_client, :town AS town, 'Li' AS name",
    )
    columns = store.columns(declare(View, PersonColumns, town=str)("Wuhan"))
    assert (columns.name, columns.town, columns.is_client) == (["Li"], ["Wuhan"], [1])


@pytest.mark.parametrize(
    "given",
    [
        pytest.param("1 AS is_client, $town AS town", id="one is missing"),
        pytest.param("1 AS is_client, $town AS town, 1 AS nmae", id="one is misspelt"),
        pytest.param("1 AS is_client, $town AS town, 1 AS name, 1 AS more", id="one too many"),
    ],
)
def test_a_text_whose_columns_are_not_the_fields_is_refused_by_name(
    given: str, room: Path, store: Store
) -> None:
    sql = f"SELECT {given.replace('$', ':')}"
    write(room, f"RETURN {given}", sql)
    with pytest.raises(TypeError, match="PeopleOfTown: a text of it gives back"):
        store.rows(declare(Query, Person, town=str)("Wuhan"))
    write(room, f"WITH $low AS low, $high AS high RETURN {given}", sql)
    with pytest.raises(TypeError, match="PeopleOfTown: a text of it gives back"):
        store.columns(declare(View, PersonColumns, town=str)("Wuhan"))
