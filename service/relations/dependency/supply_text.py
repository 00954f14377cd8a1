"""How a place in a supply chain is told in a sentence."""

from typing import Any

from service.relations.dependency.supply_chains import _DOWNSTREAM, SupplyChains
from service.tagging.declaration import Reading


def told_reason(chains: SupplyChains, row: int, bank: Reading) -> dict[str, Any]:
    """The side, basis and share of one reason, as a fact."""
    fact = chains.reasons.fact(row)
    side = "downstream" if fact["basis"] in _DOWNSTREAM else "upstream"
    return {"customer_id": bank.customer_ids[chains.reasons.dependent[row]], "side": side, **fact}
