"""The kernels that other rooms import have numpydoc's sections, with examples that run."""

import ast
import doctest
import importlib
import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.docs.pages import ROOT

GRAPH = ROOT / "service" / "graph"


def documented() -> list[Any]:
    """Every function of the room that has an example, with the module it stands in."""
    found = []
    for path in sorted(GRAPH.rglob("*.py")):
        names = [
            node.name
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.FunctionDef) and ">>> " in (ast.get_docstring(node) or "")
        ]
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        found += [pytest.param(module, name, id=name) for name in names]
    return found


def imported_elsewhere() -> set[str]:
    """The names that the other rooms of the service import from this one."""
    files = [path for path in (ROOT / "service").rglob("*.py") if not path.is_relative_to(GRAPH)]
    return {
        alias.name
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("service.graph.")
        for alias in node.names
    }


def section(docstring: str, name: str) -> str:
    """The text of a section; empty where there is none."""
    found = re.search(rf"(?ms)^{name}\n-+\n(.*?)(?=^\w+\n-+\n|\Z)", docstring)
    return found[1].strip() if found else ""


def test_at_least_thirty_kernels_that_others_import_have_examples() -> None:
    names = {param.id for param in documented()}
    assert len(names & imported_elsewhere()) >= 30


@pytest.mark.parametrize(("module", "name"), documented())
def test_a_kernel_says_what_it_takes_and_what_comes_back(module: str, name: str) -> None:
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    docstring = inspect.getdoc(function) or ""
    listed = re.findall(r"(?m)^(\w[\w, ]*?)(?: : .+)?$", section(docstring, "Parameters"))
    taken = {parameter.strip() for line in listed for parameter in line.split(",")}
    assert taken >= set(function.__annotations__) - {"return"}
    assert section(docstring, "Returns")
    assert section(docstring, "Examples").count(">>> ") >= 1
    if "ValueError" in docstring:
        assert section(docstring, "Raises").startswith("ValueError")


@pytest.mark.parametrize(("module", "name"), documented())
def test_an_example_comes_out_as_it_is_shown(module: str, name: str) -> None:
    there = importlib.import_module(module)
    parsed = doctest.DocTestParser().get_doctest(
        getattr(there, name).__doc__, dict(vars(there)), name, module, 0
    )
    told: list[str] = []
    result = doctest.DocTestRunner().run(parsed, out=told.append)
    assert result.attempted > 0
    assert result.failed == 0, "".join(told)
