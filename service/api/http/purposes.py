"""What a list is asked for: marketing, unless something else is said, or another purpose of it."""

from typing import Literal

from pydantic import Field

from cypher.vocabulary import Text
from service.api.http.answers import settings
from service.api.http.parameters import Request
from service.errors import BadRequest
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

    purpose: ListPurpose = Field("marketing", description=_SAID)


class ForPurposeOrBody(Request):
    """What a list is asked for, where the body may say it as well."""

    purpose: ListPurpose | None = Field(None, description=f"{_SAID}; marketing unless body says")


class ForPurposeOfTag(Request):
    """What a tag's list is asked for."""

    purpose: Purpose | None = Field(
        None,
        description="one of the tag's purposes; marketing where it is one of them, else the first. "
        f"{_SAID}, as for the tag's other purposes",
    )


def purpose_of_both(*asked: ListPurpose | None) -> ListPurpose:
    """The purpose that address or body says; raises BadRequest where they differ."""
    said = {purpose for purpose in asked if purpose}
    if len(said) > 1:
        raise BadRequest(
            Text(
                "地址与请求体中的purpose不同：请只保留其一",
                "address and body name different purposes: leave one out",
            ),
            "purpose",
        )
    return said.pop() if said else "marketing"


def purpose_for(tag: Tag, asked: Purpose | None, *, field: str = "purpose") -> Purpose:
    """The purpose of a question about a tag, the one asked if the tag is for it.

    Raises BadRequest, naming the field, where it is not.
    """
    purposes = purposes_of(tag, settings())
    if asked is None:
        return "marketing" if "marketing" in purposes else (*purposes, *tag.purposes)[0]
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


def tags_for(purpose: Purpose) -> list[str]:
    """The tags that are for a purpose, in order."""
    return [
        tag_id for tag_id, tag in catalogue().items() if purpose in purposes_of(tag, settings())
    ]
