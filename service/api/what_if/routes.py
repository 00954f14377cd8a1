"""/what-if: which tags customers would gain and lose with some ties fewer or more."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response

from cypher.engine.arrays import UNKNOWN
from cypher.serve.holdings import HoldingRow
from cypher.vocabulary import Text
from service.api.http.answers import answer, settings, whole_store
from service.api.http.holding_text import names_of, shown_holdings
from service.api.http.openapi_responses import noun, written
from service.api.http.parameters import NoQuery
from service.api.http.purposes import must_see, seen_tags, sees_every_tag
from service.api.http.times import current_run, instant_of, zone
from service.api.what_if.schemas import AddedTie, WhatIf, WhatIfBody
from service.api.what_if.stored_ends import stored_ends
from service.errors import BadRequest
from service.money import whole
from service.run.supposed_bank import Tie
from service.run.what_if import Difference, what_if
from service.tags import catalogue

blueprint = noun("what_if", __name__, tag="what-if")


@blueprint.post("/what-if", responses=written(200, WhatIf))
def suppose(query: NoQuery, body: WhatIfBody) -> Response:
    """Tell which tags customers would gain and lose, with evidence, without storing anything.

    Tags that rest on the ties named are derived twice on what the store holds, as it is and with
    the ties removed and added; edges that are supposed have no source. It takes as long as
    deriving these tags twice: name `tags` where a bank is large.
    """
    if not body.remove and not body.add:
        raise BadRequest(
            Text(
                "没有任何假设：请指定要去掉或增加的关系",
                "nothing is supposed: name ties to remove or to add",
            ),
            "remove",
            "add",
        )
    if unknown := sorted(set(body.tags) - catalogue().keys()):
        raise BadRequest(
            Text(
                f"没有标签{'、'.join(unknown[:10])}", f"there is no tag {', '.join(unknown[:10])}"
            ),
            "tags",
        )
    for tag_id in body.tags:
        must_see(catalogue()[tag_id])
    tags = body.tags or ([] if sees_every_tag() else sorted(seen_tags()))
    run = current_run()
    on = run.on
    ties = [*body.remove, *body.add]
    asked = [*body.customers, *(tie.from_id for tie in ties)]
    ends = stored_ends([tie.to_id for tie in ties], asked, run.run_id)
    found = what_if(
        whole_store(),
        settings(),
        date.fromisoformat(on),
        [Tie(tie.type, tie.from_id, ends.get(tie.to_id, tie.to_id), {}) for tie in body.remove],
        [_added(tie, ends.get(tie.to_id, tie.to_id), on) for tie in body.add],
        body.customers,
        tags,
    )
    names = names_of(body.customers)
    return answer(
        {
            **run.told,
            "as_of": on,
            "tags_compared": found.compared,
            "customers": [
                {"customer_id": text, "name": names[text], **_told(text, found)}
                for text in dict.fromkeys(body.customers)
            ],
        }
    )


def _added(tie: AddedTie, to_id: str, on: str) -> Tie:
    """A tie to an end with every column that a view has for it."""
    columns: dict[str, Any] = {
        "share": float("nan") if tie.share is None else tie.share,
        "votes": tie.share if tie.votes is None else tie.votes,
        "basis": tie.basis or "",
        "role": tie.role or "",
        "relation": tie.relation or "",
        "amount": UNKNOWN if tie.amount is None else whole(tie.amount),
        "currency": tie.currency or settings().currency,
        "at": _milliseconds(tie.at or on, on),
        "channel": "",
    }
    return Tie(tie.type, tie.from_id, to_id, columns)


def _milliseconds(at: str, on: str) -> int:
    """An instant up to the end of the day looked at, in milliseconds since 1970."""
    try:
        instant = instant_of(at)
    except ValueError:
        raise BadRequest(
            Text(
                f"at={at!r}不是日期（2025-12-31）或时刻",
                f"at={at!r} is no day (2025-12-31) or instant",
            ),
            "add",
        ) from None
    if instant.astimezone(ZoneInfo(zone().name)).date().isoformat() > on:
        raise BadRequest(
            Text(
                f"at={at!r}晚于所看的日期{on}", f"at={at!r} is later than {on}, the day looked at"
            ),
            "add",
        )
    return int(instant.timestamp() * 1000)


def _told(customer_id: str, found: Difference) -> dict[str, Any]:
    """What one customer gains and loses, and what would be said otherwise."""
    now = {key: row for key, row in found.now.items() if key[0] == customer_id}
    then = {key: row for key, row in found.then.items() if key[0] == customer_id}
    both = [key for key in now if key in then]
    altered = [key for key in both if now[key] != then[key]]
    return {
        "gained": _shown(customer_id, [row for key, row in then.items() if key not in now]),
        "lost": _shown(customer_id, [row for key, row in now.items() if key not in then]),
        "altered": [
            {"now": before, "then": after}
            for before, after in zip(
                _shown(customer_id, [now[key] for key in altered]),
                _shown(customer_id, [then[key] for key in altered]),
                strict=True,
            )
        ],
        "unchanged": len(both) - len(altered),
    }


def _shown(customer_id: str, rows: list[HoldingRow]) -> list[dict[str, Any]]:
    """Holdings as they are served elsewhere, without the runs that these never saw."""
    return [
        {name: said for name, said in holding.items() if name not in ("since_run", "run_id")}
        for holding in shown_holdings(customer_id, rows, 0, with_evidence=True)
    ]
