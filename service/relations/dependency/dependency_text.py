"""How an economic dependency is told: one clause a reason, in both languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from cypher.vocabulary import DEPENDENCY_BASES, Text
from service.tagging.sentences import percent


def told_reasons(facts: Sequence[Mapping[str, Any]], provider: str) -> Text:
    """Why somebody depends on a provider, given what `Reasons.fact` says of each reason."""
    told = [_told(fact, provider) for fact in facts]
    return Text("，且".join(text.zh for text in told), ", and ".join(text.en for text in told))


def _told(fact: Mapping[str, Any], provider: str) -> Text:
    basis, share = fact["basis"], fact["share"]
    if basis == "guarantee":
        return _told_guarantee(fact, provider)
    known = DEPENDENCY_BASES.get(basis, DEPENDENCY_BASES["other"])
    told = "" if share is None else percent(share)
    said = known.said
    text = Text(
        said.zh.format(provider=provider, share=told),
        said.en.format(provider=provider, share=told),
    )
    if not known.by_share:
        return Text(
            text.zh + (f"（占{told}）" if told else ""),
            text.en + (f" ({told})" if told else ""),
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
