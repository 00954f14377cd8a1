"""How money collected or distributed is told in a sentence."""

from collections.abc import Sequence

from service.tagging import figures
from service.tagging.declaration import Text, Told
from service.tagging.sentences import joined_en, plural


def told_gathering(told: Told) -> Text:
    """When, from whom and to whom how much went, and how often that happened."""
    facts = told.facts
    received, paid = (
        figures.money(facts[side], facts["currency"]) for side in ("received", "paid")
    )
    payers = _named(told, facts["largest_payers"], facts["payers"])
    payees = _named(told, facts["largest_payees"], facts["payees"])
    again = facts["windows"]
    times = Text(
        f"；同类情形先后出现{again}次" if again > 1 else "",
        f"; this happened {again} times" if again > 1 else "",
    )
    when = _when(facts["first_at"], facts["last_at"])
    return Text(
        f"{when.zh}，{facts['payers']}个付款方{payers.zh}转入{received.zh}，"
        f"转出{paid.zh}给{facts['payees']}个收款方{payees.zh}{times.zh}",
        f"{when.en}, {plural(facts['payers'], 'payer')}{payers.en} paid in {received.en}, and "
        f"{paid.en} went out to {plural(facts['payees'], 'payee')}{payees.en}{times.en}",
    )


def _when(first_at: str, last_at: str) -> Text:
    """From one day to another, or on one."""
    span = figures.day_span(first_at, last_at)
    if first_at[:10] == last_at[:10]:
        return Text(f"{span.zh}当日", f"On {span.en}")
    return Text(span.zh, f"From {span.en}")


def _named(told: Told, ids: Sequence[str], count: int) -> Text:
    """A few by name, in brackets; nothing where nobody is a customer."""
    names = [told.name(customer_id) for customer_id in ids]
    others = count - len(names)
    if not names:
        return Text("", "")
    listed = joined_en([*names, *([plural(others, "other")] if others else [])])
    return Text(f"（{'、'.join(names)}{'等' if others else ''}）", f" ({listed})")
