"""GRAPH: every query text, and the only code that runs one.

A query is a frozen dataclass whose fields are its parameters; its Cypher and its SQL lie side by
side in a folder that says when it runs: schema, load, view, publish, serve, override, case, copy.
`open_store` opens the one door to either engine.
"""

from cypher.engine.errors import StoreError
from cypher.engine.open import open_store
from cypher.engine.settings import StoreSettings
from cypher.engine.store import Store
from cypher.query import Batch, Command, Query, View

__all__ = [
    "Batch",
    "Command",
    "Query",
    "Store",
    "StoreError",
    "StoreSettings",
    "View",
    "open_store",
]
