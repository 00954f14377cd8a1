"""One customer of what several sources say of it: a pure function over their rows."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from cypher.load import ConsentRow, StoredName
from cypher.normalisation import own_id_number
from cypher.search.terms import earlier_names, search_text

Said = Mapping[str, Any]
#: When a source's row first said no to marketing, in milliseconds since 1970; kept with what it
#: says, and no column of the customer.
REFUSED_AT = "refused_at"
CONSENT = "marketing_consent"
#: The number as it is compared follows from what is said together: `found_by` makes it again.
MADE = "id_normalised"


def merged(rows: Sequence[Said], consent: ConsentRow | None, today: str) -> dict[str, Any]:
    """The customer that sources' rows make, those whose word counts first coming first.

    Each column is that of the first that says something; `blocked` and `is_client` are true where
    any says so; consent is refused where any says so. What `consent`, the latest for marketing,
    says goes before what no row refuses, and before a refusal where it was granted after it.
    """
    customer: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for said in rows:
        for name, value in said.items():
            if name == "attributes":
                own = {**orjson.loads(value), **own}
            elif name not in (REFUSED_AT, MADE):
                customer.setdefault(name, value)
    customer["is_client"] = _any(rows, "is_client", by_default=True)
    customer["blocked"] = _any(rows, "blocked", by_default=False)
    customer[CONSENT] = _consent(rows, consent, today)
    if customer[CONSENT] is None:
        del customer[CONSENT]
    if own:
        customer["attributes"] = orjson.dumps(dict(sorted(own.items()))).decode()
    return customer


def found_by(customer: Said, before: StoredName | None) -> dict[str, Any]:
    """By what a merged customer is found, its earlier names included, where it had others."""
    name, number = customer["name"], customer.get("id_number")
    earlier = earlier_names(before.earlier_names, before.name, name) if before else ""
    names = [name, *filter(None, [customer.get("former_name")]), *earlier.split("\n")]
    return {
        "id_normalised": own_id_number(number, customer.get("id_type")) if number else None,
        "earlier_names": earlier or None,
        "search_text": search_text(customer["customer_id"], filter(None, names), number),
    }


def digest_of(said: Said) -> int:
    """63 bits of a hash over all that is said."""
    content = orjson.dumps(dict(said), option=orjson.OPT_SORT_KEYS)
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big") >> 1


def granted(consent: ConsentRow | None, on: str) -> bool:
    """Whether a consent holds on a day: granted, and not run out before it."""
    return (
        consent is not None
        and consent.status == "granted"
        and (consent.until is None or consent.until >= on)
    )


def _any(rows: Sequence[Said], name: str, *, by_default: bool) -> bool:
    values = [said[name] for said in rows if name in said]
    return any(values) if values else by_default


def _consent(rows: Sequence[Said], consent: ConsentRow | None, today: str) -> bool | None:
    refusals = [said.get(REFUSED_AT, 0) for said in rows if said.get(CONSENT) is False]
    if refusals:
        return granted(consent, today) and consent is not None and consent.at > max(refusals)
    if consent is not None:
        if consent.status != "granted":
            return False
        return True if granted(consent, today) else None
    return next((said[CONSENT] for said in rows if CONSENT in said), None)
