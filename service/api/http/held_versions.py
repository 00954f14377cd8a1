"""The version of a tag's rule that a holding was found by, which may no longer be today's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cypher.serve.tags import TagVersionRow, TagVersions
from service.api.http.answers import store
from service.tagging.declaration import Grade, Text
from service.tagging.grades import grades_from_json
from service.tags import catalogue

#: Said where a grade's reason was not kept: by versions that were used before they were.
NOT_KEPT = Text("该版本未保存分级理由", "this version's reasons for its grades were not kept")


@dataclass(frozen=True)
class HeldVersion:
    """What a version of a tag called itself and its grades; `is_todays` where the catalogue has it.

    A holding of today's version is told by the tag itself, one of another by `sentence` alone.
    """

    version: str
    title: Text
    grades: tuple[Grade, ...]
    is_todays: bool

    def grade(self, grade_id: str) -> Grade:
        """The grade of a holding; by its id alone where this version's grades are not known."""
        for grade in self.grades:
            if grade.grade_id == grade_id:
                return grade
        return Grade(grade_id, Text(grade_id, grade_id), None, NOT_KEPT)

    def sentence(self, grade_id: str) -> Text:
        """That a customer holds the tag, by which version's rule, in which grade."""
        grade = self.grade(grade_id).title
        return Text(
            f"依据{self.version}版规则持有：{self.title.zh}，{grade.zh}",
            f"Held under version {self.version}: {self.title.en}, {grade.en}",
        )


def held_versions(held: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], HeldVersion]:
    """What versions of tags called themselves, by the tag's id and the version.

    All the tags must be in the catalogue. The store is asked for versions that are not today's.
    """
    found: dict[tuple[str, str], HeldVersion] = {}
    for tag_id, version in sorted(set(held)):
        tag = catalogue()[tag_id]
        is_todays = version == tag.version
        found[tag_id, version] = HeldVersion(
            version, tag.title, grades=tag.grades if is_todays else (), is_todays=is_todays
        )
    old = [pair for pair, known in found.items() if not known.is_todays]
    if old:
        tag_ids, versions = (sorted(set(names)) for names in zip(*old, strict=True))
        for row in store().rows(TagVersions(tag_ids=tag_ids, versions=versions)):
            if (row.tag_id, row.version) in old:
                found[row.tag_id, row.version] = _kept(row)
    return found


def _kept(row: TagVersionRow) -> HeldVersion:
    return HeldVersion(
        version=row.version,
        title=Text(row.title_zh, row.title_en),
        grades=grades_from_json(row.grades),
        is_todays=False,
    )
