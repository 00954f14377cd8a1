"""Who may be chosen as a seed: customers of the network who may be approached and are wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints
from cypher.serve.groups import GroupById
from cypher.serve.marketing import HoldersInRun, MembersInRun
from cypher.vocabulary import GROUP_KINDS, Text
from service.api.http.answers import store, whole_store
from service.api.http.purposes import ListPurpose, purpose_for
from service.api.identities.positions import in_scope, positions_named
from service.errors import BadRequest
from service.relations.marketing.consent import Approachable
from service.tags import catalogue


@dataclass(frozen=True)
class SeedCandidates:
    """The positions of those who may be chosen, in order; how many that is told to be; who is not.

    `count` falls by one for each of the network who is excluded, left out or not: else it would
    tell who refused. So it may be less than there are positions.
    """

    customers: Ints
    count: int
    left_out: dict[str, int]


def seed_candidates(
    customers: Approachable,
    run_id: int,
    tied: Ints,
    within: str | None,
    exclude: Sequence[str],
    purpose: ListPurpose,
) -> SeedCandidates:
    """Who may be chosen of those in scope who have a tie.

    `within` is a tag, whose holders are meant, or else a group or community. Raises BadRequest
    where it is neither, for a tag that is not for the purpose, and for unknown customers in
    `exclude`. Linear in the customers.
    """
    wanted = np.zeros(len(customers.reason), np.bool_)
    wanted[tied] = True
    if within is not None:
        wanted &= np.isin(customers.customer_no, _numbers_within(within, run_id, purpose))
    inside = np.flatnonzero(wanted)
    wanted[inside[~in_scope(customers.customer_no[inside])]] = False
    marketing = purpose == "marketing"
    may_be = wanted & customers.named(marketing=marketing)
    excluded = np.zeros(len(wanted), np.bool_)
    excluded[positions_named(customers.customer_ids, exclude, "exclude")] = True
    count = np.count_nonzero(may_be) - np.count_nonzero(excluded & wanted)
    return SeedCandidates(
        np.flatnonzero(may_be & ~excluded),
        max(0, int(count)),
        customers.left_out(np.flatnonzero(wanted), marketing=marketing),
    )


def _numbers_within(within: str, run_id: int, purpose: ListPurpose) -> Ints:
    if within in catalogue():
        purpose_for(catalogue()[within], purpose, field="within")
        return whole_store().columns(HoldersInRun(tag_id=within, run_id=run_id)).customer_no
    if not store().rows(GroupById(within, [*GROUP_KINDS], run_id)):
        raise BadRequest(
            Text(f"没有标签、群组或圈层{within}", f"there is no tag, group or community {within}"),
            "within",
        )
    members = store().rows(MembersInRun(group_id=within, run_id=run_id))
    return np.array([member.customer_no for member in members], np.int64)
