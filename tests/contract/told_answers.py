"""Answers that say sentences of their own, besides those of tags and groups."""

from collections.abc import Callable, Iterator
from typing import Any, get_args

from service.relations.contagion.scenarios import Model
from service.relations.influence.network import NETWORKS
from tests.banks import ServedBank


def _leaders(bank: ServedBank) -> Iterator[Any]:
    for network in NETWORKS:
        yield bank.get("/influencers", network=network, purpose="service", limit=500)


def _communities(bank: ServedBank) -> Iterator[Any]:
    for each in bank.items("/communities", purpose="service"):
        path = f"/communities/{each['community_id']}"
        for purpose in ("marketing", "service"):
            yield bank.get(path, purpose=purpose, limit=500)
            yield bank.get(f"{path}/history", purpose=purpose)


def _some(bank: ServedBank) -> list[str]:
    """At most a hundred customers, persons and companies, from all over the bank."""
    ids = [each["customer_id"] for each in bank.items("/customers", limit=500)]
    return ids[:: len(ids) // 100 + 1]


def _similar(bank: ServedBank) -> Iterator[Any]:
    for each in _some(bank):
        yield bank.get(f"/customers/{each}/similar", purpose="service")


def _look_alikes(bank: ServedBank) -> Iterator[Any]:
    for seeds in zip(*[iter(_some(bank))] * 3, strict=False):
        yield _answer(bank, "/look-alike?purpose=service", {"seeds": seeds, "k": 50})


def _dossiers(bank: ServedBank) -> Iterator[Any]:
    for each in _some(bank):
        yield bank.get(f"/customers/{each}/dossier")


def _contagion(bank: ServedBank) -> Iterator[Any]:
    """The failure of the company that owes most, by each model, and what may be cut of it."""
    exposures = bank.items("/exposures", limit=500)
    owes_most = max(exposures, key=lambda each: float(each["drawn"]))
    failed = {"defaulted": [owes_most["customer_id"]]}
    for model in get_args(Model):
        yield _answer(bank, "/contagion", {"model": model, **failed})
    yield _answer(bank, "/contagion/cut", {"own_cover": True, **failed})


def _answer(bank: ServedBank, path: str, body: dict[str, Any]) -> Any:
    response = bank.client.post(f"/api/v1{path}", json=body)
    assert response.status_code == 200, response.get_json()
    return response.get_json()


#: What says sentences besides tags and groups, and how it is asked for all of them.
SOURCES: dict[str, Callable[[ServedBank], Iterator[Any]]] = {
    "leaders": _leaders,
    "communities": _communities,
    "similar": _similar,
    "look_alikes": _look_alikes,
    "dossiers": _dossiers,
    "contagion": _contagion,
}
