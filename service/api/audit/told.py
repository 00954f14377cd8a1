"""Entries of both chains as one list, the latest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

import orjson

from cypher import Store
from cypher.decision import CustomersOfTokens, DecisionRow, DecisionsTold, TokensOf
from cypher.machine.machine_file import noted
from cypher.machine.reads import ReadRow, ReadsTold
from service.api.decisions.shown import CASE, customers_of_cases, named_by
from service.api.http.times import since_epoch
from service.audit.entries import EVERYBODY, Read
from service.instants import instant

#: How many customers of one entry are told.
MOST_TOLD = 1_000
_LATEST = 2**53
#: Of one instant decisions come first.
_CHAINS = ("decisions", "reads")
#: What an entry of the chain of reads says.
_SAID = frozenset(Read._fields) - {"customer_ids", "everybody"} | {"customers"}


class Asked(NamedTuple):
    """Which entries: of whom (their tokens), of which user, from when and until when.

    `tokens` is None for everybody.
    """

    tokens: list[str] | None
    user: str
    since: int
    until: int


class Place(NamedTuple):
    """Where a list goes on: after an entry of an instant, of a chain, with a number."""

    at: int = _LATEST
    chain: str = _CHAINS[0]
    entry_no: int = _LATEST

    def before(self, chain: str) -> int:
        """Below which number entries of the instant come, of one of the chains."""
        mine, other = _CHAINS.index(self.chain), _CHAINS.index(chain)
        return self.entry_no if mine == other else _LATEST if mine < other else 0


def tokens_of_numbers(store: Store, numbers: Iterable[str]) -> list[str]:
    """The tokens of a customer's numbers; none where nobody ever saw any of them."""
    return [row.token for row in store.rows(TokensOf(sorted({*numbers})))]


def entries_told(
    store: Store, machine: Store, asked: Asked, place: Place, limit: int
) -> list[dict[str, Any]]:
    """At most so many entries of both chains after a place, the latest first.

    Each has `sorted_at`, its instant in milliseconds, and `rule`, the address without a customer's
    id. Cost: what is found and passed over.
    """
    bounds: dict[str, Any] = {
        "tokens": asked.tokens or [],
        "everybody": asked.tokens is None,
        "since": asked.since,
        "until": asked.until,
        "before_at": place.at,
        "limit": limit,
    }
    decided = store.rows(
        DecisionsTold(author=asked.user, before_no=place.before("decisions"), **bounds)
    )
    # A copy of everybody names each.
    bounds["tokens"] = [*bounds["tokens"], EVERYBODY]
    reads = noted(machine, ReadsTold(user_id=asked.user, before_no=place.before("reads"), **bounds))
    known = customers_of_cases(store, decided)
    found = [*(_of_decision(row, known) for row in decided), *_of_reads(store, reads)]
    found.sort(key=lambda each: (-each["sorted_at"], each["chain"], -each["entry_no"]))
    return found[:limit]


def _of_decision(row: DecisionRow, known: Mapping[str, str]) -> dict[str, Any]:
    named = {
        "group": [row.other],
        "identity": [row.subject, row.other],
        CASE: [known.get(token, token) for token in named_by(row)],
        "run": [],
        "user": [],
        "key": [],
    }.get(row.subject_kind, [row.subject])
    return {
        "chain": "decisions",
        "entry_no": row.decision_no,
        "sorted_at": since_epoch(datetime.fromisoformat(row.at)),
        "at": row.at,
        "user": row.author,
        "signed": row.signed,
        "roles": None,
        "purpose": None,
        "action": row.action,
        "customers": len(named),
        "customer_ids": named,
        "path": None,
        "rule": None,
        "fields": [],
        "reason": row.reason or None,
        "decision_no": row.decision_no,
    }


def _of_reads(store: Store, rows: Sequence[ReadRow]) -> Iterator[dict[str, Any]]:
    read = [(row.entry_no, said) for row in rows if (said := _said(row))]
    tokens = {one for _, said in read for one in _named(said)}
    known = {row.token: row.customer_id for row in store.rows(CustomersOfTokens(sorted(tokens)))}
    for entry_no, said in read:
        about = known.get(said["about"])
        yield {
            "chain": "reads",
            "entry_no": entry_no,
            "sorted_at": said["at"],
            "at": instant(said["at"]),
            "user": said["user_id"],
            "signed": said["signed"],
            "roles": said["roles"],
            "purpose": said["purpose"] or None,
            "action": said["action"],
            "customers": said.get("count", len(said["customers"])),
            "customer_ids": [known.get(one, one) for one in said["customers"][:MOST_TOLD]],
            "path": said["path"].replace("{customer_id}", about) if about else said["path"],
            "rule": said["path"],
            "fields": said["fields"],
            "reason": None,
            "decision_no": None,
        }


def _said(row: ReadRow) -> dict[str, Any] | None:
    """What an entry says; None where somebody spoiled it, which a verification tells."""
    try:
        said = orjson.loads(row.said)
    except orjson.JSONDecodeError:
        return None
    return said if isinstance(said, dict) and said.keys() >= _SAID else None


def _named(said: dict[str, Any]) -> Iterator[str]:
    yield said["about"]
    yield from islice(said["customers"], MOST_TOLD)
