"""What a relationship says, in a sentence: for the lines of pictures and the lists beside them."""

from collections.abc import Mapping
from typing import Any

from cypher.vocabulary import EDGE_TYPES, IDENTIFIER_KINDS, KIN_RELATIONS, Text
from service.tagging.figures import money, share


def tie_told(edge: Mapping[str, Any], names: Mapping[str, str]) -> Text:
    """An edge of an answer in a sentence; `names` are those of its ends, by id."""
    begin, end = (names.get(edge[side]) or str(edge[side]) for side in ("from", "to"))
    amount = _amount(edge)
    match edge["type"]:
        case "OWNS":
            votes = edge.get("votes", edge.get("share"))
            part = Text("", "part") if votes is None else share(votes)
            return Text(f"{begin}持有{end}{part.zh}的表决权", f"{begin} holds {part.en} of {end}")
        case "CONTROLS":
            return Text(f"{begin}通过其他安排控制{end}", f"{begin} controls {end} by arrangement")
        case "GUARANTEES":
            return Text(f"{begin}为{end}担保{amount.zh}", f"{begin} guarantees {end}{amount.en}")
        case "OWES":
            return Text(f"{begin}欠{end}{amount.zh}", f"{begin} owes {end}{amount.en}")
        case "PAID":
            return Text(f"{begin}付给{end}{amount.zh}", f"{begin} paid {end}{amount.en}")
        case "DEPENDS_ON":
            return Text(f"{begin}经济上依存于{end}", f"{begin} depends on {end}")
        case "KIN_OF":
            kin = KIN_RELATIONS[edge["relation"]].title
            return Text(f"{begin}与{end}为亲属（{kin.zh}）", f"{begin} is kin of {end} ({kin.en})")
        case "SHARES":
            used = identifier_told(edge)
            return Text(f"{begin}登记或使用{used.zh}", f"{begin} is known by {used.en}")
        case "MEMBER_OF":
            return Text(f"本行认定{begin}为集团成员", f"the bank declared {begin} a member")
    title = EDGE_TYPES[edge["type"]].title
    return Text(f"{begin}与{end}：{title.zh}", f"{begin} and {end}: {title.en}")


def identifier_told(edge: Mapping[str, Any]) -> Text:
    """What an edge to an identifier leads to: its kind, and as much of it as the answer tells."""
    kind = IDENTIFIER_KINDS.get(str(edge["to"]).partition("-")[0])
    masked = str(edge.get("masked") or "").strip("…")
    if kind is None:
        return Text(masked or edge["to"], masked or edge["to"])
    return Text(f"{kind.title.zh}{masked}", f"{kind.title.en} {masked}".strip())


def label_of(edge: Mapping[str, Any]) -> Text:
    """What stands on the line of an edge: votes, or an amount; nothing where it says neither."""
    if edge["type"] == "OWNS":
        votes = edge.get("votes", edge.get("share"))
        return Text("", "") if votes is None else share(votes)
    if edge.get("amount") is None:
        return Text("", "")
    return money(edge["amount"], edge.get("currency") or "")


def _amount(edge: Mapping[str, Any]) -> Text:
    """An amount as it stands in a sentence; what is not known is left out."""
    if edge.get("amount") is None:
        return Text("（金额未知）", " (amount unknown)")
    told = money(edge["amount"], edge.get("currency") or "")
    joined = {"GUARANTEES": " for ", "OWES": " ", "PAID": " "}.get(edge["type"], " ")
    return Text(told.zh, f"{joined}{told.en}")
