"""GRAPH: every query text, and the only code that runs one.

A query is a frozen dataclass whose fields are its parameters; its Cypher and its SQL lie side by
side in a folder that says when it runs: schema, load, view, publish, serve. `open_store` opens
the one door to either engine.
"""

from cypher.doors import open_store
from cypher.errors import StoreError
from cypher.query import Batch, Command, Query, View
from cypher.settings import StoreSettings
from cypher.store import Store

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
