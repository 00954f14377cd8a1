"""Kept cases without a person: the same JSON with the new id in the place of the old one.

The law goes before "a year later the same bytes": see docs/adr/0073.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from cypher import Store
from cypher.erasure import CasesAfter, KeptCase

#: How many cases are read at a time.
PAGE = 50


@dataclass(frozen=True)
class Replaced:
    """What takes the place of what: `ids` of old ids, `names` of what the person is called."""

    ids: Mapping[str, str]
    names: Mapping[str, str]


def rewritten(store: Store, replaced: Replaced) -> Iterator[tuple[int, str, str, bytes]]:
    """The cases that name a person, as they are to be kept: number, title, customers, answer.

    Linear in all cases, which are read a page at a time.
    """
    after, words = 0, [*replaced.ids, *replaced.names]
    while cases := store.rows(CasesAfter(after, PAGE)):
        for case in cases:
            answer = zlib.decompress(case.answer)
            said = f"{case.title}\n{case.customers}\n{answer.decode()}"
            if any(word in said for word in words) and (kept := _without(case, answer, replaced)):
                yield kept
        after = cases[-1].case_no


def _without(
    case: KeptCase, answer: bytes, replaced: Replaced
) -> tuple[int, str, str, bytes] | None:
    """A case without the person; None where it says the same, for it was about others."""
    before = [case.title, orjson.loads(case.customers), orjson.loads(answer)]
    after = without(before, replaced)
    if after == before:
        return None
    title, customers, said = after
    kept = zlib.compress(orjson.dumps(said), 9)
    return case.case_no, title, orjson.dumps(customers).decode(), kept


def without(said: Any, replaced: Replaced) -> Any:
    """What JSON says, with new ids for old ones in values and keys, and no names in texts."""
    if isinstance(said, str):
        return _text(said, replaced)
    if isinstance(said, list):
        return [without(part, replaced) for part in said]
    if isinstance(said, dict):
        return {replaced.ids.get(key, key): without(part, replaced) for key, part in said.items()}
    return said


def _text(text: str, replaced: Replaced) -> str:
    if text in replaced.ids:
        return replaced.ids[text]
    if text in replaced.names:
        return ""
    for name, erased_id in replaced.names.items():
        text = text.replace(name, erased_id)
    for customer_id, erased_id in replaced.ids.items():
        if customer_id in text:
            text = word_of(customer_id).sub(erased_id, text)
    return text


def word_of(customer_id: str) -> re.Pattern[str]:
    """What finds an id within a text, and not within a longer id or an amount."""
    return re.compile(rf"(?<![0-9A-Za-z_.\-]){re.escape(customer_id)}(?![0-9A-Za-z_\-]|\.[0-9])")
