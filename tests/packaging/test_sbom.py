"""The bill of materials names what the image installs, and nothing that only tests need."""

import json
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

from cypher.version import VERSION
from tests.packaging.installed import RUNNING, installed, named_in
from tests.packaging.sbom import main

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that `make sbom` writes."""
    place = tmp_path_factory.mktemp("sbom") / "build" / "guanxi.cdx.json"
    assert main(place) == 0
    return place


def test_it_is_what_cyclonedx_says(written: Path) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written.read_text("utf-8")) is None


def test_it_names_every_pinned_package_with_its_version_purl_and_licence(written: Path) -> None:
    bill = json.loads(written.read_text("utf-8"))
    found = {canonicalize_name(each["name"]): each for each in bill["components"]}
    for asked in named_in(RUNNING):
        component = found[canonicalize_name(asked.name)]
        assert asked.specifier.contains(component["version"])
        assert component["purl"] == f"pkg:pypi/{asked.name}@{component['version']}"
        assert component["licenses"], asked.name


def test_it_names_what_these_lead_to_and_nothing_else(written: Path) -> None:
    bill = json.loads(written.read_text("utf-8"))
    names = sorted(canonicalize_name(each["name"]) for each in bill["components"])
    assert names == sorted(installed(named_in(RUNNING)))
    assert {"certifi", "werkzeug"} <= {*names}
    assert "pytest" not in names
    own = bill["metadata"]["component"]
    assert (own["name"], own["version"]) == ("guanxi", VERSION)
    refs = {each["bom-ref"] for each in (own, *bill["components"])}
    ties = {each["ref"]: {*each.get("dependsOn", ())} for each in bill["dependencies"]}
    assert ties.keys() == refs
    assert len(ties[own["bom-ref"]]) == len(named_in(RUNNING))
    assert set().union(*ties.values()) <= refs
