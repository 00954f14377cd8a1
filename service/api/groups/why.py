"""Why a customer is in a group; and where it is not, what is missing for it to be."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cypher.override import StandingOverrides
from cypher.serve.customers import CustomerRow, NamesOf
from cypher.serve.groups import GroupRow, MemberOfGroup, MembersAmong
from cypher.serve.holdings import HoldingsOfCustomer
from cypher.serve.stakes import StakeRow, StakesIn
from cypher.serve.walks import EdgesOfCustomers
from cypher.vocabulary import GROUP_KINDS
from service.api.customers.ownership import in_concert, stakes_of
from service.api.groups.present import holding_of, reasons, shown_overrides
from service.api.http.answers import settings, store
from service.api.http.group_names import group_name
from service.api.http.holding_text import names_of, sentences_of
from service.api.http.lookups import customer_named
from service.api.http.times import AskedRun
from service.api.identities.numbers import known_id
from service.api.identities.one_customer import one_customer
from service.relations.wealth.households import FAMILY
from service.tagging.declaration import Text
from service.tagging.figures import share
from service.tagging.sentences import listed_en, listed_zh

Missing = dict[str, Any]

#: How many holders of a customer's votes are looked at.
STAKES = 10_000
#: How many of its other ties are looked at.
TIES = 500


def why(group: GroupRow, customer_id: str, run: AskedRun) -> dict[str, Any]:
    """The answer about one customer and one group; raises NotFound for an unknown customer.

    A member has reasons: the edges and facts that put it there. For another `missing` says what
    was found and what would be needed, such as 48 % of the votes where more than half are needed.
    """
    customer_named(customer_id)
    customer_id = known_id(customer_id, run.run_id)
    customer = customer_named(customer_id)
    member = next(iter(store().rows(MemberOfGroup(group.group_id, customer_id, run.run_id))), None)
    names = names_of([group.head_id or ""])
    standing = store().rows(StandingOverrides(group.group_id, customer_id, run.run_id))
    decided = [row for row in standing if row.state == "in_force"]
    told = {
        "group_id": group.group_id,
        "group_name": group_name(group.kind, group.name, names[group.head_id or ""]),
        "customer_id": customer_id,
        **run.told,
        "member": member is not None,
        "role": member.role if member else None,
        "override": next(iter(shown_overrides(decided, run.run_id)), None),
    }
    if member:
        held = holding_of(member)
        sentence = sentences_of([(customer_id, held)])[0] if held else DECLARED
        return {
            **told,
            "sentence": sentence,
            "reasons": reasons(group.group_id, member),
            "missing": {},
        }
    sentence, missing = _MISSING.get(group.kind, _unknown)(group, customer, run)
    return {**told, "sentence": sentence, "reasons": [], "missing": missing}


DECLARED = Text("由本行认定为集团成员", "Declared by the bank itself as a member of this group")


def _declared(group: GroupRow, customer: CustomerRow, run: AskedRun) -> tuple[Text, Missing]:
    return (
        Text("本行未将其认定为该集团成员", "Not declared by the bank as a member of this group"),
        {"record": "group_members"},
    )


def _unknown(group: GroupRow, customer: CustomerRow, run: AskedRun) -> tuple[Text, Missing]:
    """Of a kind that nothing more is known of: only that no run found the customer in it."""
    title = GROUP_KINDS.title(group.kind)
    return (
        Text(f"不在该{title.zh}的成员之中", f"Not among the members of this {title.en}"),
        {},
    )


def _control(group: GroupRow, customer: CustomerRow, run: AskedRun) -> tuple[Text, Missing]:
    """How many of its votes the group's side holds, and how many would be control."""
    majority = settings().majority
    if customer.kind == "person":
        return (
            Text(
                "自然人不能被控制，也未控制该集团",
                "A person cannot be controlled, and this one does not control the group",
            ),
            {"kind": customer.kind},
        )
    on = run.on
    one = one_customer(run.run_id)
    stakes = stakes_of(StakesIn, [customer.customer_id], on, STAKES, one)
    owners = sorted({stake.owner_id for stake in stakes} - {customer.customer_id})
    side = {
        row.customer_id for row in store().rows(MembersAmong(group.group_id, owners, run.run_id))
    }.union([group.head_id or ""], *in_concert([group.head_id or ""], on, one))
    held: dict[str, float] = {}
    for stake in stakes:
        if stake.type == "OWNS" and stake.owner_id in side:
            held[stake.owner_id] = held.get(stake.owner_id, 0.0) + (stake.votes or 0.0)
    votes = round(sum(held.values()), 10)
    recorded = round(sum(stake.votes or 0.0 for stake in stakes if stake.type == "OWNS"), 10)
    missing = {
        "votes": votes,
        "majority": majority,
        "more_than": round(max(majority - votes, 0.0), 10),
        "holders": [
            {"customer_id": owner, "votes": round(part, 10)}
            for owner, part in sorted(held.items(), key=lambda item: (-item[1], item[0]))
        ],
        "votes_recorded": recorded,
    }
    if owner := _state_owner(group, customer.customer_id, stakes, run):
        missing["state_owner"] = owner
        return _told_state_owner(group, customer, owner), missing
    if not stakes:
        return (
            Text(
                "没有其股权或控制关系的记录，无法判断",
                "Nothing is recorded of who owns or controls it, so it cannot be told",
            ),
            missing,
        )
    head = names_of([group.head_id or ""])[group.head_id or ""]
    held_by_group, limit = share(votes), share(majority)
    return (
        Text(
            (
                f"以{head}为首的集团仅持有其{held_by_group.zh}的表决权，"
                f"须超过{limit.zh}，也无控制记录"
            )
            if votes
            else f"以{head}为首的集团未持有其表决权，也无控制记录",
            f"The group led by {head} holds {held_by_group.en if votes else 'none'} of its votes; "
            f"control takes more than {limit.en}, or a record of it",
        ),
        missing,
    )


def _state_owner(
    group: GroupRow, customer_id: str, stakes: Sequence[StakeRow], run: AskedRun
) -> str | None:
    """The government body with a majority in the head, and in the customer or the customer itself.

    None where there is none, and where the settings make one group of what such a body controls.
    """
    if settings().state == "one_group":
        return None
    above = _majorities(
        stakes_of(StakesIn, [group.head_id or ""], run.on, STAKES, one_customer(run.run_id))
    )
    common = above & {customer_id, *_majorities(stakes)}
    kinds = {row.customer_id: row.kind for row in store().rows(NamesOf(sorted(common)))}
    return next((owner for owner in sorted(kinds) if kinds[owner] == "government"), None)


def _majorities(stakes: Sequence[StakeRow]) -> set[str]:
    """The owners who have a majority of the votes themselves."""
    votes: dict[str, float] = {}
    for stake in stakes:
        if stake.type == "OWNS":
            votes[stake.owner_id] = votes.get(stake.owner_id, 0.0) + (stake.votes or 0.0)
    return {owner for owner, part in votes.items() if part > settings().majority + 1e-9}


def _told_state_owner(group: GroupRow, customer: CustomerRow, owner: str) -> Text:
    names = names_of([group.head_id or "", owner])
    head, above = names[group.head_id or ""], names[owner]
    if owner == customer.customer_id:
        return Text(
            f"系{head}之上的国有出资人，政府机构默认不计为集团成员",
            f"It is the state owner above {head}: a government body is by default no member",
        )
    return Text(
        f"与{head}同由{above}控股，仅因同受国家控股不构成关联",
        f"{above} controls it as it does {head}: being state-owned alone does not relate firms",
    )


def _connected(group: GroupRow, customer: CustomerRow, run: AskedRun) -> tuple[Text, Missing]:
    """What it depends on and who holds its votes, and that neither is enough."""
    if not customer.is_client:
        return (
            Text(
                "不是本行客户，不计入该组关联客户",
                "No client of the bank, and so in no group of connected clients",
            ),
            {"is_client": False},
        )
    sentence, missing = _control(group, customer, run)
    providers = [
        {"provider_id": edge.to_id, **edge.properties}
        for edge in _ties(customer.customer_id, "DEPENDS_ON", run)
        if edge.from_id == customer.customer_id
    ]
    held = store().rows(HoldingsOfCustomer(customer.customer_id, "economic_dependent", run.run_id))
    unverified = [row.subject for row in held if row.grade == "to_verify"]
    least = share(settings().dependency_share)
    lacking = Text(
        f"{sentence.zh}；其全年收入或支出对该组成员的依存未达{least.zh}，也无依存记录",
        f"{sentence.en}; nor is there a dependency on a member (that takes {least.en} of the "
        "year's receipts or expenditures, or a record of it)",
    )
    members = store().rows(MembersAmong(group.group_id, unverified, run.run_id))
    pending = [row.customer_id for row in members]
    if pending and not settings().to_verify_counts:
        names = names_of(pending)
        told = [names[customer_id] for customer_id in pending]
        lacking = Text(
            f"{sentence.zh}；其对{listed_zh(told)}的依存有待核实（全年收入或支出未登记），暂不计入",
            f"{sentence.en}; the dependency on {listed_en(told)} is to be verified (nothing is "
            "recorded of the whole year), and does not count yet",
        )
    return (
        lacking,
        {
            **missing,
            "dependency_share": settings().dependency_share,
            "dependencies": providers,
            "depends_on": [row.subject for row in held],
            "to_verify": unverified,
        },
    )


def _guarantee_circle(
    group: GroupRow, customer: CustomerRow, run: AskedRun
) -> tuple[Text, Missing]:
    """Which guarantees it has with members: a circle takes a way there and a way back."""
    ties = _ties(customer.customer_id, "GUARANTEES", run)
    ends = sorted({end for tie in ties for end in (tie.from_id, tie.to_id)})
    members = {
        row.customer_id for row in store().rows(MembersAmong(group.group_id, ends, run.run_id))
    }
    given = sorted({tie.to_id for tie in ties} & members)
    received = sorted({tie.from_id for tie in ties} & members)
    return (
        Text(
            f"为圈内{len(given)}户提供担保，得到圈内{len(received)}户的担保，但不在三户以上的担保环上",
            f"Guarantees {len(given)} of the members and is guaranteed by {len(received)}, but is "
            "on no circle of three or more",
        ),
        {"guarantees_members": given, "guaranteed_by_members": received, "circle_of": 3},
    )


def _household(group: GroupRow, customer: CustomerRow, run: AskedRun) -> tuple[Text, Missing]:
    if customer.kind != "person":
        return (
            Text("家庭只包括自然人", "A household is made of persons only"),
            {"kind": customer.kind},
        )
    return (
        Text(
            "与该家庭成员没有配偶或亲子关系、联名账户，也没有同址同姓的记录",
            "No spouse, parent or child, no joint account and no shared address with the same "
            "family name ties this person to a member",
        ),
        {"ties": [*FAMILY, "joint_account", "address_and_family_name"]},
    )


def _ties(customer_id: str, kind: str, run: AskedRun) -> list[Any]:
    return store().rows(
        EdgesOfCustomers(
            customer_ids=[customer_id],
            types=[kind],
            run_id=run.run_id,
            derived=False,
            on=run.on,
            with_ended=False,
            limit=TIES,
        )
    )


_MISSING: Mapping[str, Callable[[GroupRow, CustomerRow, AskedRun], tuple[Text, Missing]]] = {
    "control": _control,
    "connected": _connected,
    "guarantee_circle": _guarantee_circle,
    "household": _household,
    "declared": _declared,
}
