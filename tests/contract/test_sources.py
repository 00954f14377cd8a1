"""Real data: FinBench and Berka load whole, and both stores hold the same tags afterwards."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from service.tags import catalogue
from tests.banks import ServedBank
from tests.neo4j.scratch import empty

SHARED = Path(os.environ.get("GUANXI_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
SOURCES = {
    "finbench": SHARED / "finbench" / "sf0.01" / "snapshot",
    "berka": SHARED / "berka",
}


def derived(
    url: str, source: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, Any], str, list[dict[str, Any]]]:
    """What the load says of itself; the graph's fingerprint and every holding afterwards."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        bank = ServedBank(url, monkeypatch)
        capsys.readouterr()
        bank.load(SOURCES[source], "--source", source, "--rejects", str(folder), "--json")
        summary = json.loads(capsys.readouterr().out)
        bank.derive("--as-of", "2024-01-01")
        fingerprint = bank.get("/runs/1")["fingerprint"]
        holdings = bank.all_holdings(catalogue())
        bank.close()
    return summary, fingerprint, holdings


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
        "group_gap",
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
    for summary, _, _ in (embedded, served):
        assert summary["read"] == summary["accepted"] + summary["rejected"]
        assert summary["rejected"] == 0
    assert embedded[1:] == served[1:]
    assert {holding["tag_id"] for holding in embedded[2]} == HELD[source]
