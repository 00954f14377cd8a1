"""Errors that a person is told of: each is raised with what it says in both languages."""

from cypher.text import Text


class GuanxiError(Exception):
    """Something cannot be done; `text` says why, and what to do about it.

    `str` of it is the English, for logs.
    """

    def __init__(self, text: Text) -> None:
        """Say it in both languages."""
        self.text = text
        super().__init__(text.en)


class AmountTooLarge(GuanxiError, OverflowError):
    """An amount of money, or a sum, that cannot be told exactly."""


class BadValue(GuanxiError, ValueError):
    """A value, of a setting or of a request, that cannot be meant."""

    def __init__(self, zh: str, en: str) -> None:
        """Say why, in both languages."""
        super().__init__(Text(zh, en))
