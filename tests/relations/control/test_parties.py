import random
from collections import defaultdict

import numpy as np
import pytest

from service.graph.control.voting_control import control_groups
from service.relations.control.parties import control_parties


@pytest.mark.parametrize("seed", range(30))
def test_each_party_is_one_group_led_by_whoever_holds_most_votes_in_it(seed: int) -> None:
    random_ = random.Random(seed)
    n, people = 24, 8
    held = {
        (random_.randrange(n), random_.randrange(people, n)): random_.choice([0.1, 0.2, 0.3, 0.6])
        for _ in range(40)
    }
    pairs = [random_.sample(range(people), 2) for _ in range(6)]
    holder, company = (np.array(column, np.int64) for column in zip(*held, strict=True))
    share = np.array(list(held.values()))
    kin = tuple(np.array(column, np.int64) for column in zip(*pairs, strict=True))
    none = np.zeros(0, np.int64)
    votes, is_person = (holder, company, share), np.arange(n) < people
    groups = control_groups(votes, (none, none), (kin[0], kin[1]), is_person, majority=0.5)
    parties = control_parties(groups, votes, n)

    members: dict[int, set[int]] = defaultdict(set)
    heads: dict[int, set[int]] = defaultdict(set)
    for head, member in zip(groups.head.tolist(), groups.member.tolist(), strict=True):
        party = int(groups.party[head])
        members[party].add(member)
        heads[party].add(head)
    assert parties.known_by.tolist() == sorted(members), f"seed {seed}"
    for group, party in enumerate(parties.known_by.tolist()):
        inside = parties.group == group
        controlled = inside & (parties.row >= 0)
        assert parties.customer[controlled].tolist() == sorted(members[party])
        assert parties.customer[inside & (parties.row < 0)].tolist() == sorted(heads[party])
        assert (groups.member[parties.row[controlled]] == parties.customer[controlled]).all()

        def votes_in(head: int, party: int = party) -> float:
            return round(sum(held.get((head, each), 0.0) for each in members[party]), 10)

        leads = min(heads[party], key=lambda head: (-votes_in(head), head))
        assert parties.head[group] == leads, f"seed {seed}"
