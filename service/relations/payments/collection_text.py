"""How money collected or distributed is told in a sentence."""

from collections.abc import Sequence

from service.tagging.declaration import Text, Told
from service.tagging.sentences import listed_en, plural


def told_gathering(told: Told) -> Text:
    """When, from whom and to whom how much went, and how often that happened."""
    facts = told.facts
    first, last = facts["first_at"][:10], facts["last_at"][:10]
    received, paid = (f"{facts[side]} {facts['currency']}" for side in ("received", "paid"))
    payers = _named(told, facts["largest_payers"], facts["payers"])
    payees = _named(told, facts["largest_payees"], facts["payees"])
    again = facts["windows"]
    times = Text(
        f"；同类情形先后出现{again}次" if again > 1 else "",
        f"; this happened {again} times" if again > 1 else "",
    )
    when = Text(
        f"{first}至{last}" if first != last else f"{first}当日",
        f"From {first} to {last}" if first != last else f"On {first}",
    )
    return Text(
        f"{when.zh}，{facts['payers']}个付款方{payers.zh}转入{received}，"
        f"转出{paid}给{facts['payees']}个收款方{payees.zh}{times.zh}",
        f"{when.en}, {plural(facts['payers'], 'payer')}{payers.en} paid in {received}, and "
        f"{paid} went out to {plural(facts['payees'], 'payee')}{payees.en}{times.en}",
    )


def _named(told: Told, ids: Sequence[str], count: int) -> Text:
    """A few by name, in brackets; nothing where nobody is a customer."""
    names = [told.name(customer_id) for customer_id in ids]
    others = count - len(names)
    if not names:
        return Text("", "")
    listed = f"{', '.join(names)} and {plural(others, 'other')}" if others else listed_en(names)
    return Text(f"（{'、'.join(names)}{'等' if others else ''}）", f" ({listed})")
