"""Which packages a file of requirements installs, by what the installed ones say of themselves."""

from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.docs.pages import ROOT

RUNNING, DEVELOPING = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"


def named_in(path: Path) -> list[Requirement]:
    """What a file of requirements asks for, the files that it names included."""
    found: list[Requirement] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("-r "):
            found += named_in(path.parent / line.removeprefix("-r ").strip())
        elif line.strip() and not line.startswith("#"):
            found.append(Requirement(line))
    return found


def installed(
    requirements: Iterable[Requirement], places: list[str] | None = None
) -> dict[str, Distribution]:
    """Every package that the requirements lead to on this platform, by its canonical name.

    Packages are looked for in `places`, where they are given, else where Python finds its own.
    Raises KeyError where one is not installed.
    """
    # The first place that has a package is where Python imports it from.
    there: dict[str, Distribution] = {}
    for each in distributions() if places is None else distributions(path=places):
        there.setdefault(canonicalize_name(each.metadata["Name"]), each)
    waiting, seen = list(requirements), set[tuple[str, frozenset[str]]]()
    while waiting:
        asked = waiting.pop()
        key = canonicalize_name(asked.name), frozenset(asked.extras)
        if key in seen or not _applies(asked, ("",)):
            continue
        seen.add(key)
        for text in there[key[0]].requires or ():
            needed = Requirement(text)
            if _applies(needed, ("", *asked.extras)):
                needed.marker = None
                waiting.append(needed)
    return {name: there[name] for name, _ in sorted(seen, key=lambda key: key[0])}


def _applies(asked: Requirement, extras: Iterable[str]) -> bool:
    marker = asked.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)
