"""The changelog keeps to its form, and says every tag's version."""

import re

from service.tags import catalogue
from tests.docs.pages import ROOT

TEXT = (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_version_of_every_tag_has_a_heading() -> None:
    told = set(re.findall(r"(?m)^#### (\w+) (\d+\.\d+\.\d+)$", TEXT))
    assert told >= {(tag.tag_id, tag.version) for tag in catalogue().values()}


def test_unreleased_changes_come_first_under_the_usual_headings() -> None:
    first, *_ = re.findall(r"(?m)^## (.+)$", TEXT)
    assert first == "[Unreleased]"
    usual = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Tags"}
    assert set(re.findall(r"(?m)^### (.+)$", TEXT)) <= usual
