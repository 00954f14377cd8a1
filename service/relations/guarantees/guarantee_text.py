"""How guarantees are told in a sentence."""

from typing import Any

from service.tagging.declaration import Text
from service.tagging.sentences import plural


def told_totals(facts: Any) -> Text:
    """What `Totals.facts` say: 100.00 CNY and 5.00 USD, and 2 of unknown amount."""
    sums = [f"{fact['amount']} {fact['currency']}" for fact in facts["amounts"]]
    unknown = facts["unknown_amounts"]
    if not sums:
        return Text(f"{unknown}笔，金额未知", f"{plural(unknown, 'guarantee')} of unknown amount")
    zh, en = "、".join(sums), ", ".join(sums)
    if not unknown:
        return Text(zh, en)
    return Text(f"{zh}，另有{unknown}笔金额未知", f"{en} and {unknown} more of unknown amount")
