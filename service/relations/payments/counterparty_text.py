"""The counterparties that customers have in common, told in both languages."""

from collections.abc import Sequence

from service.tagging.declaration import Text
from service.tagging.sentences import listed_en, listed_zh

_SIDES = (Text("收款方", "shared payee"), Text("付款方", "shared payer"))


def parties_in_common(
    payees: Sequence[str], payers: Sequence[str], counts: tuple[int, int]
) -> Text:
    """The payees and payers in common by name; `counts` is how many of each there are."""
    zh, en = [], []
    for side, names, count in zip(_SIDES, (payees, payers), counts, strict=True):
        if count:
            zh.append(f"共同的{side.zh}为{listed_zh(names, count)}")
            en.append(f"{side.en}{'' if count == 1 else 's'} {listed_en(names, count)}")
    return Text("，".join(zh), "; ".join(en))
