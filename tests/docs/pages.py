"""The project's own pages, and what is found in them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"

_FENCED = re.compile(r"(?ms)^```.*?^```$")


def pages() -> list[Path]:
    """Every page of the project, those of its tools left out."""
    rooms = ("cypher", "docs", "loaders", "service", "bench", "tests")
    inside = (path for room in rooms for path in (ROOT / room).rglob("*.md"))
    return sorted([*ROOT.glob("*.md"), *inside])


def prose(text: str) -> str:
    """The text without its fenced blocks."""
    return _FENCED.sub("", text)


def blocks(text: str, language: str) -> list[str]:
    """The content of the fenced blocks in a language, in order."""
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", text)


def anchors(text: str) -> set[str]:
    """What a link into the page may name: its headings as GitHub calls them."""
    headings = re.findall(r"(?m)^#+ (.+)$", prose(text))
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in kept}


def links(text: str) -> list[str]:
    """The targets of the links of a page, those into the web left out."""
    found = re.findall(r"\]\(([^)\s]+)\)", prose(text))
    return [target for target in found if not target.startswith(("http://", "https://"))]
