"""How an economic dependency is told: one clause a reason, in both languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from cypher.vocabulary import DEPENDENCY_BASES, Text
from service.tagging.sentences import percent, plural

#: Which way the money of a year goes between a dependent and its provider, by the side of trade.
_WAYS = {"upstream": Text("来自", "come from"), "downstream": Text("付给", "go to")}


def told_reasons(facts: Sequence[Mapping[str, Any]], provider: str) -> Text:
    """Why a customer depends on a provider, given what `DependencyReasons.fact` says of each."""
    told = [_told(fact, provider) for fact in facts]
    return Text("，且".join(text.zh for text in told), ", and ".join(text.en for text in told))


def _told(fact: Mapping[str, Any], provider: str) -> Text:
    basis, share = fact["basis"], fact["share"]
    if basis == "guarantee":
        return _told_guarantee(fact, provider)
    known = DEPENDENCY_BASES.get(basis, DEPENDENCY_BASES["other"])
    told = "" if share is None else percent(share)
    if known.year and known.trade and told:
        way = Text(
            f"{_WAYS[known.trade].zh}{provider}",
            f"{_WAYS[known.trade].en} {provider}",
        )
        if "payments" in fact:
            return _told_payments(fact, known.year, way)
        return Text(f"其{told}的{known.year.zh}{way.zh}", f"{told} of its {known.year.en} {way.en}")
    return Text(
        known.said.zh.format(provider=provider) + (f"（占{told}）" if told else ""),
        known.said.en.format(provider=provider) + (f" ({told})" if told else ""),
    )


def _told_payments(fact: Mapping[str, Any], year: Text, way: Text) -> Text:
    """What the payments come to of what this bank saw, and of the year where that is known."""
    share, seen = percent(fact["share"]), percent(fact["share_of_seen"])
    amount = f"{fact['amount']} {fact['currency']}"
    zh = f"（{fact['payments']}笔，{amount}）"
    en = f"({plural(fact['payments'], 'payment')}, {amount})"
    here = f"the {year.en} this bank sees in the last 12 months {way.en} {en}"
    if fact["to_verify"]:
        return Text(
            f"近12个月{way.zh}的款项{zh}在本行可见的{year.zh}中占{seen}；"
            f"全年{year.zh}未登记，有待核实",
            f"{seen} of {here}; its {year.en} of the whole year are not on record, so this is to "
            "be verified",
        )
    every = fact["share_of_seen"] == 1
    more = fact["denominator"] == "seen" and fact["recorded"] != fact["seen"]
    return Text(
        f"近12个月在本行可见的{year.zh}{'全部' if every else f'有{seen}'}{way.zh}{zh}；"
        f"占其全年{year.zh}的{share}"
        + (f"（登记的全年{year.zh}低于在本行可见的，以可见的为准）" if more else ""),
        f"{'all' if every else seen} of {here}, {share} of its {year.en} of the year"
        + (" (less is recorded than this bank sees, which counts)" if more else ""),
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
