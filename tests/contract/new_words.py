"""A product with one more word in each vocabulary, and a bank that uses them all.

`python -m tests.contract.new_words STORE FILES`, run in the folder that `extended` makes, loads the
files, derives every tag and asks every question; it prints what failed and what holdings say.
"""

import csv
import json
import math
import os
import sys
from pathlib import Path

from flask.testing import FlaskClient

import loaders.__main__
import service.__main__
from service.app import create_app
from service.settings import Settings
from tests.banks import write_files
from tests.building import holdings_of, people
from tests.contract.every_answer import failures
from tests.contract.worlds import small_world

ROOT = Path(__file__).parents[2]

#: What is written behind `NAME = Vocabulary(` in a file of cypher/vocabulary: one entry each.
ENTRIES = {
    ("identifiers", "IDENTIFIER_KINDS"): """
    IdentifierKind(
        "wechat",
        Text("微信号", "WeChat id"),
        "letters_and_digits",
        Clue(0.5, Text("一人一号", "one a person"), Text("微信号相同", "have one WeChat id")),
    ),""",
    ("id_types", "ID_TYPES"): """
    IdType("seafarer", Text("海员证", "seafarer's book"), "海员证 seafarersbook", "own"),""",
    ("bases", "VERDICTS"): """
    Word("likely", Text("很可能是同一客户", "likely the same customer")),""",
    ("kinship", "KIN_RELATIONS"): """
    KinRelation(
        "partner",
        Text("伴侣", "partner"),
        inverse="partner",
        influence=Weight(0.7, Text("共同生活", "they live together")),
        in_concert=True,
        household="spouse",
    ),""",
    ("roles", "OFFICES"): """
    Office(
        "chair",
        Text("董事长", "chair"),
        decides=Weight(0.55, Text("主持董事会", "chair: presides over the board")),
        in_common=Clue(
            0.55, Text("同一董事长", "one chair"), Text("董事长同为{names}", "share {names}")
        ),
        sole=True,
    ),""",
    ("roles", "HOLDER_ROLES"): """
    HolderRole("trustee", Text("受托人", "trustee"), owns=False),""",
    ("bases", "CONTROL_BASES"): """
    ControlBasis("nominee", Text("代持安排", "a nominee arrangement"), in_concert=True),""",
    ("bases", "DEPENDENCY_BASES"): """
    DependencyBasis(
        "licence",
        Text("许可", "licence"),
        Text("凭{provider}的许可经营", "it works under a licence of {provider}"),
        trade="upstream",
    ),""",
    ("kinds", "CUSTOMER_KINDS"): """
    CustomerKind(
        "fund", Text("基金", "fund"), Text("基金", "funds"), Text("基金客户", "fund clients")
    ),""",
    ("kinds", "OWNERSHIP_TYPES"): """
    Word("employee_owned", Text("职工持股", "owned by its staff")),""",
    ("kinds", "CONSENT_STATUSES"): """
    Word("lapsed", Text("失效", "lapsed")),""",
    ("exposures", "EXPOSURE_KINDS"): """
    ExposureKind("leasing", Text("融资租赁", "leasing"), _COMMITMENT),""",
    ("exposures", "EXPOSURE_STATUSES"): """
    Word("watched", Text("监测", "watched")),""",
    ("exposures", "FIVE_CLASSES"): """
    Word("reviewed", Text("待定", "under review")),""",
    ("kinds", "GROUP_KINDS"): """
    GroupKind("trust", Text("信托", "trust")),""",
    ("edges", "EDGE_TYPES"): """
    EdgeType(
        "MENTORS",
        Text("指导", "mentoring"),
        Text("指导{other}", "mentors {other}"),
        Text("由{other}指导", "is mentored by {other}"),
        view=Referrals,
        begins="referrer_no",
        ends="referred_no",
        takes=("at",),
    ),""",
}


def extended(folder: Path) -> Path:
    """Lay out the product in a folder, the vocabulary with the new entries and all else linked."""
    (folder / "cypher").mkdir(parents=True)
    for room in ("loaders", "service", "tests"):
        (folder / room).symlink_to(ROOT / room)
    for path in (ROOT / "cypher").iterdir():
        if path.name not in ("vocabulary", "__pycache__"):
            (folder / "cypher" / path.name).symlink_to(path)
    (folder / "cypher" / "vocabulary").mkdir()
    for path in (ROOT / "cypher" / "vocabulary").glob("*.py"):
        text = path.read_text("utf-8")
        for (module, name), entry in ENTRIES.items():
            if module == path.stem:
                head, begins, tail = text.partition(f"\n{name} = Vocabulary(")
                assert begins
                text = f"{head}{begins}{entry}{tail}"
        (folder / "cypher" / "vocabulary" / path.name).write_text(text, "utf-8")
    return folder


def bank_of_new_words(folder: Path) -> Path:
    """Write the small world with rows that say each new word, so that tags rest on them."""
    small_world(folder)
    funds = {"F1": "5", "F2": "500"}
    more = write_files(
        folder / "more",
        customers=[
            *(
                {"customer_id": each, "kind": "fund", "name": each, "assets": assets}
                | {"ownership_type": "employee_owned"}
                | {"ownership_type": "employee_owned"}
                for each, assets in funds.items()
            ),
            *people("P6", assets="100"),
            *people("P9", assets="1"),
            *people("P7", "P8", assets="30"),
        ],
        identifiers=[
            *({"customer_id": each, "kind": "wechat", "value": "wx_1"} for each in ("P6", "P7")),
            {"customer_id": "P8", "kind": "wechat", "value": "wx_2", "blocked": "true"},
        ],
        kinships=[
            {"a_id": "P6", "b_id": "P4", "relation": "partner"},
            {"a_id": "P8", "b_id": "P7", "relation": "partner"},
        ],
        positions=[
            *({"person_id": "P6", "company_id": each, "role": "chair"} for each in ("C4", "C5")),
            # Two that are in no group together, as C4 and C5 are.
            *({"person_id": "P9", "company_id": each, "role": "chair"} for each in ("C3", "F1")),
            {"person_id": "P9", "company_id": "C4", "role": "supervisor"},
        ],
        ownerships=holdings_of("F2>F1 .6"),
        controls=[{"controller_id": "P7", "controlled_id": "C3", "basis": "nominee"}],
        dependencies=[
            {"provider_id": "C1", "dependent_id": each, "basis": "licence", "share": ".7"}
            for each in ("C3", "C6")
        ],
        account_holders=[{"account_id": "A5", "customer_id": "P7", "role": "trustee"}],
        exposures=[
            {"exposure_id": "E9", "customer_id": "F1", "amount": "7", "kind": "leasing"},
        ],
        referrals=[
            {"referrer_id": "F1", "referred_id": each, "at": "2025-05-01"} for each in ("F2", "P8")
        ],
        consents=[
            {"customer_id": "P9", "purpose": "service", "status": "lapsed", "at": "2025-05-01"},
        ],
    )
    for path in more.glob("*.csv"):
        _append(folder / path.name, path)
    return folder


def _append(path: Path, more: Path) -> None:
    """Put the rows of one canonical file behind those of another."""
    rows = [
        row
        for each in (path, more)
        for row in csv.DictReader(each.read_text("utf-8").splitlines(keepends=True))
    ]
    write_files(path.parent, **{path.stem: rows})


def sentences(client: FlaskClient) -> dict[str, str]:
    """What holdings say in Chinese, a line each, by tag."""
    said: dict[str, list[str]] = {}
    for customer in client.get("/api/v1/customers?limit=500").get_json()["items"]:
        held = client.get(f"/api/v1/customers/{customer['customer_id']}/tags").get_json()["tags"]
        for holding in held:
            said.setdefault(holding["tag_id"], []).append(holding["sentence"]["zh"])
    return {tag_id: "\n".join(lines) for tag_id, lines in said.items()}


def main(store: str, files: str) -> int:
    """Load, derive and ask; print what failed and what holdings say as the last line, in JSON."""
    os.environ["GUANXI_STORE"] = store
    if loaders.__main__.main([files, "--rejects", f"{files}/rejects"]):
        return 1
    if service.__main__.main(["derive", "--as-of", "2025-12-31"]):
        return 1
    application = create_app(Settings(access_log=False, deadline=math.inf))
    client = application.test_client()
    print(json.dumps({"failed": failures(client), "sentences": sentences(client)}))
    application.extensions["guanxi.store"].close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
