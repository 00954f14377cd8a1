"""Stakes and offices as edges of evidence, with the numbers that their records name."""

from typing import Any

from service.api.customers.ownership import Stake


def told_edge(
    edge_type: str,
    from_id: str,
    to_id: str,
    load_no: int,
    numbers: tuple[str | None, str | None],
    **says: Any,
) -> dict[str, Any]:
    """An edge as evidence has it; `numbers` are those that its record names instead of its ends."""
    named = dict(zip(("from_number", "to_number"), numbers, strict=True))
    others = {name: number for name, number in named.items() if number is not None}
    ends_of = {"type": edge_type, "from": from_id, "to": to_id, "source": f"L{load_no}"}
    return {**ends_of, **says, **others}


def stake_edge(stake: Stake) -> dict[str, Any]:
    """A holding or a record of control as an edge of evidence."""
    says = (
        {"basis": stake.basis}
        if stake.type == "CONTROLS"
        else {"share": stake.share, "votes": stake.votes}
    )
    numbers = stake.owner_number, stake.owned_number
    return told_edge(stake.type, stake.owner_id, stake.owned_id, stake.load_no, numbers, **says)
