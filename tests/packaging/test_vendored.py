"""What others made is there as they published it, with its licence, and nothing else is."""

import gzip
import re

import pytest

from tests.packaging.licences import PERMISSIVE
from tests.packaging.vendored import DECLARED, FOLDERS, ROOT, Vendored, sha256_of, vendored


@pytest.mark.parametrize("package", [*vendored()], ids=lambda package: package.package)
def test_a_vendored_script_is_the_one_that_was_published(package: Vendored) -> None:
    script, *texts = package.files
    assert package.version in script
    assert sha256_of(package.folder / script) == package.sha256
    assert any("LICENSE" in name for name in texts)
    for name in texts:
        assert (package.folder / name).stat().st_size > 100, name


def test_what_is_served_may_be_given_away() -> None:
    for package in vendored():
        if package.folder == FOLDERS[0]:
            assert {*package.licence.split(" AND ")} <= PERMISSIVE, package.package


def test_no_other_file_lies_beside_them() -> None:
    for folder in FOLDERS:
        declared = {name for kept in vendored() if kept.folder == folder for name in kept.files}
        assert {path.name for path in folder.iterdir()} == {*declared, DECLARED}


def test_own_scripts_are_short_and_templates_too() -> None:
    static, templates = ROOT / "service" / "web" / "static", ROOT / "service" / "web" / "templates"
    for path in static.glob("*.js"):
        assert len(path.read_text("utf-8").splitlines()) <= 200, path.name
    for path in templates.rglob("*.html"):
        assert len(path.read_text("utf-8").splitlines()) <= 150, path.name


def test_what_a_page_without_a_chart_loads_is_small() -> None:
    static = ROOT / "service" / "web" / "static"
    base = (ROOT / "service" / "web" / "templates" / "base.html").read_text("utf-8")
    scripts = re.findall(r"filename='([^']+\.js)'", base)
    assert len(scripts) == 2
    assert sum(len(gzip.compress((static / name).read_bytes())) for name in scripts) < 40_000


def test_templates_hold_no_script_or_style_of_their_own_and_name_no_other_host() -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:|https?://(?!www\.w3\.org/)")
    for path in (ROOT / "service" / "web" / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        assert not inline.search(text), path.name
        for tag in re.findall(r"<script[^>]*>", text):
            assert "src=" in tag or 'type="application/json"' in tag, (path.name, tag)
