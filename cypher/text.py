"""What a person reads, in both languages: the type that all else here may stand on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """The same text for people in Chinese and in English."""

    zh: str
    en: str

    def told(self, language: str) -> str:
        """The text in one language: zh or en."""
        return self.zh if language == "zh" else self.en
