"""What is made from the records' declarations: `python -m loaders.documents` writes it again."""

from pathlib import Path

from loaders.reading.origins import SOURCES
from loaders.texts import record_texts
from loaders.texts.canonical_page import records_page


def documents() -> dict[Path, str]:
    """The page of canonical files and the texts of the records, by their files."""
    return {SOURCES / "canonical" / "README.md": records_page(), **record_texts()}


def main() -> None:
    """Write them all again."""
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
