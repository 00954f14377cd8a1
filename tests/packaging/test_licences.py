"""Nothing is installed under a licence that is neither permissive nor declared with a reason."""

import sys
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from tests.packaging.installed import DEVELOPING, RUNNING, installed, named_in
from tests.packaging.licences import (
    DEVELOPING_DECLARED,
    RUNNING_DECLARED,
    is_permissive,
    licence_of,
    main,
)


def test_every_package_has_a_licence_that_may_be_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = [line.split()[:2] for line in out.splitlines()]
    assert ["runs", "numpy"] in lines
    assert ["develops", "pytest"] in lines
    assert {*named_of(RUNNING)} <= {name for use, name in lines if use == "runs"}


def named_of(path: Path) -> list[str]:
    return [each.name for each in named_in(path)]


def test_what_is_declared_is_installed_and_needs_it() -> None:
    runs = installed(named_in(RUNNING))
    develops = installed(named_in(DEVELOPING))
    assert RUNNING_DECLARED.keys() <= runs.keys()
    assert DEVELOPING_DECLARED.keys() <= develops.keys() - runs.keys()
    for name, (licence, reason) in (RUNNING_DECLARED | DEVELOPING_DECLARED).items():
        assert licence_of(develops[name]) == licence
        assert not is_permissive(licence)
        assert len(reason.split()) > 3


def planted(folder: Path, name: str, *said: str) -> str:
    """The place of a package of which there is nothing but what it says of itself."""
    about = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    about.mkdir(parents=True)
    head = ("Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *said)
    (about / "METADATA").write_text("\n".join(head) + "\n", "utf-8")
    return str(folder)


@pytest.mark.parametrize(
    "said",
    [
        "License-Expression: GPL-3.0-or-later",
        "License-Expression: MIT AND AGPL-3.0-only",
        "License: LGPL-2.1-only",
        "Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)",
        "License: ask the author",
        "Summary: says nothing",
    ],
)
def test_a_package_under_another_licence_fails(
    said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = [planted(tmp_path / "places", "copied-left", said), *sys.path]
    running = tmp_path / "requirements.txt"
    running.write_text("copied-left==1.0\n", "utf-8")
    assert main(running, running, places) == 1
    assert "copied-left (" in capsys.readouterr().err


def test_what_a_package_leads_to_is_looked_at_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = [planted(tmp_path / "a", "good", "License: MIT", "Requires-Dist: copied-left[more]")]
    places += [planted(tmp_path / "b", "copied-left", 'Requires-Dist: deep; extra == "more"')]
    places += [planted(tmp_path / "c", "deep", "License-Expression: GPL-2.0-only")]
    running = tmp_path / "requirements.txt"
    running.write_text("# why\ngood==1.0\n", "utf-8")
    assert main(running, running, places) == 1
    assert "deep (GPL-2.0-only)" in capsys.readouterr().err


def test_another_licence_than_the_declared_one_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = [planted(tmp_path / "a", "certifi", "License-Expression: AGPL-3.0-only")]
    running = tmp_path / "requirements.txt"
    running.write_text("certifi\n", "utf-8")
    assert main(running, running, places) == 1
    assert "certifi (AGPL-3.0-only)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("licence", "permissive"),
    [
        ("MIT", True),
        ("GPL-2.0-only OR MIT", True),
        ("MIT AND (Apache-2.0 OR GPL-3.0-only)", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("MIT AND GPL-2.0-only", False),
        ("MPL-2.0", False),
        ("no licence at all", False),
        ("?", False),
    ],
)
def test_one_of_several_is_chosen_and_all_of_several_are_kept(
    licence: str, permissive: bool
) -> None:
    assert is_permissive(licence) is permissive


def test_classifiers_count_together(tmp_path: Path) -> None:
    lines = [
        f"Classifier: License :: OSI Approved :: {each}"
        for each in ("MIT License", "Apache Software License")
    ]
    planted(tmp_path, "both", *lines, "Classifier: License :: OSI Approved")
    package = Distribution.at(tmp_path / "both-1.0.dist-info")
    assert licence_of(package) == "Apache-2.0 AND MIT"
