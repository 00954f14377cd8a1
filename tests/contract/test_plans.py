"""Neo4j enters every text on an index, whatever it counts: nothing, records, or runs as well.

A text is planned once and the plan lasts: one that was made while nothing was held must do for the
first run of a whole bank.
"""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from cypher.query import Statement, cypher_statements
from cypher.scope import EVERYBODY
from tests.banks import ServedBank
from tests.contract.test_queries import DAY, EXTRACTS, READING, WRITING, made_up
from tests.contract.worlds import SMALL_WORLD
from tests.neo4j.scratch import connect, empty

STATEMENTS: tuple[type[Statement], ...] = (*READING, *EXTRACTS, *WRITING)
#: Plans that read a whole label, and why they may: few nodes, or all of them are wanted.
SCANS_OF_FEW = {"Load", "Run", "Tag", "TagVersion", "Group", "DerivedGroup", "Writer"}
READS_EVERYTHING = {
    *("RecordSums", "ValuesOfNothing", "CloseRecords"),
    # An erased person may be named anywhere.
    *("EraseCustomers", "RowsToErase"),
}


#: What begins with some customers goes on from them, and never through what everybody holds.
FROM_CUSTOMERS = {
    "AddHoldings",
    "CounterpartiesOf",
    "EdgesOfCustomers",
    "GroupsOfCustomer",
    "GroupsOfCustomers",
    "HoldingsOfCustomer",
    "HoldingsOfCustomers",
    "HubsAmongCustomers",
    "PaidAround",
    "PaidBetween",
}

#: The operators of each text's plan and what it reads as a whole, by the statement's name.
Plans = dict[str, tuple[set[str], list[str]]]


@pytest.fixture(scope="module")
def worlds(neo4j_url: str) -> dict[str, Plans]:
    """The plans of all texts on a store that is empty, then loaded, then published."""
    empty(neo4j_url)
    found = {}
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        closing(ServedBank(neo4j_url, monkeypatch)) as bank,
    ):
        bank.keep()
        found["empty"] = plans(neo4j_url)
        bank.keep(**SMALL_WORLD)
        found["loaded"] = plans(neo4j_url)
        bank.derive("--as-of", DAY)
        found["published"] = plans(neo4j_url)
    return found


def plans(url: str) -> Plans:
    """The plans that the server makes now."""
    found: Plans = {}
    with connect(url) as session:
        session.run("CALL db.clearQueryCaches()").consume()
        for statement in STATEMENTS:
            bound = {"low": 0, "high": 100, "at_once": 9, "rows": []}
            parameters = bound | made_up(statement) | EVERYBODY.parameters()
            operators: set[str] = set()
            scans: list[str] = []
            for text in cypher_statements(statement.cypher):
                plan = session.run(f"EXPLAIN {text}", parameters).consume().plan
                operators |= set(operators_of(plan))
                scans += full_scans(plan)
            found[statement.__name__] = operators, scans
    return found


@pytest.mark.parametrize("world", ["empty", "loaded", "published"])
def test_every_text_enters_on_an_index(world: str, worlds: dict[str, Plans]) -> None:
    found = {name: scans for name, (_, scans) in worlds[world].items()}
    assert {name for name in READS_EVERYTHING if not found[name]} == set()
    wrong = {
        name: [scan for scan in scans if scan not in SCANS_OF_FEW]
        for name, scans in found.items()
        if name not in READS_EVERYTHING
    }
    assert {name: scans for name, scans in wrong.items() if scans} == {}


@pytest.mark.parametrize("world", ["empty", "loaded", "published"])
def test_what_begins_with_customers_reads_no_index_of_holdings(
    world: str, worlds: dict[str, Plans]
) -> None:
    through = {
        name: sorted(each for each in operators if "RelationshipIndex" in each)
        for name, (operators, _) in worlds[world].items()
        if name in FROM_CUSTOMERS
    }
    assert through.keys() == FROM_CUSTOMERS
    assert {name: each for name, each in through.items() if each} == {}


def operators_of(plan: Any) -> Iterator[str]:
    """The names of a plan's operators."""
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from operators_of(child)


def full_scans(plan: Any) -> Iterator[str]:
    """What a plan reads as a whole: a label's name, or the operator where it is everything."""
    operator = plan["operatorType"].partition("@")[0]
    details = plan["args"].get("Details", "")
    if operator == "NodeByLabelScan":
        yield details.rpartition(":")[2]
    elif "Scan" in operator and "Index" not in operator:
        yield operator
    for child in plan.get("children", ()):
        yield from full_scans(child)
