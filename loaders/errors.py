"""What stops a load before anything is written."""

from cypher.errors import GuanxiError


class LoadError(GuanxiError):
    """The files cannot be loaded as they are; `text` says which, where, and what to do."""


class LoadRefused(LoadError):
    """The load would close what is hardly meant."""
