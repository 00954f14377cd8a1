"""Overrides: decisions made, refused, listed and withdrawn. These questions write."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import orjson

from tests.answers.bank import Bank
from tests.answers.interface import API, Answer, Interface


def questions(bank: Bank) -> Iterator[tuple[str, Iterable[Answer]]]:
    """Questions about one life of an override; asked together, for each needs the one before."""
    if bank.groups:
        yield "POST /groups/*/overrides and what follows", life(bank)


def life(bank: Bank) -> Iterator[Answer]:
    """Every step of a decision that a member is out and a stranger is in."""
    api = bank.api
    group_id, members = next(iter(bank.members.items()))
    stranger = next(customer_id for customer_id in bank.customers if customer_id not in members)
    reason = {"reason": "现场核实", "author": "a. b"}
    made: list[str] = []
    for customer_id, decision in ((members[0], "out"), (stranger, "in")):
        body = {"customer_id": customer_id, "decision": decision, **reason}
        for answer in steps(api, group_id, body, reason):
            if answer.status == 201:
                made.append(answer.content["override_id"])
            yield _without(answer, made)
    nobody = {"customer_id": "nobody", "decision": "in", **reason}
    yield api.post(f"/groups/{group_id}/overrides", nobody)
    yield api.ask("POST", f"{API}/groups/nothing/overrides", body=orjson.dumps(nobody))


def steps(
    api: Interface, group_id: str, body: Mapping[str, str], reason: Mapping[str, str]
) -> Iterator[Answer]:
    """Make an override, see it wherever it is told, withdraw it, and see that it is gone."""
    first = api.post(f"/groups/{group_id}/overrides", body)
    override = f"/overrides/{first.content['override_id']}"
    yield first
    yield api.post(f"/groups/{group_id}/overrides", body)
    yield api.get(override)
    yield api.whole("/overrides")
    yield api.whole(f"/groups/{group_id}/overrides")
    yield api.whole(f"/groups/{group_id}")
    yield api.get(f"/groups/{group_id}/why", customer_id=body["customer_id"])
    yield api.get(f"/groups/{group_id}.csv")
    yield api.post(f"{override}/withdrawal", reason)
    yield api.whole(f"/groups/{group_id}/overrides", withdrawn="true")
    yield api.whole("/overrides", withdrawn="true")
    yield api.whole(f"/groups/{group_id}")
    # The refusal says when it was withdrawn: only its type is compared.
    again = api.post(f"{override}/withdrawal", reason)
    yield replace(again, content=again.content["type"])


def _without(answer: Answer, made: Sequence[str]) -> Answer:
    """The answer with numbers in place of the ids that chance made."""
    asked, said = answer.asked, orjson.dumps(answer.content).decode()
    for number, override_id in enumerate(made, 1):
        asked = asked.replace(override_id, f"OV-{number}")
        said = said.replace(override_id, f"OV-{number}")
    return replace(answer, asked=asked, content=orjson.loads(said))
