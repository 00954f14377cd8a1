"""What a list is asked for: marketing, unless something else is said, or another purpose of it.

A viewer asks for the purposes of his roles alone: where marketing is none of them it is not meant.
"""

from typing import Literal

from pydantic import Field

from cypher.vocabulary import Text
from service.access.roles import PURPOSES
from service.api.access.viewers import ask_for, asked_purposes, viewer
from service.api.http.answers import settings
from service.api.http.parameters import Request
from service.errors import BadRequest, NotAllowed
from service.run.find import purposes_of
from service.tagging.declaration import Purpose, Tag
from service.tags import catalogue

#: What lists of influence, communities, likenesses and changes may be asked for.
ListPurpose = Literal["marketing", "service"]

_SAID = (
    "marketing: without customers who refused, are blocked, closed or no clients, or, persons, "
    "whose consent is unknown (under opt_in); service: complete, for a manager's own question"
)


class ForPurpose(Request):
    """What a list is asked for."""

    purpose: ListPurpose = Field(
        "marketing",
        description=f"{_SAID}, and what is meant without it where the viewer has no marketing",
    )


class ForPurposeOrBody(Request):
    """What a list is asked for, where the body may say it as well."""

    purpose: ListPurpose | None = Field(None, description=f"{_SAID}; marketing unless body says")


class ForPurposeOfTag(Request):
    """What a tag's list is asked for."""

    purpose: Purpose | None = Field(
        None,
        description="one of the tag's purposes and of the viewer's; marketing where it is one of "
        "them, else the first. "
        f"{_SAID}, as for the tag's other purposes",
    )


def purpose_of_list(asked: ListPurpose | None) -> ListPurpose:
    """The purpose of a list: marketing, unless another is named or is all that the viewer has.

    The question is asked for it from here on; raises NotAllowed where it is not the viewer's.
    """
    purpose = asked or ("marketing" if "marketing" in asked_purposes() else "service")
    ask_for(purpose)
    return purpose


def purpose_of_query(query: ForPurpose) -> ListPurpose:
    """As `purpose_of_list`, of what an address says."""
    return purpose_of_list(query.purpose if "purpose" in query.model_fields_set else None)


def purpose_of_both(*asked: ListPurpose | None) -> ListPurpose:
    """As `purpose_of_list`, of what address or body says; raises BadRequest where they differ."""
    said = {purpose for purpose in asked if purpose}
    if len(said) > 1:
        raise BadRequest(
            Text(
                "地址与请求体中的purpose不同：请只保留其一",
                "address and body name different purposes: leave one out",
            ),
            "purpose",
        )
    return purpose_of_list(said.pop() if said else None)


def purpose_for(tag: Tag, asked: Purpose | None, *, field: str = "purpose") -> Purpose:
    """The purpose of a question about a tag, the one asked if the tag is for it.

    Without one marketing, where the tag and the viewer are for it, else the first of the viewer's
    that the tag has. The question is asked for it from here on. Raises NotAllowed where tag or
    purpose is not the viewer's, BadRequest, naming the field, where the tag is not for the purpose.
    """
    ask_about(tag)
    purposes = purposes_of(tag, settings())
    if asked is None:
        may = asked_purposes() if viewer().is_signed else _all_purposes(tag)
        mine = [each for each in may if each in _all_purposes(tag)]
        asked = "marketing" if "marketing" in {*purposes} & {*mine} else mine[0]
        ask_for(asked)
        return asked
    ask_for(asked)
    if asked not in purposes:
        raise BadRequest(
            Text(
                f"{tag.tag_id}不用于{asked}：其用途为{'、'.join(purposes) or '无'}",
                f"{tag.tag_id} is not for {asked}: it answers questions for "
                f"{' and '.join(purposes) or 'none'}",
            ),
            field,
        )
    return asked


def ask_about(tag: Tag) -> None:
    """Ask about a tag from here on: in those roles alone that have a purpose of it.

    Raises NotAllowed as `must_see` does.
    """
    must_see(tag)
    ask_for(*_all_purposes(tag))


def must_see(tag: Tag) -> None:
    """Raise NotAllowed where a tag has no purpose for which the viewer may ask this question.

    Whoever holds it.
    """
    if not may_see(tag):
        may = asked_purposes()
        raise NotAllowed(
            Text(
                f"您的角色不可查询标签{tag.tag_id}：它用于{'、'.join(_all_purposes(tag))}，"
                f"您可用的用途为{'、'.join(may) or '无'}",
                f"your roles may not ask about {tag.tag_id}: it is for "
                f"{', '.join(_all_purposes(tag))}, and they ask for {', '.join(may) or 'nothing'}",
            )
        )


def may_see(tag: Tag) -> bool:
    """Whether a tag has a purpose for which the viewer may ask this question."""
    return not {*_all_purposes(tag)}.isdisjoint(asked_purposes())


def seen_tags() -> set[str]:
    """The tags of the catalogue that the viewer may see, by id."""
    tags = catalogue()
    return {*tags} if sees_every_tag() else {each for each, tag in tags.items() if may_see(tag)}


def sees_every_tag() -> bool:
    """Whether the viewer may see whatever tag there is, those that have left the catalogue too."""
    return {*asked_purposes()} == {*PURPOSES}


def tags_for(purpose: Purpose) -> list[str]:
    """The tags that are for a purpose, in order."""
    return [
        tag_id for tag_id, tag in catalogue().items() if purpose in purposes_of(tag, settings())
    ]


def _all_purposes(tag: Tag) -> tuple[Purpose, ...]:
    """What a tag is for; its own purposes where what it stands on leaves none."""
    return purposes_of(tag, settings()) or tag.purposes
