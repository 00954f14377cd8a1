"""How an economic dependency is told: one clause a reason, in both languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from service.tagging.declaration import Text
from service.tagging.sentences import percent

_DECLARED = {
    "repayment_source": Text("还款来源依赖{provider}", "its loans are repaid out of {provider}"),
    "funding_source": Text("资金来源依赖{provider}", "it is funded by {provider}"),
    "output_sold": Text("产品主要售予{provider}", "it sells its output to {provider}"),
    "other": Text("登记为依存于{provider}", "a record says that it lives from {provider}"),
}


def told_reasons(facts: Sequence[Mapping[str, Any]], provider: str) -> Text:
    """Why somebody depends on a provider, given what `Reasons.fact` says of each reason."""
    told = [_told(fact, provider) for fact in facts]
    return Text("，且".join(text.zh for text in told), ", and ".join(text.en for text in told))


def _told(fact: Mapping[str, Any], provider: str) -> Text:
    basis, share = fact["basis"], fact["share"]
    if basis == "guarantee":
        return _told_guarantee(fact, provider)
    if basis in _DECLARED:
        known = "" if share is None else percent(share)
        said = _DECLARED[basis]
        return Text(
            said.zh.format(provider=provider) + (f"（占{known}）" if known else ""),
            said.en.format(provider=provider) + (f" ({known})" if known else ""),
        )
    if basis == "receipts":
        text = Text(
            f"其{percent(share)}的收入来自{provider}",
            f"{percent(share)} of its receipts come from {provider}",
        )
    else:
        text = Text(
            f"其{percent(share)}的支出付给{provider}",
            f"{percent(share)} of its payments go to {provider}",
        )
    if "payments" not in fact:
        return text
    payments, months = fact["payments"], fact["months"]
    return Text(
        f"{text.zh}（近十二个月共{payments}笔、{fact['amount']} {fact['currency']}，"
        f"分布于{months}个月）",
        f"{text.en} ({payments} payments, {fact['amount']} {fact['currency']}, in {months} months "
        "of the last twelve)",
    )


def _told_guarantee(fact: Mapping[str, Any], provider: str) -> Text:
    amount, net_assets = f"{fact['amount']} {fact['currency']}", fact["net_assets"]
    zh, en = f"为{provider}担保{amount}", f"it guarantees {amount} for {provider}"
    if fact["share"] is None:
        return Text(
            f"{zh}，而其净资产为{net_assets}，无力代偿",
            f"{en} with net assets of {net_assets}",
        )
    share = percent(fact["share"])
    return Text(f"{zh}，相当于其净资产的{share}", f"{en}, {share} of its net assets")
