"""Every way in which a store can fail, each with a line that says what to do."""


class StoreError(Exception):
    """A store could not do what was asked; the text says what to do about it."""


class StoreUnavailable(StoreError):
    """The store does not answer, or refuses the user: trying again later may help."""


class StoreBusy(StoreError):
    """Another load or derivation is writing."""


class StoreUnusable(StoreError):
    """The store answers but cannot serve: too old, read-only, full, or no database at all."""
