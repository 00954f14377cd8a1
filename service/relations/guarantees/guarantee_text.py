"""How guarantees are told in a sentence."""

from typing import Any

from service.tagging.declaration import Text
from service.tagging.figures import money
from service.tagging.sentences import joined_en, plural


def told_totals(facts: Any) -> Text:
    """What `Totals.facts` say: CNY 100 and USD 5, and 2 more of unknown amount."""
    sums = [money(fact["amount"], fact["currency"]) for fact in facts["amounts"]]
    unknown = facts["unknown_amounts"]
    if not sums:
        return Text(f"{unknown}笔，金额未知", f"{plural(unknown, 'guarantee')} of unknown amount")
    zh, en = "、".join(text.zh for text in sums), joined_en([text.en for text in sums])
    if not unknown:
        return Text(zh, en)
    return Text(f"{zh}，另有{unknown}笔金额未知", f"{en}, and {unknown} more of unknown amount")
