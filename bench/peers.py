"""Peers that are measured against and used for nothing else; requirements-bench.txt has them."""

import importlib
from typing import Any


class NoPeer(Exception):
    """What is measured against is not installed."""


def peer(library: str) -> Any:
    """Import a library that only measurements need. Raises NoPeer where it is not installed."""
    try:
        return importlib.import_module(library)
    except ImportError as reason:
        raise NoPeer(
            f"{library} is not installed: pip install -r requirements-bench.txt"
        ) from reason
