"""What every tag declares about names: where its value and facts name customers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.api.http.holding_text import customers_told
from service.tagging.declaration import Told
from service.tags import catalogue
from tests.banks import ServedBank, write_files
from tests.building import companies, guarantees_of, holdings_of, people
from tests.contract.worlds import small_world


def rare_world(folder: Path) -> Path:
    """Write a bank of what the small world lacks.

    A and B own each other whole, and P a part of A; X and Y, who are married, control K together; D
    provides for E and F, and guarantees six; five persons pay M, who pays N, and N pays the five; S
    is a government body above H, which controls I.
    """
    payers = [f"Q{i}" for i in range(5)]
    flows = [
        *((payer, "M", "100", f"0{day}") for day, payer in enumerate(payers, 1)),
        ("M", "N", "480", "06"),
        *(("N", payer, "90", "07") for payer in payers),
    ]
    return write_files(
        folder,
        customers=[
            *people("P", "X", "Y", "M", "N", *payers),
            *companies(*"ABDEFHIK"),
            {"customer_id": "S", "kind": "government", "name": "S"},
        ],
        ownerships=holdings_of(
            *("A>B 1", "B>A 1", "P>A .3", "X>K .3", "Y>K .25", "S>H .6", "H>I .6")
        ),
        kinships=[{"a_id": "Y", "b_id": "X", "relation": "spouse"}],
        dependencies=[
            {"provider_id": "D", "dependent_id": each, "basis": "receipts", "share": ".9"}
            for each in "EF"
        ],
        guarantees=guarantees_of(*(f"D>{each}" for each in "ABEFKM")),
        accounts=[{"account_id": f"@{each}"} for each in ("M", "N", *payers)],
        account_holders=[
            {"account_id": f"@{each}", "customer_id": each} for each in ("M", "N", *payers)
        ],
        transactions=[
            {"transaction_id": f"T{i}", "from_account": f"@{payer}", "to_account": f"@{payee}"}
            | {"amount": amount, "at": f"2025-03-{day}"}
            for i, (payer, payee, amount, day) in enumerate(flows)
        ],
    )


@pytest.fixture(scope="module")
def holdings(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Told, set[str]]]:
    """Every holding of both worlds by its tag, and the ids whose names its sentence asks."""
    found = []
    with pytest.MonkeyPatch.context() as monkeypatch:
        for make in (small_world, rare_world):
            folder = tmp_path_factory.mktemp("names")
            bank = ServedBank(f"sqlite:///{folder / 'guanxi.db'}", monkeypatch)
            bank.load(make(folder / "files"))
            bank.derive("--as-of", "2025-12-31")
            found += [asked_of(holding) for holding in bank.all_holdings(catalogue())]
            bank.close()
    return found


def asked_of(holding: dict[str, Any]) -> tuple[str, Told, set[str]]:
    """A holding's tag, the holding as it is told, and the ids whose names its sentence asks."""
    asked: set[str] = set()

    def name(customer_id: str) -> str:
        asked.add(customer_id)
        return customer_id

    evidence = holding["evidence"]
    told = Told(
        customer_id=holding["customer_id"],
        value=holding["value"],
        facts=evidence["facts"],
        name=name,
        read_edges=lambda: evidence["edges"],
    )
    catalogue()[holding["tag_id"]].tell(told)
    return holding["tag_id"], told, asked


def keys() -> Iterator[tuple[str, str]]:
    for tag in catalogue().values():
        for key in tag.names:
            yield tag.tag_id, key


def test_a_sentence_names_only_customers_whose_place_its_tag_declares(
    holdings: list[tuple[str, Told, set[str]]],
) -> None:
    assert {tag_id for tag_id, _, asked in holdings if asked} == {tag_id for tag_id, _ in keys()}
    for tag_id, told, asked in holdings:
        undeclared = asked - customers_told(catalogue()[tag_id], told) - {told.customer_id}
        assert not undeclared, f"{tag_id} does not declare where it names {undeclared}"


@pytest.mark.parametrize(("tag_id", "key"), [*keys()])
def test_what_a_tag_declares_to_name_customers_stands_in_a_holding(
    holdings: list[tuple[str, Told, set[str]]], tag_id: str, key: str
) -> None:
    only = replace(catalogue()[tag_id], names=(key,))
    named = [
        customers_told(only, told) & (asked | {told.customer_id})
        for other, told, asked in holdings
        if other == tag_id
    ]
    assert any(named)
