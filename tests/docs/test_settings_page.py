"""docs/settings.md has every setting as it is declared, and no page names a variable in vain."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr, ValidationError

from cypher import StoreSettings
from docs.settings_page import DOCUMENT, render
from loaders.settings import LoaderSettings
from service.settings import Settings
from tests.docs.pages import ROOT, pages

Row = tuple[str, str, str, str]

#: CONTRIBUTING.md shows how a setting is added with one that is not there.
SHOWN = "GUANXI_CHAIN_LONGEST"


def rows(page: str) -> list[Row]:
    """The rows of the page: the setting, its values, its default, its meaning."""
    found = re.findall(r"(?m)^\| `GUANXI_(\w+)` \| (.+?) \| (.+?) \| (.+) \|$", page)
    return [(name.lower(), value, default, meaning) for name, value, default, meaning in found]


def test_the_page_is_what_the_settings_say() -> None:
    assert DOCUMENT.read_text("utf-8") == render(), "run `make documents`"


def test_every_setting_stands_there_once_for_each_that_reads_it() -> None:
    loading = LoaderSettings.model_fields.keys() - StoreSettings.model_fields.keys()
    declared = [*Settings.model_fields, *loading]
    assert sorted(name for name, *_ in rows(render())) == sorted(declared)


def test_every_row_says_the_default_and_a_meaning() -> None:
    said = {(name, default, meaning) for name, _, default, meaning in rows(render())}
    for declaring in (Settings, LoaderSettings):
        for name, field in declaring.model_fields.items():
            default = field.default
            if isinstance(default, SecretStr):
                default = default.get_secret_value()
            shown = f"`{default}`" if default != "" else "empty"
            if isinstance(default, bool):
                shown = shown.lower()
            assert (name, shown, field.description) in said


@pytest.mark.parametrize("row", rows(render()), ids=lambda row: row[0])
def test_a_bound_of_the_page_is_the_last_value_that_is_taken(row: Row) -> None:
    name, value, *_ = row
    kind = "whole number" if value.startswith("whole number") else "number"
    step = 1 if kind == "whole number" else 1e-9
    for word, bound in re.findall(r"(above|at least|below|at most) ([\d.]+)", value):
        outwards = -step if word in ("above", "at least") else step
        edge = float(bound) if kind == "number" else int(bound)
        inside = edge - outwards if word in ("above", "below") else edge
        outside = edge if word in ("above", "below") else edge + outwards
        reader = Settings if name in Settings.model_fields else LoaderSettings
        assert taken(reader, name, inside), f"{name} = {inside}"
        assert not taken(reader, name, outside), f"{name} = {outside}"


def taken(reader: type[BaseModel], name: str, value: float) -> bool:
    """Whether the reader accepts a value for a setting."""
    try:
        reader.model_validate({name: value})
    except ValidationError as refused:
        return (name,) not in {error["loc"] for error in refused.errors()}
    return True


def test_a_setting_is_read_from_the_variable_that_the_page_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value, *_ in rows(render()):
        if "number" in value:
            monkeypatch.setenv(f"GUANXI_{name.upper()}", "none")
            reader = Settings if name in Settings.model_fields else LoaderSettings
            with pytest.raises(ValidationError, match=name):
                reader()
            monkeypatch.delenv(f"GUANXI_{name.upper()}")


def test_every_variable_that_a_page_names_is_read_somewhere() -> None:
    declared = {SHOWN, *(f"GUANXI_{name.upper()}" for name, *_ in rows(render()))}
    readers = [ROOT / "compose.yaml", *ROOT.glob("tests/*/*.py")]
    read = "".join(
        path.read_text("utf-8") for path in readers if path.parent != Path(__file__).parent
    )
    for page in pages():
        if page.name != "CHANGELOG.md":
            named = set(re.findall(r"GUANXI_[A-Z0-9_]+", page.read_text("utf-8")))
            assert {name for name in named - declared if name not in read} == set(), page
