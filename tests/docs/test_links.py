"""Pages lead where they say."""

from pathlib import Path

import pytest

from tests.docs.pages import ROOT, anchors, links, pages


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in links(page.read_text("utf-8")):
        path, _, anchor = target.partition("#")
        named = (page.parent / path).resolve() if path else page
        assert named.exists(), f"{page.relative_to(ROOT)} links to {target}"
        if anchor:
            assert anchor in anchors(named.read_text("utf-8")), f"{target} has no such heading"


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in reached:
            continue
        reached.add(page)
        targets = (target.partition("#")[0] for target in links(page.read_text("utf-8")))
        linked = ((page.parent / target).resolve() for target in targets if target)
        ahead += [path for path in linked if path.suffix == ".md" and path.exists()]
    assert {path.relative_to(ROOT) for path in pages()} == {
        path.relative_to(ROOT) for path in reached
    }
