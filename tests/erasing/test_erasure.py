"""T77: two people erase a person, and nothing names the person any more: no store, no file."""

import json
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import service.__main__
from cypher import StoreSettings, open_store
from cypher.engine.lease import only_writer
from service.api.cases import routes as cases
from service.app import create_app
from service.relations.contagion.questions import model_beside
from service.settings import Settings
from tests.api.decisions.asked import AUDITOR, COMPLIANCE, COMPLIANCE2, RISK, ask, kind_of, send
from tests.banks import ServedBank, write_files
from tests.building import guarantees_of, people
from tests.erasing.planted import (
    CERTIFICATE,
    NAME,
    PERSON,
    PLANTED,
    found,
    load_planted,
    person,
    records,
    texts_of,
)

ERASURES = f"/customers/{PERSON}/erasures"
WISH: dict[str, Any] = {"reason": f"{NAME}要求删除个人信息"}
SEEN: dict[str, Any] = {"reason": "已核实"}


@pytest.fixture
def planted(
    bank: ServedBank, behind_proxy: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> ServedBank:
    """The bank of the person, whose last payment is not ten years ago: nothing is kept for that."""
    monkeypatch.setenv("GUANXI_RETENTION_YEARS", "0")
    load_planted(bank, tmp_path)
    return bank


def told_of_others(bank: ServedBank) -> dict[str, Any]:
    """What is told of groups and of others, without the ids and texts that may name the person."""
    groups = ask(bank, RISK, "/groups", limit="500")["items"]
    kept = ("group_id", "kind", "size", "size_decided", "exposure", "exposure_decided")
    customers = ("SPOUSE", "CHILD", "R1", "R2", "HOLDING", "PLANT", "SHOP")
    tags = {
        each: sorted(
            (held["tag_id"], held["grade"], held["score"], held["since_run"])
            for held in ask(bank, RISK, f"/customers/{each}/tags")["tags"]
        )
        for each in customers
    }
    exposures = {each: ask(bank, RISK, f"/customers/{each}/exposures") for each in customers}
    return {
        "groups": [{name: group[name] for name in kept} for group in groups],
        "tags": tags,
        "exposures": exposures,
    }


def erased(bank: Any) -> Any:
    """The person is erased by two people; what is answered to the second."""
    proposed = send(bank, COMPLIANCE, ERASURES, **WISH)
    assert (proposed["state"], proposed["certificate"]) == ("proposed", None)
    path = f"/decisions/{proposed['decision_no']}/decisions"
    assert kind_of(send(bank, COMPLIANCE, path, 403, action="approve", **SEEN)) == "own-work"
    # Erasures are for compliance and against money laundering: others do not see them.
    send(bank, RISK, path, 404, action="approve", **SEEN)
    return send(bank, COMPLIANCE2, path, action="approve", **SEEN)


def test_nothing_names_the_person_and_all_else_is_as_it_was(
    planted: ServedBank, tmp_path: Path
) -> None:
    control = ask(planted, RISK, "/groups", kind="control", limit="500")["items"]
    assert PERSON in {group["head_id"] for group in control}
    send(
        planted,
        {**RISK, "X-Guanxi-Roles": "relationship_manager", "X-Guanxi-Branches": "B1"},
        f"/groups/{control[0]['group_id']}/overrides",
        customer_id=PERSON,
        member=True,
        reason=f"{NAME}为实际控制人",
    )
    made = send(planted, RISK, "/cases", title=f"{NAME}违约", model="threshold", defaulted=[PERSON])
    assert PERSON in json.dumps(made)
    for path in (f"/customers/{PERSON}", f"/customers/{PERSON}/neighbours"):
        ask(planted, RISK, path)
    before = told_of_others(planted)
    assert {value for value, _ in found(texts_of(planted.url))} == {*PLANTED}

    done = erased(planted)

    certificate = done["certificate"]
    erased_id = certificate["erased_id"]
    assert (done["state"], erased_id[:7], len(erased_id)) == ("in_force", "erased-", 19)
    counts = certificate["counts"]
    assert {name: counts[name] for name in ("customers", "identifiers", "consents", "cases")} == {
        **{"customers": 1, "identifiers": 2, "consents": 1, "cases": 1},
    }
    assert counts["holdings"] > 0
    assert counts["holdings_of_others"] > 0
    assert found(texts_of(planted.url)) == set()
    ask(planted, RISK, f"/customers/{PERSON}", 404)
    kept = ask(planted, RISK, f"/cases/{made['case_no']}")
    assert erased_id in json.dumps(kept)
    assert told_of_others(planted) == before
    row = ask(planted, RISK, f"/customers/{erased_id}")
    assert (row["name"], row["kind"]) == ("", "person")
    # Those who looked before stay in the chain, and name nobody.
    assert ask(planted, AUDITOR, "/audit/verify")["intact"] is True
    machine = tmp_path / "machine.db"
    assert found(texts_of(f"sqlite:///{machine}")) == set()
    [approval, proposal] = ask(planted, COMPLIANCE, "/decisions", limit="2")["items"]
    assert (approval["body"]["hash"], proposal["state"]) == (certificate["hash"], "in_force")
    assert (approval["reason"], proposal["reason"]) == ("", "")
    # It cannot be taken back, nor done again.
    send(planted, COMPLIANCE, f"/customers/{erased_id}/erasures", 409, **WISH)
    path = f"/decisions/{proposal['decision_no']}/decisions"
    send(planted, COMPLIANCE2, path, 409, action="withdraw", **SEEN)
    send(planted, COMPLIANCE, ERASURES, 404, **WISH)
    # The next run says the same of groups, and still names nobody.
    planted.derive("--as-of", "2025-12-31")
    groups = told_of_others(planted)["groups"]
    assert groups == before["groups"]
    assert found(texts_of(planted.url)) == set()


def test_no_load_brings_the_person_again(planted: ServedBank, tmp_path: Path) -> None:
    done = erased(planted)
    again = {"customers": [person(), {**person(), "customer_id": "X9", "name": "别人"}]}
    again["customers"] += people("NEW")
    kinships = [{"a_id": PERSON, "b_id": "NEW", "relation": "sibling"}]
    folder = write_files(tmp_path / "again", **again, kinships=kinships)
    planted.load(folder, status=1)
    rejects = (folder / "rejects" / "rejects.csv").read_text("utf-8").splitlines()[1:]
    codes = [row.split(",")[6] for row in rejects]
    assert codes == ["erased", "erased", "unknown_customer"]
    ask(planted, RISK, "/customers/NEW")
    ask(planted, RISK, "/customers/X9", 404)
    # Nor does a load in full close the row that stays.
    folder = write_files(tmp_path / "full", **records())
    planted.load(folder, "--full", "--allow-closing", status=1)
    assert ask(planted, RISK, f"/customers/{done['certificate']['erased_id']}")["closed_on"] is None
    assert found(texts_of(planted.url)) == set()


def test_a_copy_keeps_the_person_out(planted: ServedBank, tmp_path: Path) -> None:
    erased(planted)
    copy = f"sqlite:///{tmp_path / 'copy.db'}"
    assert service.__main__.main(["copy", planted.url, copy]) == 0
    assert found(texts_of(copy)) == set()
    with pytest.MonkeyPatch.context() as monkeypatch:
        other = ServedBank(copy, monkeypatch)
        folder = write_files(tmp_path / "again", customers=[person()])
        other.load(folder, status=1)
        assert ",erased," in (folder / "rejects" / "rejects.csv").read_text("utf-8")
        other.close()


def test_an_open_exposure_forbids_it_when_asked_and_when_signed(
    planted: ServedBank, tmp_path: Path
) -> None:
    proposed = send(planted, COMPLIANCE, ERASURES, **WISH)
    assert kind_of(send(planted, COMPLIANCE2, ERASURES, 409, **WISH)) == "conflict"
    loan = {"exposure_id": "EX9", "customer_id": PERSON, "amount": "1", "currency": "CNY"}
    planted.load(write_files(tmp_path / "loan", exposures=[loan]))
    path = f"/decisions/{proposed['decision_no']}/decisions"
    refused = send(planted, COMPLIANCE2, path, 409, action="approve", **SEEN)
    assert "EX9" in refused["detail"]
    assert send(planted, COMPLIANCE2, path, action="reject", **SEEN)["state"] == "rejected"
    assert "EX9" in send(planted, COMPLIANCE, ERASURES, 409, **WISH)["detail"]
    ask(planted, RISK, f"/customers/{PERSON}")


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"guarantees": guarantees_of(f"{PERSON}>SHOP")}, f"G-{PERSON}>SHOP"),
        ({"guarantees": guarantees_of(f"SHOP>{PERSON}")}, f"G-SHOP>{PERSON}"),
        (
            {
                "accounts": [{"account_id": "6222001234", "currency": "CNY", "balance": "9"}],
                "account_holders": [{"account_id": "6222001234", "customer_id": PERSON}],
            },
            "…1234",
        ),
    ],
)
def test_what_stands_forbids_it_and_is_named(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    more: dict[str, Any],
    named: str,
) -> None:
    monkeypatch.setenv("GUANXI_RETENTION_YEARS", "0")
    sqlite_bank.keep(customers=[person(), *people("SHOP")], **more)
    refused = send(sqlite_bank, {}, ERASURES, 409, **WISH)
    assert named in refused["detail"]


def test_it_waits_for_a_load_or_a_run(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=[person()])
    with closing(open_store(StoreSettings())) as store, only_writer(store, "load"):
        assert kind_of(send(sqlite_bank, {}, ERASURES, 503, **WISH)) == "store-busy"
    sqlite_bank.get(f"/customers/{PERSON}")
    assert send(sqlite_bank, {}, ERASURES, **WISH)["state"] == "in_force"


def test_the_law_keeps_records_for_ten_years(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled = {"exposure_id": "E", "customer_id": PERSON, "amount": "1", "currency": "CNY"}
    settled |= {"status": "settled", "due_on": "2020-05-01"}
    sqlite_bank.keep(customers=[person(), *people("P2")], exposures=[settled])
    assert "2030-05-01" in send(sqlite_bank, {}, ERASURES, 409, **WISH)["detail"]
    done = send(sqlite_bank, {}, "/customers/P2/erasures", **SEEN)
    assert (done["state"], done["signed"]) == ("in_force", False)
    assert done["certificate"]["counts"]["customers"] == 1


def test_only_persons_that_there_are_can_be_erased(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=[{"customer_id": "C", "kind": "company", "name": "C"}])
    send(sqlite_bank, {}, "/customers/C/erasures", 422, **SEEN)
    send(sqlite_bank, {}, "/customers/nobody/erasures", 404, **SEEN)
    sqlite_bank.keep(customers=[person()])
    send(sqlite_bank, {}, ERASURES, 422)


def test_all_numbers_of_a_person_are_erased(bank: ServedBank) -> None:
    pair = [{"customer_id": "P1", "other_customer_id": "P2", "basis": "id_number"}]
    bank.keep(customers=[person(customer_id="P1"), person(customer_id="P2")], same_as=pair)
    bank.derive("--tags", "household")
    done = send(bank, {}, "/customers/P1/erasures", **SEEN)
    assert len({*done["certificate"]["erased_ids"]}) == 2
    assert done["certificate"]["counts"]["customers"] == 2
    for number in ("P1", "P2"):
        bank.get(f"/customers/{number}", 404)
    assert found(texts_of(bank.url)) == set()


def test_what_another_worker_keeps_does_not_serve_the_person(planted: ServedBank) -> None:
    other = ServedBank.__new__(ServedBank)
    other.url, other._own = planted.url, {}
    asked = {"model": "threshold", "defaulted": [PERSON]}
    for each in (planted, other):
        send(each, RISK, "/contagion", 200, **asked)
    erased(planted)
    for each in (other, planted):
        send(each, RISK, "/contagion", 422, **asked)
    other.close()


@pytest.mark.parametrize("defaulted", [PERSON, "HOLDING"])
def test_a_case_worked_out_before_and_kept_after_does_not_bring_the_person_again(
    planted: ServedBank, monkeypatch: pytest.MonkeyPatch, defaulted: str
) -> None:
    other = create_app(Settings())

    def meanwhile(*asked: Any) -> Any:
        monkeypatch.setattr(cases, "model_beside", model_beside)
        erased(SimpleNamespace(client=other.test_client()))
        return model_beside(*asked)

    asked = {"title": "违约", "model": "threshold", "defaulted": [defaulted]}
    monkeypatch.setattr(cases, "model_beside", meanwhile)
    assert kind_of(send(planted, RISK, "/cases", 409, **asked)) == "conflict"
    assert ask(planted, RISK, "/cases")["items"] == []
    assert found(texts_of(planted.url)) == set()
    # Asked again it knows nothing of the person.
    again = send(planted, RISK, "/cases", 422 if defaulted == PERSON else 201, **asked)
    assert PERSON not in json.dumps(again.get("answer", {}))
    assert found(texts_of(planted.url)) == set()
    assert ask(planted, AUDITOR, "/audit/verify")["intact"] is True
    other.extensions["guanxi.reads"].close()
    other.extensions["guanxi.store"].close()


def test_the_file_and_its_log_hold_no_byte_of_the_person(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GUANXI_RETENTION_YEARS", "0")
    load_planted(sqlite_bank, tmp_path)
    file = Path(sqlite_bank.url.removeprefix("sqlite:///"))
    assert held(file) == {*PLANTED}
    send(sqlite_bank, {}, ERASURES, **WISH)
    log = file.with_name(f"{file.name}-wal")
    assert not log.exists() or log.stat().st_size == 0
    sqlite_bank.close()
    assert held(file) == set()
    assert CERTIFICATE not in (file.read_bytes()).decode("utf-8", "ignore")


def held(file: Path) -> set[str]:
    """Which planted values stand in a file or its log, free pages too."""
    files = [file, file.with_name(f"{file.name}-wal")]
    content = b"".join(each.read_bytes() for each in files if each.exists())
    return {value for value in PLANTED if value.encode() in content}
