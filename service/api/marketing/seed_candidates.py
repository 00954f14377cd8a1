"""Who may be chosen as a seed: customers of the network who may be approached and are wanted."""

from collections.abc import Sequence

import numpy as np

from cypher.engine.arrays import Ints
from cypher.serve.groups import GroupById
from cypher.serve.marketing import HoldersInRun, MembersInRun
from cypher.vocabulary import GROUP_KINDS
from service.api.http.answers import store
from service.api.identities.positions import positions_named
from service.errors import BadRequest
from service.relations.marketing.consent import Approachable
from service.tags import catalogue


def seed_candidates(
    customers: Approachable, run_id: int, tied: Ints, within: str | None, exclude: Sequence[str]
) -> Ints:
    """The positions of those who may be chosen, in order, of those who have a tie.

    `within` is a tag, whose holders are meant, or else a group or community. Raises BadRequest
    where it is neither, and for unknown customers in `exclude`. Linear in the customers.
    """
    may_be = np.zeros(len(customers.approach), np.bool_)
    may_be[tied] = customers.approach[tied]
    may_be[positions_named(customers.customer_ids, exclude, "exclude")] = False
    if within is not None:
        may_be &= np.isin(customers.customer_no, _numbers_within(within, run_id))
    return np.flatnonzero(may_be)


def _numbers_within(within: str, run_id: int) -> Ints:
    if within in catalogue():
        return store().columns(HoldersInRun(tag_id=within, run_id=run_id)).customer_no
    if not store().rows(GroupById(within, [*GROUP_KINDS], run_id)):
        raise BadRequest(f"there is no tag, group or community {within}", "within")
    members = store().rows(MembersInRun(group_id=within, run_id=run_id))
    return np.array([member.customer_no for member in members], np.int64)
