"""The glossary has one row an idea, and calls tags as the catalogue does."""

from collections import Counter
from collections.abc import Iterator

import pytest

from service.tagging.declaration import Tag
from service.tags import catalogue
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "glossary.md").read_text("utf-8")


def rows(page: str) -> Iterator[tuple[str, str, str]]:
    """The rows of the page's tables: English, Chinese, meaning."""
    for line in page.splitlines():
        if line.startswith("| ") and not line.startswith("| English "):
            english, chinese, meaning = line.strip("| ").split(" | ")
            yield english, chinese, meaning


def terms(page: str) -> list[tuple[str, list[str]]]:
    """Each term with its Chinese words: `a, b | 甲, 乙` is two terms, `a | 甲 / 乙` one of two."""
    return [
        (term, words.split(" / "))
        for english, chinese, _ in rows(page)
        for term, words in zip(english.split(", "), chinese.split(", "), strict=True)
    ]


def test_no_term_stands_twice() -> None:
    found = Counter(term.lower() for term, _ in terms(PAGE))
    assert len(found) > 100
    assert [term for term, times in found.items() if times > 1] == []


def test_no_meaning_stands_twice() -> None:
    found = Counter(meaning for _, _, meaning in rows(PAGE))
    assert [meaning for meaning, times in found.items() if times > 1] == []


def test_every_row_says_what_the_term_means() -> None:
    assert all(meaning.strip() for _, _, meaning in rows(PAGE))


def as_a_term(title: str) -> str:
    """A title as it stands within a sentence."""
    return title[0].lower() + title[1:]


@pytest.mark.parametrize("tag", catalogue().values(), ids=lambda tag: tag.tag_id)
def test_a_tag_is_called_in_both_languages_as_the_glossary_calls_it(tag: Tag) -> None:
    words = dict(terms(PAGE)).get(as_a_term(tag.title.en))
    assert words is not None, f"docs/glossary.md has no row for {as_a_term(tag.title.en)}"
    assert tag.title.zh in words


def test_terms_are_read_from_rows_as_they_are_written() -> None:
    page = "| English | 中文 | meaning here |\n|---|---|---|\n| a, b | 甲, 乙 / 丙 | both |\n"
    assert terms(page) == [("a", ["甲"]), ("b", ["乙", "丙"])]
