"""Instants as text: what JSON carries in place of milliseconds."""

import numpy as np

from cypher.engine.arrays import Ints


def instants(milliseconds: Ints) -> list[str]:
    """Instants (milliseconds since 1970) as people read them: ISO 8601, UTC."""
    texts: list[str] = np.datetime_as_string(milliseconds.astype("datetime64[ms]"), "ms").tolist()
    return [f"{text}Z" for text in texts]


def instant(milliseconds: int) -> str:
    """One instant as people read it; see `instants`."""
    return instants(np.array([milliseconds]))[0]
