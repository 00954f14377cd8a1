"""Real data: FinBench and Berka load whole, and both stores hold the same tags afterwards."""

import json
import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cypher import StoreSettings, open_store
from cypher.publish import HoldingDigests
from service.tags import catalogue
from tests.answers.bank import spread
from tests.banks import ServedBank
from tests.neo4j.scratch import empty

SHARED = Path(os.environ.get("GUANXI_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
SOURCES = {
    "finbench": SHARED / "finbench" / "sf0.01" / "snapshot",
    "berka": SHARED / "berka",
}


#: So many customers of each tag are asked for what they hold, with its evidence.
SHOWN = 20


@dataclass(frozen=True)
class Derived:
    """A load's summary; the graph's fingerprint, the digests of all holdings, and some holdings."""

    loaded: dict[str, Any]
    fingerprint: str
    digests: dict[str, list[int]]
    shown: list[Any]


def derived(url: str, source: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> Derived:
    """A source loaded into an empty store and derived there."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        bank = ServedBank(url, monkeypatch)
        capsys.readouterr()
        bank.load(SOURCES[source], "--source", source, "--rejects", str(folder), "--json")
        summary = json.loads(capsys.readouterr().out)
        bank.derive("--as-of", "2024-01-01")
        fingerprint = bank.get("/runs/1")["fingerprint"]
        holders = {tag_id: bank.holders(tag_id) for tag_id in catalogue()}
        asked = {row["customer_id"] for rows in holders.values() for row in spread(rows, SHOWN)}
        shown = [
            bank.get(f"/customers/{customer_id}/tags", include="evidence")
            for customer_id in sorted(asked)
        ]
        bank.close()
        with closing(open_store(StoreSettings())) as store:
            digests = {
                tag_id: sorted(store.columns(HoldingDigests(tag_id)).digest.tolist())
                for tag_id in catalogue()
            }
    assert {tag_id: len(rows) for tag_id, rows in holders.items()} == {
        tag_id: len(rows) for tag_id, rows in digests.items()
    }
    return Derived(summary, fingerprint, digests, shown)


#: Berka's customers pay only accounts of other banks, and nobody there owns anybody: what is left
#: is who may use one account. FinBench's guarantees make no circle.
HELD = {
    "finbench": {
        "behaviour_twin",
        "beneficial_owner",
        "bridge",
        "community_core",
        "community_member",
        "connected_client",
        "control_group_member",
        "decision_maker",
        "guarantee_chain",
        "guarantee_focus",
        "loan_round_trip",
        "money_circle",
        "money_collector",
        "money_distributor",
        "near_blocked",
        "opinion_leader",
        "pass_through",
        "relationship_closeness",
        "suspected_affiliate",
    },
    "berka": {"money_distributor", "relationship_closeness", "suspected_affiliate"},
}


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES)
def test_both_stores_give_the_same_holdings(
    source: str, neo4j_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not SOURCES[source].is_dir():
        pytest.skip(f"{SOURCES[source]} is not there: set GUANXI_SHARED_DATA to the data's folder")
    empty(neo4j_url)
    embedded = derived(f"sqlite:///{tmp_path / 'a.db'}", source, tmp_path / "a", capsys)
    served = derived(neo4j_url, source, tmp_path / "b", capsys)
    for one in (embedded, served):
        assert one.loaded["read"] == one.loaded["accepted"] + one.loaded["rejected"]
        assert one.loaded["rejected"] == 0
    assert embedded.fingerprint == served.fingerprint
    assert embedded.digests == served.digests
    assert embedded.shown == served.shown
    assert {tag_id for tag_id, digests in embedded.digests.items() if digests} == HELD[source]
