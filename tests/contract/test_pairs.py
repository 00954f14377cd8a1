"""Whatever a person is told stands in both languages: errors have no other way to be raised."""

import ast
from collections import defaultdict
from collections.abc import Iterator

import pytest

from service.match_file.columns import WORDS
from tests.contract.prose import chinese_faults, english_faults
from tests.docs.pages import ROOT

ROOMS = ("cypher", "guanxi", "loaders", "service")
MODULES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in MODULES}

#: What tells a developer of a mistake in the code, or ends the process: nobody else reads it.
NOT_TOLD = {"TypeError", "KeyboardInterrupt", "SystemExit"}
#: The same, module by module. Kernels know no languages, and are given arrays that were checked;
#: what the system says of a full disk, or pydantic of a setting, is told by cypher/reasons.py.
ALONE = {
    "cypher/vocabulary/words.py": {"ValueError"},
    "loaders/reading/files.py": {"OSError"},
    "loaders/texts/edges.py": {"ValueError"},
    # An answer of the service itself, which is passed on as it is.
    "service/api/tables/pages.py": {"Refused"},
    "service/api/tables/columns.py": {"ValueError"},
    "service/warming/rehearsal.py": {"RuntimeError"},
}
KERNELS = "service/graph/"


def name_of(node: ast.expr | None) -> str:
    """The last part of a dotted name; '' for what is none."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def errors_with_pairs() -> set[str]:
    """GuanxiError and every class that comes from it."""
    bases: defaultdict[str, set[str]] = defaultdict(set)
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases[node.name] |= {name_of(base) for base in node.bases}
    found, before = {"GuanxiError"}, set[str]()
    while found != before:
        before = set(found)
        found |= {name for name, of in bases.items() if of & found}
    return found


PAIRED = errors_with_pairs()
#: Functions that make such an error; the annotation is what the type checker holds them to.
MAKERS = {
    node.name
    for tree in TREES.values()
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef) and name_of(node.returns) in PAIRED
}


def raised(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Everything that a module raises by a call: the line and what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            yield node.lineno, name_of(node.exc.func)


def test_the_store_the_loaders_and_the_service_have_such_errors() -> None:
    assert {"StoreError", "StoreBusy", "LoadError", "ServiceError", "BadValue"} <= PAIRED
    assert {"explained", "unreadable"} <= MAKERS


@pytest.mark.parametrize("room", ROOMS)
def test_no_error_is_raised_without_a_pair_of_texts(room: str) -> None:
    alone = [
        f"{module}:{line}: {name}"
        for module, tree in TREES.items()
        if module.startswith(f"{room}/") and not module.startswith(KERNELS)
        for line, name in raised(tree)
        if name not in PAIRED | MAKERS | NOT_TOLD | ALONE.get(module, set())
        # A cause of Neo4j's errors names the class that it raises.
        and name != "raises"
    ]
    assert alone == []


def written(node: ast.expr) -> str | None:
    """The letters of a text as they stand in the source, what is filled in as a dash."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (written(part) if isinstance(part, ast.Constant) else "-" for part in node.values)
        return "".join(part or "" for part in parts)
    return None


def pairs(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Every pair that is written out in a module: the line, the Chinese, the English."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in ("Text", "BadValue"):
            texts = [written(argument) for argument in node.args]
            if len(texts) == 2 and texts[0] and texts[1]:
                yield node.lineno, texts[0], texts[1]


def _without_headers(en: str) -> str:
    """An English text without what headers of tables are called in Chinese."""
    for word in (word for words in WORDS.values() for word in words.split()):
        en = en.replace(f"{word} (", "(")
    return en


@pytest.mark.parametrize("room", ROOMS)
def test_of_each_pair_one_is_chinese_and_the_other_english(room: str) -> None:
    found = [
        f"{module}:{line}: {fault}"
        for module, tree in TREES.items()
        if module.startswith(f"{room}/")
        for line, zh, en in pairs(tree)
        for fault in (*chinese_faults(zh), *english_faults(_without_headers(en)))
    ]
    assert found == []
