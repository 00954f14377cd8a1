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
CONSENT, UNTIL = "marketing_consent", "consent_until"
#: What follows from all that is said together: the number as it is compared, which `found_by` makes
#: again, and how long a consent for a time holds.
MADE = frozenset({"id_normalised", UNTIL})


def merged(rows: Sequence[Said], consent: ConsentRow | None) -> dict[str, Any]:
    """The customer that sources' rows make, those whose word counts first coming first.

    Each column is that of the first that says something; `blocked` and `is_client` are true where
    any says so; consent is refused where any says so. What `consent`, the latest for marketing,
    says goes before what no row refuses, and before a refusal where it was granted after it: for a
    time up to the day `consent_until`, after which `marketing_consent` counts again.
    """
    customer: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for said in rows:
        for name, value in said.items():
            if name == "attributes":
                own = {**orjson.loads(value), **own}
            elif name != REFUSED_AT and name not in MADE:
                customer.setdefault(name, value)
    customer["is_client"] = _any(rows, "is_client", by_default=True)
    customer["blocked"] = _any(rows, "blocked", by_default=False)
    consents = _consents(rows, consent)
    customer.pop(CONSENT, None)
    customer |= {name: value for name, value in consents.items() if value is not None}
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


def _any(rows: Sequence[Said], name: str, *, by_default: bool) -> bool:
    values = [said[name] for said in rows if name in said]
    return any(values) if values else by_default


def _consents(rows: Sequence[Said], consent: ConsentRow | None) -> dict[str, Any]:
    refusals = [said.get(REFUSED_AT, 0) for said in rows if said.get(CONSENT) is False]
    if refusals and (consent is None or consent.at <= max(refusals)):
        return {CONSENT: False}
    if consent is None:
        return {CONSENT: next((said[CONSENT] for said in rows if CONSENT in said), None)}
    if consent.status != "granted":
        return {CONSENT: False}
    if consent.until is None:
        return {CONSENT: True}
    return {CONSENT: False if refusals else None, UNTIL: consent.until}
