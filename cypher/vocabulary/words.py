"""What a vocabulary is: the words that files, store and answers share, each with all it says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cypher.text import Text as Text


@dataclass(frozen=True)
class Word:
    """A word as files, store and API write it, and what people call the thing."""

    word: str
    title: Text


@dataclass(frozen=True)
class Weight:
    """How much something counts, and why it counts so much."""

    weight: float
    reason: Text


@dataclass(frozen=True)
class Clue(Weight):
    """A sign that two customers are affiliated: its weight is the confidence that it gives alone.

    `said` completes "they ..." in English; {names} and the other fields are filled in by the tag.
    """

    said: Text


Entry = TypeVar("Entry", bound=Word)


class Vocabulary(Mapping[str, Entry]):
    """The entries of one vocabulary by their words, in the order in which they are declared."""

    def __init__(self, *entries: Entry) -> None:
        """Take the entries; raises ValueError where one word is declared twice."""
        self._entries = {entry.word: entry for entry in entries}
        if len(self._entries) < len(entries):
            words = [entry.word for entry in entries]
            twice = sorted({word for word in words if words.count(word) > 1})
            raise ValueError(f"declared twice in one vocabulary: {', '.join(twice)}")

    def __getitem__(self, word: str) -> Entry:
        """The entry of a word; raises KeyError where the vocabulary has no such word."""
        return self._entries[word]

    def __iter__(self) -> Iterator[str]:
        """The words, in order."""
        return iter(self._entries)

    def __len__(self) -> int:
        """How many words there are."""
        return len(self._entries)

    def title(self, word: str) -> Text:
        """What people call a word; a word that is not declared is called by itself.

        A newer version may have stored words that this one does not know.
        """
        entry = self._entries.get(word)
        return entry.title if entry else Text(f"“{word}”", word)

    def words(self, are: Callable[[Entry], object]) -> tuple[str, ...]:
        """The words of those entries for which `are` is true, in order."""
        return tuple(word for word, entry in self._entries.items() if are(entry))
