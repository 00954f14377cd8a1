"""How a customer was struck, in one sentence: the main edge, what is lost, what the bank loses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.relations.contagion.scenarios import Model
from service.tagging.declaration import Text
from service.tagging.figures import about, money, part_of, share
from service.tagging.sentences import plural

NET_ASSETS = Text("其净资产", "its net assets")


@dataclass(frozen=True)
class Strike:
    """How a customer stands after a round; amounts as text, without their currency.

    `shock` is how hard it was hit to begin with, `failed` how far it has failed, both 0 to 1;
    `part` what of its net assets is gone, None where these are unknown or not above 0; `undrawn`
    what it may still draw at this bank. `because`
    are the edges that carried something to it, the main one first, `count` how many they are.
    """

    model: Model
    shock: float
    failed: float
    amount: str
    part: float | None
    bank_loss: str
    undrawn: str
    because: list[dict[str, Any]]
    count: int


def strike_told(strike: Strike, currency: str, name: Callable[[str], str]) -> Text:
    """The sentence of a customer in a round, in both languages."""
    state = _STATES[strike.model](strike, currency)
    if strike.because:
        main = _edge_told(strike.because[0], currency, name)
        more = strike.count - 1
        others = Text(f"等{more + 1}项", f" and {plural(more, 'other')}") if more else Text("", "")
        state = Text(f"{main.zh}{others.zh}；{state.zh}", f"{main.en}{others.en}: {state.en}")
    en = state.en[0].upper() + state.en[1:]
    if float(strike.bank_loss) > 0:
        lost = money(strike.bank_loss, currency)
        return Text(
            f"{state.zh}；本行预计损失{lost.zh}", f"{en}; the bank stands to lose {lost.en}"
        )
    if float(strike.undrawn) > 0:
        line = money(strike.undrawn, currency)
        return Text(
            f"{state.zh}；其在本行另有未提用授信{line.zh}，不计入损失",
            f"{en}; another {line.en} may still be drawn at this bank and is not in the loss",
        )
    return Text(state.zh, en)


def _edge_told(edge: Mapping[str, Any], currency: str, name: Callable[[str], str]) -> Text:
    amount = money(edge["amount"], currency)
    begin, end = name(edge["from"]), name(edge["to"])
    if edge["type"] == "GUARANTEES":
        return Text(f"为{end}担保{amount.zh}", f"guarantees {end} for {amount.en}")
    if edge["type"] == "OWES":
        return Text(f"{begin}欠其{amount.zh}", f"is owed {amount.en} by {begin}")
    part = share(edge["share_of_receipts"])
    return Text(
        f"全年收入的{part.zh}（{amount.zh}）来自{end}",
        f"has {part.en} of its receipts of the year ({amount.en}) from {end}",
    )


def _fails(strike: Strike, currency: str) -> Text:
    if strike.shock:
        return Text("起始违约", "failed at the start")
    lost = money(strike.amount, currency)
    if strike.part is None:
        return Text(
            f"预计损失{lost.zh}，无净资产可承受，因而违约",
            f"loses {lost.en} with no net assets to bear it, and fails",
        )
    part = about(part_of(strike.part, NET_ASSETS))
    return Text(f"预计损失{lost.zh}，{part.zh}，因而违约", f"loses {lost.en}, {part.en}, and fails")


def _distressed(strike: Strike, currency: str) -> Text:
    if not strike.because and strike.shock:
        hit = share(strike.shock)
        if strike.shock >= 1:
            return Text("起始违约", "failed at the start")
        return Text(f"起始受损{hit.zh}", f"hit at the start by {hit.en}")
    if strike.failed >= 1:
        return Text("净资产损失殆尽", "loses all of its net assets")
    part = about(part_of(strike.failed, NET_ASSETS))
    return Text(f"预计损失{part.zh}", f"loses {part.en}")


def _pays(strike: Strike, currency: str) -> Text:
    if not strike.failed:
        return Text("自身应付款可足额支付", "can still pay all it owes")
    short, part = money(strike.amount, currency), share(strike.failed)
    return Text(
        f"应付款中有{short.zh}无法支付（{part.zh}）",
        f"cannot pay {short.en} of what it owes ({part.en})",
    )


_STATES: dict[Model, Callable[[Strike, str], Text]] = {
    "threshold": _fails,
    "debtrank": _distressed,
    "debtrank_differential": _distressed,
    "clearing": _pays,
}
