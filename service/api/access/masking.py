"""Answers without what identifies anybody: the one place where that is taken out of JSON."""

import functools
from collections.abc import Iterable
from typing import Any

import orjson
from flask import current_app

from cypher import Store
from cypher.secret import SecretNamed
from cypher.serve.customers import NamesOf
from service.access.identifying import MAY_HOLD, Masking, mask, parties
from service.access.opaque import opaque_id
from service.settings import Settings
from service.tags import catalogue

KEY = "opaque_ids"


def masked_body(body: bytes) -> bytes:
    """An answer in JSON as anybody may see it.

    Cost: a look at the bytes; where they may hold such a value, that of reading and writing them,
    and a query where payments lead to accounts.
    """
    may_hold = MAY_HOLD.search(body) or any(tag in body for tag in _named_about_accounts())
    return orjson.dumps(masked(orjson.loads(body))) if may_hold else body


def masked(said: Any) -> Any:
    """What JSON says, as anybody may see it: see `service.access.identifying`."""
    return Masking(opaque, accounts_among(parties(said)), _about_accounts()).masked(said)


def masked_for_words(said: Any) -> Any:
    """What JSON says with the masks in the place of ids too: what sentences are made of."""
    return Masking(_in_words).masked(said)


def opaque(kind: str, value: str) -> str:
    """The id that stands for a value of a kind."""
    return opaque_id(secret_key(), kind, value)


def secret_key() -> str:
    """What opaque ids and cursors are made with: GUANXI_KEY, or what the store keeps."""
    settings: Settings = current_app.extensions["guanxi.settings"]
    if settings.key.get_secret_value():
        return settings.key.get_secret_value()
    kept: dict[str, str] = current_app.extensions["guanxi.secrets"]
    if KEY not in kept:
        kept[KEY] = _store().rows(SecretNamed(KEY))[0].value
    return kept[KEY]


def accounts_among(party_ids: Iterable[str]) -> set[str]:
    """Those of some parties that are accounts of nobody known: no customer has such an id."""
    asked = sorted({*party_ids} - {""})
    known = {row.customer_id for row in _store().rows(NamesOf(asked))} if asked else set()
    return {*asked} - known


def _in_words(kind: str, value: str) -> str:
    shown = mask(kind, value)
    return shown if kind == "account" else f"{kind}:{shown}"


@functools.cache
def _about_accounts() -> frozenset[str]:
    return frozenset(tag_id for tag_id, tag in catalogue().items() if tag.about == "account")


@functools.cache
def _named_about_accounts() -> tuple[bytes, ...]:
    return tuple(tag_id.encode() for tag_id in _about_accounts())


def _store() -> Store:
    found: Store = current_app.extensions["guanxi.store"]
    return found
