"""The catalogue's page is written from the tags."""

from docs.catalogue_page import DOCUMENT, render
from service.tags import catalogue


def test_the_page_is_what_the_tags_say() -> None:
    assert DOCUMENT.read_text("utf-8") == render(), "run `make documents`"


def test_every_tag_has_a_section_with_all_its_grades() -> None:
    sections = render().split("\n## ")[1:]
    assert [section.partition("\n")[0] for section in sections] == list(catalogue())
    for section, tag in zip(sections, catalogue().values(), strict=True):
        rows = [line.split(" | ")[0].removeprefix("| ") for line in section.splitlines()]
        assert [row for row in rows if row in {grade.grade_id for grade in tag.grades}] == [
            grade.grade_id for grade in tag.grades
        ]


def test_the_page_says_of_a_tag_what_it_is_and_why() -> None:
    for tag in catalogue().values():
        for text in (tag.title, tag.meaning, *(grade.reason for grade in tag.grades)):
            assert text.zh in render()
            assert text.en in render()
        assert tag.source in render()
        assert tag.version in render()
