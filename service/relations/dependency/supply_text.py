"""How a place in a supply chain is told in a sentence."""

from typing import Any

from service.relations.dependency.supply_chains import _DOWNSTREAM, SupplyChains
from service.tagging.declaration import Edge, Reading


def told_reason(chains: SupplyChains, row: int, bank: Reading) -> tuple[Edge, dict[str, Any]]:
    """The edge of one reason, and its side, basis and share as a fact."""
    reasons, ids = chains.reasons, bank.customer_ids
    fact = reasons.fact(row)
    side = "downstream" if fact["basis"] in _DOWNSTREAM else "upstream"
    told = {"customer_id": ids[reasons.dependent[row]], "side": side, **fact}
    return reasons.edge(row, ids), told
