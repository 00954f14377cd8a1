"""What the versions of tags that runs used said of themselves."""

from dataclasses import dataclass

from cypher.query import Query


@dataclass(frozen=True)
class TagVersionRow:
    """A version of a tag's rule, and the first run that used it.

    `grades` is JSON, a list of {grade, title, floor, reason}. Meaning and source are '' and grades
    are [] where the version was used before these were kept.
    """

    tag_id: str
    version: str
    title_zh: str
    title_en: str
    meaning_zh: str
    meaning_en: str
    source: str
    grades: str
    first_run: int


class VersionsOfTag(Query[TagVersionRow]):
    """The versions of a tag that runs up to one used, the latest first.

    `before_run` and `before_version` are those of the last one seen: 2**53 and '' to begin with.
    """

    tag_id: str
    run_id: int
    before_run: int
    before_version: str
    limit: int


class TagVersions(Query[TagVersionRow]):
    """Some versions of some tags: all of these tags that are among these versions."""

    tag_ids: list[str]
    versions: list[str]
