"""Secrets that a store keeps: they are made with its schema, and never told in an answer."""

from dataclasses import dataclass

from cypher.query import Batch, Extract, Query


@dataclass(frozen=True)
class SecretRow:
    """The text of a secret."""

    value: str


class SecretNamed(Query[SecretRow]):
    """One secret by its name."""

    name: str


class KeepSecrets(Batch):
    """Keeps secrets, in the place of those that the schema has made."""


class StoredSecrets(Extract):
    """All secrets."""

    batch = KeepSecrets
