"""How an economic dependency is told: one clause a reason, in both languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from cypher.vocabulary import DEPENDENCY_BASES, Text
from service.tagging.figures import money, part_of, share
from service.tagging.sentences import plural

#: Which way the money of a year goes between a dependent and its provider, by the side of trade.
_WAYS = {"upstream": Text("来自", "come from"), "downstream": Text("付给", "go to")}


def told_reasons(facts: Sequence[Mapping[str, Any]], provider: str) -> Text:
    """Why a customer depends on a provider, given what `DependencyReasons.fact` says of each."""
    told = [_told(fact, provider) for fact in facts]
    return Text("，且".join(text.zh for text in told), ", and ".join(text.en for text in told))


def _told(fact: Mapping[str, Any], provider: str) -> Text:
    basis = fact["basis"]
    if basis == "guarantee":
        return _told_guarantee(fact, provider)
    known = DEPENDENCY_BASES.get(basis, DEPENDENCY_BASES["other"])
    told = None if fact["share"] is None else share(fact["share"])
    if known.year and known.trade and told:
        way = Text(
            f"{_WAYS[known.trade].zh}{provider}",
            f"{_WAYS[known.trade].en} {provider}",
        )
        if "payments" in fact:
            return _told_payments(fact, known.year, way)
        return Text(
            f"其{told.zh}的{known.year.zh}{way.zh}", f"{told.en} of its {known.year.en} {way.en}"
        )
    return Text(
        known.said.zh.format(provider=provider) + (f"（占{told.zh}）" if told else ""),
        known.said.en.format(provider=provider) + (f" ({told.en})" if told else ""),
    )


def _told_payments(fact: Mapping[str, Any], year: Text, way: Text) -> Text:
    """What the payments come to of what this bank saw, and of the year where that is known."""
    part, seen = share(fact["share"]), share(fact["share_of_seen"])
    amount = money(fact["amount"], fact["currency"])
    zh = f"（{fact['payments']}笔，{amount.zh}）"
    en = f"({plural(fact['payments'], 'payment')}, {amount.en})"
    here = f"the {year.en} this bank sees in the last 12 months {way.en} {en}"
    if fact["to_verify"]:
        return Text(
            f"近12个月{way.zh}的款项{zh}在本行可见的{year.zh}中占{seen.zh}；"
            f"全年{year.zh}未登记，有待核实",
            f"{seen.en} of {here}; its {year.en} of the whole year are not on record, so this is "
            "to be verified",
        )
    every = fact["share_of_seen"] == 1
    more = fact["denominator"] == "seen" and fact["recorded"] != fact["seen"]
    return Text(
        f"近12个月在本行可见的{year.zh}{'全部' if every else f'有{seen.zh}'}{way.zh}{zh}；"
        f"占其全年{year.zh}的{part.zh}"
        + (f"（登记的全年{year.zh}低于在本行可见的，以可见的为准）" if more else ""),
        f"{'all' if every else seen.en} of {here}, {part.en} of its {year.en} of the year"
        + (" (less is recorded than this bank sees, which counts)" if more else ""),
    )


def _told_guarantee(fact: Mapping[str, Any], provider: str) -> Text:
    amount, own = (money(fact[name], fact["currency"]) for name in ("amount", "net_assets"))
    # A guarantor may be a person: what is said is said of the guarantee.
    zh, en = f"为{provider}担保{amount.zh}", f"a guarantee of {amount.en} for {provider}"
    if fact["share"] is None:
        return Text(
            f"{zh}，而自身净资产为{own.zh}，无力代偿",
            f"{en} stands against net assets of {own.en}",
        )
    part = part_of(fact["share"], Text("自身净资产", "the guarantor's net assets"))
    return Text(f"{zh}，相当于{part.zh}", f"{en} comes to {part.en}")
