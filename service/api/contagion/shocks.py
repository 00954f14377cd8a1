"""Who is hit how hard: by id, or all of an industry, a region, a branch, a tag or a group."""

from collections import Counter

import numpy as np

from cypher.engine.arrays import Floats, Ints
from cypher.serve.groups import GroupById
from cypher.serve.marketing import HoldersInRun, MembersInRun
from cypher.vocabulary import GROUP_KINDS, Text
from service.api.contagion.cache import PROFILE, DayOfLosses
from service.api.contagion.schemas import ContagionBody, Shock
from service.api.http.answers import store, whole_store
from service.api.http.purposes import must_see
from service.api.identities.positions import positions_named
from service.errors import BadRequest
from service.relations.contagion.questions import default_model
from service.relations.contagion.scenarios import Model
from service.run.customer_positions import listed_at_fault
from service.tags import catalogue

#: What all that a shock may name is called.
_NAMED = {**PROFILE, "tag": Text("标签", "tag"), "group_id": Text("群组", "group")}
#: How many of the words that there are a problem offers.
OFFERED = 10


def shock_asked(body: ContagionBody, day: DayOfLosses) -> tuple[Floats, Model]:
    """How hard each customer is hit, float64[n] from 0 to 1, and the model that is asked.

    A customer that is named more than once takes the largest. Raises BadRequest for customers,
    tags, groups and words that there are not, for nobody where somebody must be hit, and for a
    shock that the model cannot take. Linear in the customers, and in the holders of a tag.
    """
    customer_ids = day.made.losses.customer_ids
    shock = np.zeros(len(customer_ids))
    named = positions_named(customer_ids, body.shocks, "shocks")
    shock[named] = np.fromiter(body.shocks.values(), np.float64, len(named))
    for one in body.shock:
        hit = _hit(one, day)
        shock[hit] = np.maximum(shock[hit], one.loss)
    shock[positions_named(customer_ids, body.defaulted, "defaulted")] = 1.0
    if twice := sorted(body.shocks.keys() & set(body.defaulted)):
        raise BadRequest(
            Text(
                f"{listed_at_fault(twice)}在defaulted和shocks中都有：请只写在其一",
                f"{listed_at_fault(twice)} stands in defaulted and in shocks: name it in one of "
                "them",
            ),
            "defaulted",
            "shocks",
        )
    model = body.model or default_model(shock)
    if model == "clearing":
        return shock, model
    if not (body.defaulted or body.shocks or body.shock):
        raise BadRequest(
            Text(
                f"{model}需要知道谁已违约或受冲击：请在defaulted、shocks或shock中指定",
                f"{model} asks who has failed or was hit: name them in defaulted, shocks or shock",
            ),
            "defaulted",
            "shocks",
            "shock",
        )
    if model == "threshold":
        _refuse_parts(body)
    return shock, model


def _refuse_parts(body: ContagionBody) -> None:
    """Refuse a shock that is no failure, since by threshold there is nothing in between."""
    parts = {
        "shocks": any(loss != 1 for loss in body.shocks.values()),
        "shock": any(one.loss != 1 for one in body.shock),
    }
    if fields := [name for name, part in parts.items() if part]:
        raise BadRequest(
            Text(
                "threshold模型中客户只有违约与未违约两种：已违约的请写在defaulted中；小于1的冲击用于debtrank和clearing",
                "under threshold a customer has failed or it has not: name those who have in "
                "defaulted; shocks below 1 are for debtrank and clearing",
            ),
            *fields,
        )


def _hit(one: Shock, day: DayOfLosses) -> Ints:
    """The positions of those whom all that a shock names takes in; there must be one."""
    taken = np.ones(len(day.made.losses), np.bool_)
    for field in PROFILE:
        if word := getattr(one, field):
            of_word = day.made.profile[field] == word
            if not of_word.any():
                raise BadRequest(_nobody_in(field, word, day), "shock")
            taken &= of_word
    if one.tag:
        taken &= np.isin(day.made.customer_no, _holders(one.tag, day.run_id))
    if one.group_id:
        taken &= np.isin(day.made.customer_no, _members(one.group_id, day.run_id))
    if not taken.any():
        named = [(_NAMED[name], word) for name, word in one.named().items()]
        zh = "、".join(f"{title.zh}“{word}”" for title, word in named)
        en = ", ".join(f"{title.en} {word}" for title, word in named)
        raise BadRequest(
            Text(
                f"没有客户同时符合{zh}：冲击须有对象",
                f"nobody is in all of {en}: a shock must hit somebody",
            ),
            "shock",
        )
    return np.flatnonzero(taken)


def _nobody_in(field: str, word: str, day: DayOfLosses) -> Text:
    """That nobody is in a place, and those places that most customers are in."""
    title, there = PROFILE[field], Counter(filter(None, day.made.profile[field].tolist()))
    if not there:
        return Text(
            f"{title.zh}“{word}”没有客户：所有客户均未登记{title.zh}",
            f"nobody is in the {title.en} {word}: no customer has any {title.en} on record",
        )
    most = [known for known, _ in there.most_common(OFFERED)]
    return Text(
        f"{title.zh}“{word}”没有客户；客户最多的是{''.join(f'“{known}”' for known in most)}",
        f"nobody is in the {title.en} {word}; most are in {'; '.join(most)}",
    )


def _holders(tag_id: str, run_id: int) -> Ints:
    if tag_id not in catalogue():
        raise BadRequest(
            Text(
                f"没有标签{tag_id}：GET /api/v1/tags可列出全部",
                f"there is no tag {tag_id}: GET /api/v1/tags lists them",
            ),
            "shock",
        )
    must_see(catalogue()[tag_id])
    holders: Ints = whole_store().columns(HoldersInRun(tag_id=tag_id, run_id=run_id)).customer_no
    if not len(holders):
        raise BadRequest(
            Text(f"当前批次无人持有{tag_id}", f"nobody holds {tag_id} in the current run"), "shock"
        )
    return holders


def _members(group_id: str, run_id: int) -> Ints:
    if not store().rows(GroupById(group_id, [*GROUP_KINDS], run_id)):
        raise BadRequest(
            Text(
                f"没有群组{group_id}：GET /api/v1/groups可列出全部",
                f"there is no group {group_id}: GET /api/v1/groups lists them",
            ),
            "shock",
        )
    members = store().rows(MembersInRun(group_id=group_id, run_id=run_id))
    return np.array([member.customer_no for member in members], np.int64)
