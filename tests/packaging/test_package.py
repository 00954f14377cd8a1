"""What is installed is what is here: the texts, the command, the version, and what it stands on."""

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from cypher.version import VERSION
from tests.docs.pages import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES: list[str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, built without asking any network."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder


def files_of_packages() -> set[str]:
    """Every file of the packages that git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *PACKAGES],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    if listed:
        return {name for name in listed if (ROOT / name).exists()}
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*"))
    return {
        path.relative_to(ROOT).as_posix()
        for path in found
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.slow
def test_every_file_of_the_packages_is_in_the_wheel_and_in_the_sdist(built: Path) -> None:
    files = files_of_packages()
    assert sum(name.endswith((".sql", ".cypher")) for name in files) > 350
    with zipfile.ZipFile(built / f"guanxi-{VERSION}-py3-none-any.whl") as wheel:
        packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == files
    with tarfile.open(built / f"guanxi-{VERSION}.tar.gz") as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert names >= files | {"pyproject.toml", "README.md"}


@pytest.mark.slow
def test_the_wheel_has_the_one_command_and_the_version(built: Path) -> None:
    with zipfile.ZipFile(built / f"guanxi-{VERSION}-py3-none-any.whl") as wheel:
        about = f"guanxi-{VERSION}.dist-info"
        commands = wheel.read(f"{about}/entry_points.txt").decode()
        metadata = wheel.read(f"{about}/METADATA").decode()
    assert commands.split() == ["[console_scripts]", "guanxi", "=", "guanxi.__main__:main"]
    assert f"\nVersion: {VERSION}\n" in metadata


def pins(name: str) -> dict[str, str]:
    """The exact versions that a file of requirements names."""
    text = (ROOT / name).read_text("utf-8")
    return dict(re.findall(r"(?m)^([a-z0-9-]+)==(\S+)$", text))


def test_what_is_pinned_to_run_is_what_the_package_asks_for() -> None:
    asked = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
    running, all_pins = pins("requirements.txt"), pins("requirements-dev.txt")
    assert running.keys() <= {requirement.name for requirement in asked}
    for requirement in asked:
        assert requirement.specifier.contains((all_pins | running)[requirement.name]), requirement
