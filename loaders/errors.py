"""What stops a load before anything is written."""


class LoadError(Exception):
    """The files cannot be loaded as they are; the text says which, where, and what to do."""


class LoadRefused(LoadError):
    """The load would close what is hardly meant."""
