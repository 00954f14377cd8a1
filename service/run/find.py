"""FIND: ask a tag for its holders in a bank, after the tags that it stands on."""

from typing import Any

from cypher import View
from cypher.vocabulary import Text
from service.errors import UnknownTag
from service.graph.looks import look
from service.settings import Settings
from service.tagging.bank import Declared
from service.tagging.declaration import Holdings, Purpose, Reading, Tag
from service.tagging.shared import found_key
from service.tags import catalogue


def find(bank: Reading, tag: Tag, settings: Settings) -> Holdings:
    """What a tag finds in a bank or a supposed one, each tag reading the views that it declares.

    What another tag stands on is found once in a bank and kept with it, whichever is asked first;
    all else is forgotten once it has been told. Raises as `stood_on` and `look` do.
    """
    look()
    key = found_key(tag.tag_id)
    if key in bank.made:
        holdings: Holdings = bank.made[key]
        return holdings
    for below in stood_on(tag, settings):
        bank.made[found_key(below.tag_id)] = find(bank, below, settings)
    holdings = tag.find(Declared(bank, tag), settings)
    if any(tag.tag_id in other.stands_on(settings) for other in catalogue().values()):
        bank.made[key] = holdings
    return holdings


def stood_on(tag: Tag, settings: Settings, above: tuple[str, ...] = ()) -> list[Tag]:
    """The tags that a tag stands on, and those that they stand on, what is lowest first.

    Raises UnknownTag where one is not in the catalogue, or stands on itself in the end.
    """
    above = (*above, tag.tag_id)
    found: dict[str, Tag] = {}
    for tag_id in tag.stands_on(settings):
        if tag_id in above:
            raise UnknownTag(
                Text(
                    f"{tag_id}不能以自身为依据：请在设置中指定其他标签",
                    f"{tag_id} cannot stand on itself: name another tag in the settings",
                )
            )
        if tag_id not in catalogue():
            raise UnknownTag(
                Text(
                    f"{tag.tag_id}设置为以{tag_id!r}为依据，但没有这个标签：现有{'、'.join(catalogue())}",
                    f"{tag.tag_id} is set to stand on {tag_id!r}, and there is no such tag: "
                    f"the tags are {', '.join(catalogue())}",
                )
            )
        below = catalogue()[tag_id]
        found |= {lower.tag_id: lower for lower in stood_on(below, settings, above)}
        found[tag_id] = below
    return list(found.values())


def purposes_of(tag: Tag, settings: Settings, above: tuple[str, ...] = ()) -> tuple[Purpose, ...]:
    """What a tag may be asked for: its own purposes, less those that what it stands on is not for.

    A tag that is not in the catalogue, or stands on itself, takes nothing away: `stood_on` says so.
    """
    above = (*above, tag.tag_id)
    below = [
        purposes_of(catalogue()[tag_id], settings, above)
        for tag_id in tag.stands_on(settings)
        if tag_id in catalogue() and tag_id not in above
    ]
    return tuple(own for own in tag.purposes if all(own in purposes for purposes in below))


def views_of(tag: Tag, settings: Settings) -> set[type[View[Any]]]:
    """The views that decide who holds a tag: those it reads, and those of what it stands on."""
    return {view for member in (tag, *stood_on(tag, settings)) for view in member.views}
