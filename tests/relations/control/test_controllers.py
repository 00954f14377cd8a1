"""Control looked up from below is what the whole relation says, and its edges lead up."""

from types import SimpleNamespace
from typing import cast

import networkx as nx
import numpy as np
import pytest

from cypher.view import (
    ControlColumns,
    Controls,
    KinshipColumns,
    Kinships,
    OwnershipColumns,
    Ownerships,
)
from service.graph.control.voting_control import controls
from service.relations.control.controllers import Controllers
from service.relations.control.votes import Votes
from service.settings import Settings
from service.tagging.declaration import Reading


class Few(SimpleNamespace):
    """A bank of n customers in which only what gives control is known."""

    def __len__(self) -> int:
        return len(self.customer_ids)

    def __getitem__(self, view: type) -> object:
        return self.views[view]


def few(random: np.random.Generator) -> Reading:
    n = int(random.integers(3, 9))

    def pairs(count: int) -> tuple[np.ndarray, np.ndarray]:
        a, b = random.integers(0, n, (2, count))
        return a, b

    held, recorded, kin = 2 * n, int(random.integers(0, 2)), int(random.integers(0, 3))
    share = random.choice([0.2, 0.35, 0.51], held)
    texts = [np.full(count, text, object) for count, text in ((recorded, "other"), (kin, "spouse"))]
    loads = [np.ones(count, np.int64) for count in (held, recorded, kin)]
    bank = Few(
        customer_ids=np.array([f"C{i}" for i in range(n)], object),
        is_person=random.random(n) < 0.3,
        views={
            Ownerships: OwnershipColumns(*pairs(held), share, share, loads[0]),
            Controls: ControlColumns(*pairs(recorded), texts[0], loads[1]),
            Kinships: KinshipColumns(*pairs(kin), texts[1], loads[2]),
        },
    )
    return cast(Reading, bank)


@pytest.mark.parametrize("seed", range(80))
def test_the_controllers_of_some_are_those_of_the_whole_relation(seed: int) -> None:
    random = np.random.default_rng(seed)
    bank, settings = few(random), Settings()
    n = len(bank)
    companies = np.unique(random.integers(0, n, 2))
    above = Controllers(bank, settings, companies)
    every = controls(*Votes(bank, settings).world, settings.majority)
    for company in companies.tolist():
        rows = np.flatnonzero(every.controlled == company)
        found = above.controller[above.indptr[company] : above.indptr[company + 1]]
        assert found.tolist() == every.holder[rows].tolist()
        for row in rows.tolist():
            controller = int(every.holder[row])
            votes = float(every.votes[row])
            assert above.votes(controller, company) == (
                None if np.isnan(votes) else round(votes, 10)
            )
            graph: nx.DiGraph[str] = nx.DiGraph()
            graph.add_edges_from(
                (edge.from_id, edge.to_id) for edge in above.edges(controller, company)
            )
            # Who controls, or whoever acts with it, leads to the company along the edges told.
            side = {controller, *Votes(bank, settings).allies(controller)}
            lead = {each for each in side if bank.customer_ids[each] in graph}
            assert any(
                nx.has_path(graph, bank.customer_ids[each], bank.customer_ids[company])
                for each in lead
            )
