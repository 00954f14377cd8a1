"""A stranger finds the room: folders hold few modules, modules few lines, the README one screenful.

Counted are the modules that a folder holds itself, `__init__.py` left out.
"""

from collections import Counter

from tests.docs.pages import README, ROOT

ROOMS = ("cypher", "guanxi", "loaders", "service")
MODULES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
#: The folder of tags is the catalogue: it grows with it.
CATALOGUE = ROOT / "service" / "tags"


def test_there_is_something_to_count() -> None:
    assert len(MODULES) > 200
    assert CATALOGUE in {path.parent for path in MODULES}


def test_no_folder_holds_more_than_15_modules() -> None:
    held = Counter(path.parent for path in MODULES if path.name != "__init__.py")
    del held[CATALOGUE]
    assert {str(folder): count for folder, count in held.items() if count > 15} == {}


def test_no_module_is_longer_than_330_lines() -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {str(path): count for path, count in lines.items() if count > 330} == {}


def test_the_readme_is_shorter_than_300_lines() -> None:
    assert len(README.read_text("utf-8").splitlines()) < 300
