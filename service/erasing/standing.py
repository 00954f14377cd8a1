"""What forbids that a person is erased: what stands between the bank and the person, and the law.

Personal information is erased where its purpose is over, unless the time for which a law keeps it
is not: Personal Information Protection Law (2021), article 47. The Anti-Money Laundering Law (of
2024, in force since 2025), article 34, keeps what is known of customers and of their transactions
for ten years after the relation, or the transaction, has ended.
"""

from collections.abc import Sequence
from datetime import date

from cypher import Store
from cypher.erasure import LastDealing, StandingOf, StandingRow
from cypher.vocabulary import Text
from service.access import masks
from service.errors import Conflict

_KINDS = {
    "account": Text("余额不为零的账户", "account that is not empty"),
    "exposure": Text("未结清的授信", "exposure that is not settled"),
    "guarantee": Text("有效的担保", "guarantee in force"),
}
#: How many of each are named.
_NAMED = 5


def need_erasable(store: Store, numbers: Sequence[str], on: date, retention_years: int) -> None:
    """Return where some numbers of a person may be erased on a day; raises Conflict.

    `retention_years` counts from the last day on which the bank dealt with the person; 0 keeps
    nothing. Cost: two queries, linear in what the person has.
    """
    standing = store.rows(StandingOf([*numbers], on.isoformat()))
    if standing:
        raise Conflict(_told(standing))
    [dealing] = store.rows(LastDealing([*numbers]))
    if not retention_years or dealing.last_on is None:
        return
    until = _years_after(date.fromisoformat(dealing.last_on[:10]), retention_years)
    if on < until:
        raise Conflict(
            Text(
                f"最近一笔业务日期为{dealing.last_on}：反洗钱法要求资料保存{retention_years}年，"
                f"{until}前不能删除",
                f"the bank last dealt with this person on {dealing.last_on}: the retention of "
                f"{retention_years} years (Anti-Money Laundering Law) forbids erasure before "
                f"{until}",
            )
        )


def _told(standing: Sequence[StandingRow]) -> Text:
    by_kind: dict[str, list[str]] = {}
    for row in standing:
        told = masks.account(row.standing_id) if row.kind == "account" else row.standing_id
        by_kind.setdefault(row.kind, []).append(told)
    zh, en = [], []
    for kind, ids in by_kind.items():
        more = len(ids) - _NAMED
        named = ids[:_NAMED]
        zh.append(f"{_KINDS[kind].zh}{'、'.join(named)}" + (f"等{len(ids)}项" if more > 0 else ""))
        en.append(
            f"{kind} ({_KINDS[kind].en}) {', '.join(named)}"
            + (f" and {more} more" if more > 0 else "")
        )
    return Text(
        f"不能删除该客户：尚有{'；'.join(zh)}",
        f"this person cannot be erased yet: {'; '.join(en)}",
    )


def _years_after(day: date, years: int) -> date:
    """The same day of a later year; of 29 February the 1 March where that year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
