"""docs/flow.md draws the rooms as the import contracts hold them."""

import re
import tomllib

import pytest

from tests.docs.pages import ROOT, blocks

TEXT = (ROOT / "docs" / "flow.md").read_text("utf-8")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
]


def floors_drawn(room: str) -> list[set[str]]:
    """The floors of a room as the page draws them, from the top: the families on each."""
    parts = [part.strip() for block in blocks(TEXT, "text") for part in block.split("\n\n")]
    [part] = [part for part in parts if part.startswith(f"{room}/ ")]
    # A line that begins with a bar goes on with the floor above it.
    joined = re.sub(r"\n\s+\|", " |", part.removeprefix(f"{room}/"))
    return [set(re.findall(r"\w+", line)) for line in joined.splitlines()]


def floors_held(package: str) -> list[set[str]]:
    """The floors of a package as its contract names them."""
    [layers] = [
        contract["layers"]
        for contract in CONTRACTS
        if all(layer.startswith(f"{package}.") for layer in contract.get("layers", ["-"]))
        and not any(f"{package}.__main__" in layer for layer in contract["layers"])
    ]
    return [set(re.findall(rf"{re.escape(package)}\.(\w+)", layer)) for layer in layers]


@pytest.mark.parametrize("room", ["relations", "graph", "api", "web"])
def test_the_floors_drawn_are_those_that_the_contracts_hold(room: str) -> None:
    assert floors_drawn(f"service/{room}") == floors_held(f"service.{room}")


@pytest.mark.parametrize("room", ["relations", "graph", "api", "web"])
def test_every_folder_of_a_room_stands_on_a_floor(room: str) -> None:
    folders = {path.parent.name for path in (ROOT / "service" / room).glob("*/__init__.py")}
    assert folders <= set().union(*floors_drawn(f"service/{room}"))


def test_every_module_and_folder_that_the_page_names_is_there() -> None:
    named = re.findall(r"`((?:cypher|loaders|service)/[\w/.]*)`", TEXT)
    assert len(named) > 10
    for path in named:
        assert (ROOT / path).exists(), path
