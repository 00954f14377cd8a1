"""`make sbom`: what the image installs, as a bill of materials in CycloneDX's JSON."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from cypher.version import VERSION
from tests.docs.pages import ROOT
from tests.packaging.installed import RUNNING, installed, named_in

PLACE = ROOT / "build" / "guanxi.cdx.json"


def bill() -> dict[str, Any]:
    """The bill of what requirements.txt leads to; the same installation gives the same bill."""
    command = ["environment", "--output-reproducible", "--pyproject", str(ROOT / "pyproject.toml")]
    done = subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", *command, sys.executable],
        check=True,
        capture_output=True,
        text=True,
    )
    every: dict[str, Any] = json.loads(done.stdout)
    running = installed(named_in(RUNNING))
    # What is installed beside it to test and to build is not shipped.
    kept = [each for each in every["components"] if canonicalize_name(each["name"]) in running]
    refs = {each["bom-ref"]: canonicalize_name(each["name"]) for each in kept}
    own = every["metadata"]["component"]
    own["version"] = VERSION
    pinned = {canonicalize_name(each.name) for each in named_in(RUNNING)}
    direct = {"ref": own["bom-ref"], "dependsOn": [ref for ref in refs if refs[ref] in pinned]}
    between = [each for each in every["dependencies"] if each["ref"] in refs]
    for each in between:
        if "dependsOn" in each:
            each["dependsOn"] = [ref for ref in each["dependsOn"] if ref in refs]
    return {**every, "components": kept, "dependencies": [direct, *between]}


def main(place: Path = PLACE) -> int:
    """Write the bill, say where and of how many packages; exit status 0."""
    found = bill()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(found['components'])} packages in {place}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
