"""The catalogue as a page to read, docs/catalogue.md, made from the tags."""

from pathlib import Path

from service.tagging.declaration import Grade, Tag
from service.tags import catalogue

DOCUMENT = Path(__file__).with_name("catalogue.md")

PREFACE = """\
# Catalogue 标签目录

Every tag, as its file in `service/tags/` declares it. This page is written by `make documents`;
change the tag, not the page. Words are explained in the [glossary](glossary.md), where the numbers
come from in the [records](../loaders/sources/canonical/README.md).
"""


def render() -> str:
    """The whole catalogue as Markdown: a table of all tags, then a section for each, by id."""
    tags = catalogue().values()
    listed = "\n".join(
        f"| [{tag.tag_id}](#{tag.tag_id}) | {tag.title.zh} | {tag.title.en} | {tag.version} |"
        for tag in tags
    )
    contents = f"| tag | 标签 | title | version |\n|---|---|---|---|\n{listed}\n"
    return "\n".join([PREFACE, contents, *(_section(tag) for tag in tags)])


def _section(tag: Tag) -> str:
    facts = "\n".join(f"- {name}: {said}" for name, said in _facts(tag))
    heading = "share of scores below" if tag.by_distribution else "score from"
    grades = "\n".join(_grade(grade, tag.by_distribution) for grade in tag.grades)
    return (
        f"## {tag.tag_id}\n\n**{tag.title.zh} · {tag.title.en}**\n\n"
        f"{tag.meaning.zh}\n\n{tag.meaning.en}\n\n{facts}\n\n"
        f"| grade | 等级 | {heading} | 理由 | reason |\n|---|---|---|---|---|\n{grades}\n"
    )


def _facts(tag: Tag) -> list[tuple[str, str]]:
    """What a tag declares besides its texts and grades; what does not apply is left out."""
    facts = [
        ("version", tag.version),
        ("for", f"{tag.audience.zh} · {tag.audience.en}"),
        ("purposes", ", ".join(tag.purposes)),
        ("source", tag.source),
        ("reads", ", ".join(f"`{view.__name__}`" for view in tag.views)),
    ]
    if tag.group_kind and not tag.groups_of:
        facts.append(("makes groups of the kind", f"`{tag.group_kind}`"))
    if tag.rests_on:
        whom = f"a {' or '.join(tag.rests_on_kinds)}" if tag.rests_on_kinds else "a customer"
        edges = ", ".join(f"`{edge}`" for edge in tag.rests_on)
        facts.append(("unknown, and not false, for", f"{whom} without any edge of {edges}"))
    if tag.rests_on_columns:
        columns = " or ".join(f"`{column}`" for column in tag.rests_on_columns)
        facts.append(("unknown too for", f"a customer whose {columns} is not known"))
    if "marketing" in tag.purposes:
        facts.append(("lists for marketing", "leave out customers who may not be approached"))
    return facts


def _grade(grade: Grade, by_distribution: bool) -> str:
    if grade.floor is None:
        floor = "any other"
    else:
        floor = f"{grade.floor:.0%}" if by_distribution else f"{grade.floor:.4g}"
    texts = (grade.grade_id, grade.title.zh, floor, grade.reason.zh, grade.reason.en)
    return f"| {' | '.join(texts)} |"
