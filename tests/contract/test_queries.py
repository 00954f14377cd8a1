"""Every query gives the same rows on both engines, and enters Neo4j on an index."""

import dataclasses
import importlib
import inspect
import json
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from types import ModuleType
from typing import Any

import pytest
from pydantic import SecretStr

import cypher.load
import cypher.view
from cypher import Query, Store, StoreSettings, View, open_store
from cypher.case import CaseByNo, CaseOfId, CasesBefore, KeepCase, LastCase
from cypher.copy import PARTS, KeepErasures, KeepSuppressed
from cypher.decision import (
    AddDecision,
    ChainAfter,
    CustomersOfTokens,
    DecisionByNo,
    DecisionOfId,
    Decisions,
    DecisionsAbout,
    DecisionsTold,
    DecisionsWaiting,
    KeepTokens,
    LastDecision,
    TokensOf,
)
from cypher.decision.chain import FIRST, chained, text_hash
from cypher.engine.arrays import UNKNOWN
from cypher.engine.migrations import migrate
from cypher.erasure import (
    CasesAfter,
    LastDealing,
    NumbersToErase,
    RowsToErase,
    StandingOf,
    TextsToErase,
)
from cypher.identity import IdentitiesInOrder, KnownAs, KnownNow, NumbersOf, SameAsRecordsOf
from cypher.lead import LeadNamed, LeadsOfTag
from cypher.load import (
    AccountNumbers,
    CustomerNumbers,
    Digests,
    KnownAccounts,
    KnownIds,
    LatestConsents,
    OpenKeys,
    RowsOfKeys,
    SourceKeys,
    SourceRowsAfter,
    SourceRowsOf,
    StoredNames,
)
from cypher.override import (
    DecidedMembers,
    OverrideById,
    Overrides,
    StandingOverrides,
)
from cypher.publish import DerivedGroups, DerivedMembers, HoldingDigests, WaitingRuns
from cypher.query import Batch, Command, Statement
from cypher.scope import EVERYBODY, Scope
from cypher.search.asked import Asked
from cypher.secret import KeepSecrets, SecretNamed
from cypher.serve.customers import (
    AccountsOfCustomer,
    ConsentsOf,
    CustomersById,
    CustomersHolding,
    CustomersInOrder,
    CustomersInScope,
    CustomersMatching,
    CustomersNumbered,
    CustomersOfNumbers,
    CustomersSorted,
    IdentifiersOf,
    NamesOf,
    SaidOfCustomers,
)
from cypher.serve.exposures import ExposureParts, ExposuresInOrder, ExposuresOfCustomer
from cypher.serve.groups import (
    ControlGroupsSharing,
    CounterpartsOfGroups,
    ExposureOfCustomers,
    ExposureOfGroups,
    GapsOfGroup,
    GroupById,
    GroupsOfCustomer,
    GroupsOfCustomers,
    GroupsOfKind,
    GroupsWithMember,
    HeadsOfDeclared,
    HistoryOfGroup,
    MemberOfGroup,
    MembersAmong,
    MembersOfGroup,
    MembersOfKind,
    MovesOfGroup,
)
from cypher.serve.holdings import (
    HoldersAbout,
    HoldersOfTag,
    HoldersSorted,
    HoldingsOfCustomer,
    HoldingsOfCustomers,
    LeftOutOfHolders,
)
from cypher.serve.loads import LoadByNo, LoadsBefore
from cypher.serve.marketing import (
    CommunitiesInOrder,
    CommunityById,
    CommunityMembers,
    HoldersInRun,
    LeftOutLeaders,
    LeftOutOfCustomers,
    LeftOutOfHistory,
    MembersInRun,
    MembersOfCommunity,
    OpinionLeaders,
    OpinionLeadersOfCommunity,
    OpinionLeadersSorted,
    StandingAmong,
    TraitsOfCommunity,
)
from cypher.serve.match import CustomersCompared, CustomersWithNeedles
from cypher.serve.money import (
    AccountsOwnedBy,
    NamesOfAccounts,
    OwnersOfAccounts,
    PaidBy,
    PaidTo,
    PaymentsInto,
    PaymentsOutOf,
)
from cypher.serve.runs import (
    ChangesBetween,
    LeftOutOfChanges,
    LineUpTo,
    NearestRuns,
    RunAnswering,
    RunById,
    Runs,
    RunsOfLine,
    SlidBetween,
    TimesOfRun,
)
from cypher.serve.stakes import AlliesOf, OfficesIn, StakesHeldBy, StakesIn
from cypher.serve.tags import TagVersions, VersionsOfTag
from cypher.serve.walks import (
    CounterpartiesOf,
    EdgesOfCustomers,
    EdgesOfThings,
    HubsAmongCustomers,
    HubsAmongThings,
    NamesOfGroups,
    PaidAround,
    PaidBetween,
    PaymentsWithNamed,
)
from cypher.time_zone import time_zone
from cypher.user import (
    AddKey,
    AddUser,
    ChangePassword,
    ChangeUser,
    EndKey,
    EndUser,
    KeyById,
    KeysOfUser,
    UserById,
    UsersInOrder,
)
from cypher.view import Referrals
from cypher.view.accounts import MonthlyPayments, Payments
from cypher.vocabulary import EDGE_TYPES, GROUP_KINDS
from loaders.deliveries.history import History
from loaders.deliveries.source_rows import said_alone
from loaders.records.canonical import RECORDS as DECLARED
from service.tags import catalogue
from tests.banks import ServedBank, write_files
from tests.contract.worlds import small_world
from tests.neo4j.scratch import empty

#: Every module that declares statements. Those of migrations are left out, for each is for the
#: store as it was then, and those of a machine's own file, which no other engine keeps: both have
#: tests of their own.
ROOMS = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(cypher.__path__, "cypher.")
    if not module.name.startswith(("cypher.schema", "cypher.machine"))
]
TYPES = list(EDGE_TYPES)
RECORDS = (
    "customers",
    "groups",
    "group_members",
    "accounts",
    "account_holders",
    "transactions",
    "ownerships",
    "controls",
    "positions",
    "kinships",
    "guarantees",
    "referrals",
    "dependencies",
    "exposures",
    "obligations",
    "identifiers",
    "same_as",
    "consents",
)
KINDS = [*GROUP_KINDS]
IDENTIFIERS = ["phone:10000000001", "ip:fe80::1"]
#: A whole name, one letter by letter, one by its beginning and end, one that nobody has.
NEEDLES = [["¬acme␣trading"], ["¬王小明"], ["§王", "§小"], ["¶王", "§明"], ["¬nobody"]]
KIN, AGREED = ["spouse", "parent", "sibling"], ["agreement"]
DAY = "2025-12-31"
OLD_DAY = "2019-12-31"
#: When it is over in Shanghai, and when its months begin there, in milliseconds since 1970.
END, YEAR_MS, LATER = 1_767_196_800_000, 365 * 86_400_000, 4_000_000_000_000
MONTHS = [time_zone("Asia/Shanghai").begins(date(2025, month, 1)) for month in range(1, 13)]
#: 2025-02-01 and 2025-07-01T12:00, in milliseconds.
FEBRUARY, NOON = 1_738_368_000_000, 1_751_371_200_000


def statements(room: ModuleType, kind: type[Statement]) -> list[type[Statement]]:
    return [
        each
        for _, each in inspect.getmembers(room, inspect.isclass)
        if issubclass(each, kind) and each is not kind and each.__module__ == room.__name__
    ]


READING: list[Any] = [
    *(statement for room in ROOMS for kind in (Query, View) for statement in statements(room, kind))
]
WRITING: list[Any] = [
    *(
        statement
        for room in ROOMS
        for kind in (Command, Batch)
        for statement in statements(room, kind)
    ),
    *cypher.load.MERGES.values(),
]
EXTRACTS: list[Any] = [*PARTS]


NO_FILTERS: dict[str, Any] = dict.fromkeys(
    ("kind", "relationship_manager", "branch", "region", "industry", "is_client"), ""
)
#: The same without names.
ALL = ("",) * 6
NO_TAG: dict[str, Any] = {"tag_id": "", "grade": "", "consent": "", "today": DAY, "run_id": 2}
#: Whose consent lists ask for: those for marketing, and others.
CONSENTS = ("opt_in", "opt_out", "")


#: What counts of what is not drawn, by kind: nothing, or part of it.
FACTORS: list[dict[str, float]] = [{}, {"credit_line": 0.4, "other": 0.5}]
#: Nothing narrows which tags are told of.
EVERY_TAG: tuple[bool, list[str]] = (True, [])
#: In whose scopes everything is asked: of a branch and a manager, and of nobody.
SCOPES = (
    Scope(everyone=False, of_branches=["朝阳支行"], of_managers=["M1"]),
    Scope(everyone=False, of_branches=[], of_managers=[]),
)
EXPOSURE_FILTERS = [
    ("status", ""),
    ("status", "active"),
    ("status", "settled"),
    ("overdue", "true"),
    ("overdue", "false"),
    ("five_class", "loss"),
    ("group_id", "G1"),
    ("branch", "朝阳支行"),
]


def matching(text: str, **other: Any) -> CustomersMatching:
    words = other.pop("words", None) or Asked(text).tiers[-1]
    looked = {"words": words, "looked_up": other.pop("looked_up", words)}
    asked = {**looked, "passed": [], "left_out": [], "after_no": 0, "limit": 50}
    return CustomersMatching(**{**NO_FILTERS, **NO_TAG, **asked, **other})


def in_order(**other: Any) -> CustomersInOrder:
    asked = {**NO_FILTERS, "consent": "", "today": DAY, "run_id": 2, "after_id": "", "limit": 50}
    return CustomersInOrder(**{**asked, **other})


def holding(tag_id: str, **other: Any) -> CustomersHolding:
    asked = {**NO_FILTERS, **NO_TAG, "tag_id": tag_id, "after_id": "", "limit": 50}
    return CustomersHolding(**{**asked, **other})


def in_order_of(sort: str, **other: Any) -> CustomersSorted:
    asked = {"words": [], "numbers": [], "everybody": True, "descending": False}
    after = {"after_rank": -1, "after_amount": 0.0, "after_name": "", "after_id": "", "limit": 50}
    order = {"sort": sort, "currency": "CNY", "factors": FACTORS[1]}
    return CustomersSorted(**{**NO_FILTERS, **NO_TAG, **asked, **after, **order, **other})


def exposures(**other: Any) -> ExposuresInOrder:
    filters = dict.fromkeys(
        ("status", "overdue", "five_class", "group_id", "relationship_manager", "branch"), ""
    )
    asked = {"run_id": 2, "factors": FACTORS[1], "on": DAY, "after_id": "", "limit": 50}
    return ExposuresInOrder(**{**filters, **asked, **other})


def holders(**other: Any) -> HoldersOfTag:
    asked = {
        **{"tag_id": "opinion_leader", "grade": "", "subject": "", "consent": "opt_in"},
        **{"today": DAY, **NO_FILTERS},
        **{"run_id": 2, "after_score": 1e308, "after_id": "", "after_subject": "", "limit": 50},
    }
    return HoldersOfTag(**{**asked, **other})


def leaders(**other: Any) -> OpinionLeaders:
    asked = {**NO_FILTERS, "run_id": 2, "today": DAY, "after_score": 1e308, "after_id": ""}
    return OpinionLeaders(**{**asked, "limit": 50, **other})


def leaders_sorted(**other: Any) -> OpinionLeadersSorted:
    asked = {**NO_FILTERS, "run_id": 2, "today": DAY, "consent": "", "community_id": ""}
    order = {"sort": "name", "descending": False, "limit": 50}
    place = {"after_rank": -1, "after_amount": 0.0, "after_name": "", "after_id": ""}
    return OpinionLeadersSorted(**{**asked, **order, **place, **other})


def changes(**other: Any) -> ChangesBetween:
    asked = {**NO_FILTERS, "tag_id": "", "complete": [], "consent": "", "today": DAY, "limit": 50}
    asked |= {"every_tag": True, "told_tags": []}
    runs = {"earlier": 1, "later": 2, "low": 1, "high": 2, "run_id": 2}
    place = {"after_moved": 0.0, **dict.fromkeys(("after_name", "after_id", "after_tag"), "")}
    order = {"sort": "customer_id", "descending": False, "after_subject": ""}
    return ChangesBetween(**{**asked, **runs, **place, **order, **other})


def holders_sorted(**other: Any) -> HoldersSorted:
    place = {"after_score": 0.0, "after_name": "", "sort": "name", "descending": False}
    return HoldersSorted(**{**vars(holders()), **place, **other})


def left_out(**other: Any) -> LeftOutOfHolders:
    asked = {**NO_TAG, **NO_FILTERS, "tag_id": "opinion_leader", "subject": "", "community_id": ""}
    return LeftOutOfHolders(**{**asked, **other})


def for_marketers(groups: Sequence[str], everybody: Sequence[str], consent: str) -> Iterator[Any]:
    """What marketers ask, by whose consent counts."""
    of = consent, DAY
    yield from (CommunitiesInOrder(run, *of, 2**53, "", 50) for run in (0, 1, 2))
    yield CommunitiesInOrder(2, *of, 3, "", 1)
    yield from (leaders(region=at, consent=consent) for at in ("", "北京", "上海"))
    yield leaders(branch="朝阳支行", consent=consent, after_score=0.3, after_id="P1", limit=1)
    yield from (leaders(consent=consent, is_client=one) for one in ("true", "false"))
    for sort in ("score", "name", "assets"):
        for descending in (False, True):
            order = {"sort": sort, "descending": descending, "consent": consent}
            yield leaders_sorted(**order)
            yield leaders_sorted(**order, region="上海", limit=1)
            after = {"after_amount": 0.0, "after_name": "P2", "after_id": "P2"}
            yield from (leaders_sorted(**order, **after, after_rank=rank) for rank in (0, 1))
    yield StandingAmong([*everybody, "nobody"], 2, *of)
    yield LeftOutLeaders(2, *of)
    yield from (left_out(tag_id=tag_id, consent=consent) for tag_id in ("opinion_leader", "bridge"))
    yield left_out(consent=consent, grade="high", kind="person", community_id="nothing")
    for each in groups:
        yield from (CommunityById(each, run, *of) for run in (1, 2))
        yield MembersOfCommunity(each, 2, *of, 1e308, "", 50)
        yield MembersOfCommunity(each, 2, *of, 0.2, "P1", 2)
        yield TraitsOfCommunity(each, 2, *of)
        yield LeftOutOfHistory(each, 2, *of)
        yield left_out(consent=consent, community_id=each)
        yield OpinionLeadersOfCommunity(community_id=each, **vars(leaders(consent=consent)))
        yield leaders_sorted(community_id=each, sort="assets", consent=consent)
        narrowed = leaders(
            region="北京", branch="朝阳支行", consent=consent, after_score=0.3, limit=1
        )
        yield OpinionLeadersOfCommunity(community_id=each, **vars(narrowed))


def cases(store: Store) -> list[Any]:
    """Instances of every query; those without parameters need no naming."""
    plain = [each() for each in READING if not each.field_names()]
    on_a_day = [
        each(**{name: DAY})
        for name in ("on", "today")
        for each in READING
        if each.field_names() == {name}
    ]
    groups = store.rows(GroupsOfKind(KINDS, run_id=2, after_kind="", after_id="", limit=50))
    ids = [group.group_id for group in groups]
    everybody = store.columns(CustomerNumbers()).customer_id.tolist()
    return [
        *plain,
        *on_a_day,
        *(each(until=END) for each in (Payments, Referrals)),
        MonthlyPayments(since=END - YEAR_MS, until=END, month=2024 * 12 + 11, months=MONTHS),
        *(Digests(record=record, source="") for record in RECORDS),
        Digests(record="ownerships", source="canonical"),
        Digests(record="ownerships", source="elsewhere"),
        *(RowsOfKeys(record, keys_of(store, record)) for record in RECORDS),
        *(RowsOfKeys(record, keys_of(store, record)[:1]) for record in RECORDS),
        *(OpenKeys(record, "", [], every=True) for record in RECORDS),
        OpenKeys("ownerships", "elsewhere", [], every=True),
        *(OpenKeys(record, "canonical", some_digests(store, record), False) for record in RECORDS),
        *(SourceKeys(record=record) for record in ("customers", "guarantees")),
        SourceRowsOf("customers", ["C1", "P1", "nobody"]),
        *(SourceRowsAfter("customers", after, 3) for after in ("", "C1", "Z")),
        LatestConsents([*everybody, "nobody"], "marketing"),
        LatestConsents(everybody, "research"),
        LoadsBefore(2**53, 1),
        LoadsBefore(2, 50),
        *(LoadByNo(load_no) for load_no in (1, 9)),
        SaidOfCustomers(["C1", "P1", "nobody"]),
        KnownIds("customers", [*everybody, "nobody"]),
        KnownIds("accounts", ["A1", "", "nothing", "A2"]),
        KnownIds("groups", [*ids, "nothing"]),
        KnownAccounts(["A1", "", "nothing", "A5"]),
        *(HoldingDigests(tag_id=tag_id) for tag_id in ("guarantee_circle", "opinion_leader")),
        *(DerivedGroups(kind, run) for kind in ("control", "guarantee_circle") for run in (1, 2)),
        *(
            DerivedMembers(tag_id, run)
            for tag_id in ("control_group_member", "opinion_leader")
            for run in (1, 2)
        ),
        WaitingRuns(),
        *(HistoryOfGroup(each, KINDS, run, 2**53, "", "", 50) for each in ids for run in (1, 2)),
        RunById(run_id=1),
        RunById(run_id=9),
        RunById(run_id=-1),
        *(TimesOfRun(run_id=each) for each in (-1, 2, 9)),
        *(each(as_of=DAY, known_at=LATER) for each in (RunAnswering, NearestRuns)),
        *(each(as_of=OLD_DAY, known_at=LATER) for each in (RunAnswering, NearestRuns)),
        *(each(as_of="2000-01-01", known_at=LATER) for each in (RunAnswering, NearestRuns)),
        *(each(as_of=DAY, known_at=0) for each in (RunAnswering, NearestRuns)),
        *(LineUpTo(as_of=day) for day in (DAY, OLD_DAY)),
        RunsOfLine(limit=1),
        Runs(before_at=LATER, before_run=0, limit=2),
        Runs(before_at=0, before_run=0, limit=2),
        *(CustomersById([each, "P2"]) for each in ("P1", "C6", "nobody")),
        OverrideById("OV-1", 2),
        OverrideById("nothing", 2),
        *(StandingOverrides(group, one, 2) for group in ("G1", "G2") for one in ("C1", "C2")),
        Overrides("", ["in_force", "proposed", "withdrawn"], 2, 0, 50),
        Overrides("G1", ["in_force"], 2, 0, 50),
        Overrides("", ["in_force", "withdrawn"], 2, 1, 1),
        in_order(after_id="C2", limit=3),
        in_order(kind="person"),
        *(in_order(consent=consent) for consent in CONSENTS),
        *(
            LeftOutOfCustomers(**NO_FILTERS, consent=consent, today=DAY, run_id=2)
            for consent in CONSENTS
        ),
        CustomersInScope([*range(1, 12), 999]),
        in_order(is_client="false"),
        in_order(branch="朝阳支行", region="北京"),
        in_order(relationship_manager="nobody"),
        matching("王小"),
        matching("王小", kind="company"),
        matching("小明"),
        matching("xiaoming"),
        matching("p"),
        matching("[cn]"),
        matching("*"),
        matching("former acme"),
        matching("c", after_no=2, limit=2),
        matching("c", left_out=[1, 2], passed=["¬c3"]),
        matching("", words=[["¤wang ¤xiao ¤ming"]], looked_up=[["¤wang ¤xiao"]]),
        matching("", words=[["¤wang ¤xiao ¤ma"]], looked_up=[["¤wang ¤xiao"]]),
        matching("", words=[["¤¦wangxiao*"]]),
        matching("p", tag_id="opinion_leader", consent="opt_in"),
        matching("c", tag_id="guarantee_circle", grade="low"),
        matching("p", branch="朝阳支行", is_client="true"),
        *(matching("", words=tier) for tier in Asked("acme").tiers if all(tier)),
        CustomersNumbered(numbers=[1, 2, 3, 99], **NO_FILTERS, **NO_TAG, after_no=1, limit=50),
        CustomersOfNumbers(["A2", "10000000001"], ["0001"], 50),
        CustomersWithNeedles(NEEDLES, 50),
        CustomersWithNeedles([["nobody"], ["¬acme␣trading", "¶a"]], 1),
        CustomersCompared([1, 2, 3, 99]),
        *(HoldingsOfCustomers([*everybody, "nobody"], [*catalogue()], run) for run in (1, 2)),
        HoldingsOfCustomers(everybody, ["guarantee_circle", "nothing"], 1),
        *(GroupsOfCustomers([*everybody, "nobody"], KINDS, run) for run in (1, 2, -1)),
        GroupsOfCustomers(everybody, ["declared"], 1),
        holding("guarantee_circle"),
        holding("guarantee_circle", grade="low", kind="company"),
        holding("opinion_leader", kind="person", consent="opt_out", after_id="P1"),
        *(
            in_order_of(sort, descending=descending)
            for sort in ("name", "assets", "exposure")
            for descending in (False, True)
        ),
        in_order_of("assets", after_rank=0, after_amount=10.0, after_id="P4", limit=3),
        in_order_of("name", after_rank=1, after_name="C3", after_id="C3", limit=3),
        in_order_of("name", words=Asked("c").tiers[-1], numbers=[1], everybody=False),
        in_order_of("assets", descending=True, tag_id="opinion_leader", consent="opt_in"),
        StoredNames([*everybody, "nobody"]),
        StoredNames(["C1"]),
        holders(),
        holders(consent="opt_out"),
        holders(consent="", relationship_manager="M1"),
        holders(consent="", branch="朝阳支行", is_client="true"),
        holders(tag_id="guarantee_circle", subject="nothing"),
        holders(consent=""),
        holders(tag_id="guarantee_circle", after_score=3.0, after_id="C1"),
        holders(grade="high", kind="person", run_id=1),
        holders(run_id=-1),
        *(
            holders_sorted(tag_id=tag_id, sort=sort, descending=descending)
            for tag_id in ("opinion_leader", "guarantee_circle")
            for sort, descending in (("name", False), ("name", True), ("score", False))
        ),
        holders_sorted(tag_id="guarantee_circle", after_name="Acme", after_id="C1", limit=2),
        holders_sorted(sort="score", after_score=0.1, after_id="P1"),
        *(HoldersAbout("guarantee_circle", each, 2, 50) for each in [*ids, "nothing", ""]),
        HoldersAbout("guarantee_circle", ids[-1], 2, 1),
        *(HoldingsOfCustomer(each, "", run) for each in ("P1", "C1") for run in (-1, 0, 1, 2)),
        HoldingsOfCustomer("C1", "guarantee_circle", 2),
        IdentifiersOf(["P1", "P4", "P2", "P2"]),
        IdentifiersOf(everybody),
        *(SecretNamed(name) for name in ("opaque_ids", "nothing")),
        AccountsOfCustomer(["P3"], 50),
        AccountsOfCustomer(["P3"], 1),
        AccountsOfCustomer(everybody, 50),
        NamesOf([*everybody, "nobody"]),
        *(GroupById(each, KINDS, run) for each in [*ids, "nothing"] for run in (1, 2)),
        GroupsOfKind(["declared"], 2, "", "", 1),
        GroupsOfKind(KINDS, 2, "declared", "G1", 50),
        *(GroupsOfKind(["guarantee_circle"], run, "", "", 50) for run in (-1, 1)),
        *(GroupsOfCustomer(each, KINDS, 2, "", "", 50) for each in ("C1", "C3", "P4")),
        GroupsOfCustomer("C1", ["declared"], 2, "", "", 50),
        *(MembersOfGroup(each, 2, "", 50) for each in ids),
        *(MembersOfGroup(each, 2, "C1", 1) for each in ids),
        *(ExposureOfGroups(ids, 2, factors, DAY) for factors in FACTORS),
        *(ExposureOfCustomers(everybody, run, FACTORS[1], DAY) for run in (0, 2)),
        *(ExposuresOfCustomer(each, 2, FACTORS[1], DAY, "", 50) for each in everybody),
        *(exposures(**{name: value}) for name, value in EXPOSURE_FILTERS),
        exposures(after_id="E2", limit=1),
        *(
            ExposureParts(run, FACTORS[1], currency)
            for run in (0, 2)
            for currency in ("CNY", "USD")
        ),
        *(MembersOfKind(kind, 2) for kind in KINDS),
        *(
            GroupsWithMember(group_ids=[*ids, "nothing"], run_id=2, **{**NO_FILTERS, **one})
            for one in ({}, {"kind": "company"}, {"is_client": "true"}, {"branch": "nowhere"})
        ),
        *(DecidedMembers(["G1", *ids], run) for run in (1, 2)),
        *(MembersAmong(each, ["C1", "C2", "nobody"], 2) for each in ids),
        *(MemberOfGroup(each, "C1", 2) for each in [*ids, "nothing"]),
        *(MovesOfGroup(each, run, 50) for each in ids for run in (1, 2)),
        CounterpartsOfGroups(["nothing", *ids], 2),
        *(ControlGroupsSharing(each, run, 50) for each in ("G1", "nothing") for run in (1, 2)),
        *(GapsOfGroup(each, ids, run, 50) for each in ("G1", *ids) for run in (1, 2)),
        *(HeadsOfDeclared(["G1", "G2", "nothing"], ["parent", "核心"], run) for run in (1, 2)),
        *(
            EdgesOfCustomers(everybody, TYPES, 2, derived, on, ended, 500)
            for derived in (True, False)
            for ended in (True, False)
            for on in (DAY, OLD_DAY)
        ),
        *(EdgesOfCustomers([each], TYPES, 2, True, DAY, False, 500) for each in everybody),
        *(EdgesOfCustomers(everybody, [each], 2, True, DAY, True, 3) for each in TYPES),
        *(
            EdgesOfThings(["A2", "A3"], ids, IDENTIFIERS, TYPES, 2, derived, ended, 500)
            for derived in (True, False)
            for ended in (True, False)
        ),
        EdgesOfThings(["A2"], [], [], ["SHARES"], 2, True, False, 500),
        *(
            PaidAround(everybody, most, ended, 500)
            for most in (1, 2, 20)
            for ended in (True, False)
        ),
        *(PaidAround([each], 20, False, 2) for each in everybody),
        *(CounterpartiesOf([each], most, True) for each in everybody for most in (1, 20)),
        PaidBetween([[a, b] for a in everybody for b in everybody if a != b], with_ended=False),
        PaidBetween([["P1", "P2"], ["P1", "P2"], ["P2", "nobody"]], with_ended=True),
        *(HubsAmongCustomers(everybody, most, ended) for most in (1, 2) for ended in (True, False)),
        *(HubsAmongThings(["A2", "A3"], IDENTIFIERS, most, with_ended=True) for most in (1, 2, 9)),
        *(NamesOfGroups([*ids, "G1", "nothing"], run) for run in (-1, 1, 2)),
        *(
            changes(earlier=a, later=b, low=min(a, b), high=max(a, b), run_id=b, consent=consent)
            for a, b in ((1, 1), (1, 2), (2, 2), (-1, 2), (2, -1), (-1, -1))
            for consent in ("", "opt_in")
        ),
        *(
            changes(sort=sort, descending=descending, **after)
            for sort in ("name", "score")
            for descending in (False, True)
            for after in ({}, {"after_name": "C1", "after_id": "C1", "after_tag": "bridge"})
        ),
        *(
            LeftOutOfChanges(*ALL, 1, 2, 1, 2, 2, tag_id, *tags, complete, "opt_in", DAY)
            for tag_id in ("", "opinion_leader")
            for complete in ([], ["opinion_leader"])
            for tags in (EVERY_TAG, (False, ["opinion_leader", "nothing"]))
        ),
        *(
            SlidBetween(*ALL, 1, 2, 1, 2, 2, tag_id, *EVERY_TAG, [], consent, DAY)
            for tag_id in ("", "opinion_leader", "guarantee_circle")
            for consent in ("", "opt_in")
        ),
        *(
            changes(
                **{**NO_FILTERS, **narrowed},
                **{"tag_id": "opinion_leader", "complete": ["bridge"], "consent": consent},
                **{"after_id": "P1", "after_tag": "opinion_leader", "limit": 2},
            )
            for consent in CONSENTS
            for narrowed in ({}, {"kind": "person"}, {"is_client": "true"})
        ),
        *(stakes([each], DAY, 500) for stakes in (StakesIn, StakesHeldBy) for each in everybody),
        *(stakes(everybody, on, 4) for stakes in (StakesIn, StakesHeldBy) for on in (DAY, OLD_DAY)),
        *(AlliesOf([each], KIN, AGREED, DAY) for each in everybody),
        *(OfficesIn([*everybody, "nobody"], on, 500) for on in (DAY, OLD_DAY)),
        OfficesIn(everybody, DAY, 2),
        AlliesOf(everybody, KIN, AGREED, OLD_DAY),
        AlliesOf(everybody, ["grandparent"], [], DAY),
        *(CommunityMembers(run_id=run) for run in (1, 2)),
        *(each for consent in CONSENTS for each in for_marketers(ids, everybody, consent)),
        *(
            HoldersInRun(tag_id, run)
            for tag_id in ("guarantee_circle", "opinion_leader")
            for run in (1, 2)
        ),
        *(MembersInRun(each, run) for each in [*ids, "nothing"] for run in (1, 2)),
        AccountsOwnedBy([*everybody, "nobody"]),
        NamesOfAccounts(["A1", "A5", "", "nothing"]),
        PaymentsWithNamed(everybody, 500),
        PaymentsWithNamed(["P1"], 1),
        OwnersOfAccounts(["A1", "A2", "A3", "A5", "", "nothing"]),
        VersionsOfTag("opinion_leader", 2, 2**53, "", 50),
        VersionsOfTag("opinion_leader", 0, 2**53, "", 50),
        VersionsOfTag("opinion_leader", 2, 1, "9.9.9", 1),
        VersionsOfTag("opinion_leader", 2, 1, "", 1),
        TagVersions(sorted(catalogue()), sorted({tag.version for tag in catalogue().values()})),
        TagVersions(["opinion_leader"], ["0.0.0"]),
        *(each(["A1", "A2"], 0, NOON, 0.0, 50) for each in (PaymentsOutOf, PaymentsInto)),
        *(each(["A1"], FEBRUARY, NOON, 2.25, 1) for each in (PaymentsOutOf, PaymentsInto)),
        *(each(["A1", "A2"], 0, NOON, 0.0) for each in (PaidTo, PaidBy)),
        *(each(["A1", "A4"], FEBRUARY, NOON, 3.0) for each in (PaidTo, PaidBy)),
        *(KnownAs(run) for run in (0, 1, 2)),
        *(NumbersOf([each, "nobody"], run) for each in everybody for run in (1, 2)),
        NumbersOf(everybody, 2),
        *(KnownNow(each) for each in (*everybody, "nobody")),
        IdentitiesInOrder(2, "", 50),
        IdentitiesInOrder(2, "P1", 50),
        SameAsRecordsOf(["P4", "nobody"]),
        SameAsRecordsOf(everybody),
        *(DecisionOfId(decision_id) for decision_id in ("OV-0", "D-1", "nothing")),
        DecisionsAbout("identity", ["C1"]),
        DecisionsAbout("identity", ["C2", "P9"]),
        DecisionsAbout("group", ["C1"]),
        *(DecisionByNo(no, "a", []) for no in (1, 99)),
        DecisionByNo(1, "nobody", ["identity"]),
        DecisionByNo(1, "nobody", ["group"]),
        decisions(),
        *(decisions(subject=each) for each in ("G1", "C1", "P9")),
        *(decisions(state=each) for each in ("proposed", "in_force", "withdrawn")),
        decisions(viewer="a", kinds=[]),
        decisions(author="b", action="withdraw", since=MADE + 1, before=9, limit=1),
        DecisionsWaiting("b", ["group", "identity"], 0, 50),
        DecisionsWaiting("a", ["group"], 0, 50),
        LastDecision(),
        ChainAfter(0, 50),
        ChainAfter(3, 1),
        TokensOf(["C1", "C9", "nobody"]),
        CustomersOfTokens([TOKENS["C1"], "of nobody"]),
        decisions_told(),
        decisions_told(tokens=[TOKENS["C1"]], everybody=False),
        decisions_told(tokens=[TOKENS["C9"], "of nobody"], everybody=False),
        decisions_told(author="b", since=MADE + 1),
        decisions_told(until=MADE + A_DAY),
        decisions_told(before_at=MADE + A_DAY, before_no=2, limit=1),
        ConsentsOf(["P1", "P2", "P3", "P4", "nobody"]),
        *(
            LeadsOfTag(tag, states, "", 2, 1e308, "", "", 50)
            for tag in ("guarantee_circle", "decision_maker", "economic_dependent")
            for states in (["new"], ["rejected", "followed_up"], ["accepted"])
        ),
        *(LeadNamed(*key, 2) for key in leads_of(store)),
        *(CaseByNo(number) for number in (1, 2, 3)),
        *(CaseOfId(case_id) for case_id in ("CA-1", "CA-2", "nothing")),
        *(CasesBefore(before, 50) for before in (2, 100)),
        CasesBefore(100, 1),
        LastCase(),
        *(CasesAfter(after, limit) for after, limit in ((0, 50), (1, 1))),
        *(StandingOf([each], DAY) for each in everybody),
        StandingOf([*everybody, "nobody"], OLD_DAY),
        *(LastDealing([each]) for each in ["nobody", *everybody]),
        LastDealing(everybody),
        NumbersToErase([*everybody, "nobody"]),
        *(RowsToErase([each], [f'"{each}"']) for each in ("C1", "P1", "nobody")),
        TextsToErase(["token-C1", "token-P2"], ["nothing"]),
        TextsToErase([], ["a", "r"]),
        *(UserById(user_id) for user_id in ("li", "王五", "nobody")),
        *(UsersInOrder(after, limit) for after in ("", "li") for limit in (1, 50)),
        *(KeyById(key_id) for key_id in ("k1", "k2", "nothing")),
        *(KeysOfUser(user_id) for user_id in ("li", "nobody")),
    ]


def keys_of(store: Store, record: str) -> list[dict[str, Any]]:
    """The keys of all rows of a record, closed ones too, and one that nothing has."""
    [extract] = [each for each in EXTRACTS if each.batch is cypher.load.MERGES[record]]
    [declared] = [each for each in DECLARED if each.name == record]
    columns = [declared.column(name) for name in declared.key]
    names = {name for column in columns for name in (column.name, column.number) if name}
    keys = [
        {
            name: value
            for name, value in zip(extract.batch.columns, row, strict=True)
            if name in names
        }
        for page in store.pages(extract())
        for row in page.rows
    ]
    return [*keys, {**keys[0], columns[0].name: "nothing", columns[0].number: -1}]


@pytest.fixture(scope="module")
def stores(neo4j_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    """The small world on both engines, with two runs, and one of an earlier day beside them."""
    folder = tmp_path_factory.mktemp("world")
    world = small_world(folder / "first")
    changed = write_files(
        folder / "second",
        customers=[{"customer_id": "P5", "kind": "person", "name": "P5"}],
        referrals=[{"referrer_id": "P1", "referred_id": "P5", "at": "2025-01-01"}],
        guarantees=[
            # C3 no longer guarantees C1: the circle is gone.
            {"guarantee_id": "G-C3>C1", "guarantor_id": "C3", "borrower_id": "C2", "amount": "1"}
        ],
    )
    # Another source says something else of a customer and of a guarantee.
    beside = write_files(
        folder / "beside",
        customers=[{"customer_id": "C1", "kind": "company", "name": "C one", "region": "上海"}],
        guarantees=[
            {"guarantee_id": "G-C1>C2", "guarantor_id": "C1", "borrower_id": "C2", "amount": "7"}
        ],
    )
    empty(neo4j_url)
    urls = {"sqlite": f"sqlite:///{folder / 'guanxi.db'}", "neo4j": neo4j_url}
    opened = {}
    for engine, url in urls.items():
        with pytest.MonkeyPatch.context() as monkeypatch:
            bank = ServedBank(url, monkeypatch)
            bank.load(world)
            bank.derive("--as-of", DAY)
            bank.load(changed)
            bank.load(beside, "--as", "crm")
            bank.derive("--as-of", DAY)
            bank.derive("--as-of", "2025-06-30")
            opened[engine] = open_store(StoreSettings())
            decide(opened[engine])
            # Each store makes its own; a copy has them in common.
            secrets = [(name, "in common") for name in ("opaque_ids", "suppression")]
            opened[engine].run_batch(KeepSecrets, secrets)
            opened[engine].run_batch(KeepErasures, [("erased-0", 99, "D-8", "{}", MADE)])
            opened[engine].run_batch(KeepSuppressed, [("0a", MADE), ("0b", MADE)])
    yield opened
    for store in opened.values():
        store.close()


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("empty") / "guanxi.db"
    with closing(open_store(StoreSettings(store=SecretStr(f"sqlite:///{path}")))) as store:
        migrate(store)
        yield store


#: Made at a fixed instant, in milliseconds since 1970; a day.
MADE, A_DAY = 1_735_689_600_000, 86_400_000
#: What stands for customers in the chain, the same on both engines.
TOKENS = {each: f"token-{each}" for each in ("C1", "C2", "C9", "P1", "P2")}


def decisions_told(**other: Any) -> DecisionsTold:
    asked = {
        **{"tokens": [], "everybody": True, "author": "", "since": 0, "until": 2**53},
        **{"before_at": 2**53, "before_no": 2**53, "limit": 50},
    }
    return DecisionsTold(**{**asked, **other})


def decisions(**other: Any) -> Decisions:
    asked = {
        **{"viewer": "nobody", "kinds": ["group", "identity", "lead"]},
        **{"subject": "", "author": "", "action": "", "state": ""},
        **{"since": 0, "before": 100, "limit": 50},
    }
    return Decisions(**{**asked, **other})


def leads_of(store: Store) -> list[tuple[str, str, str]]:
    """Two holdings of which a lead was decided, and one that nobody has."""
    return [*held(store), ("guarantee_circle", "nobody", "")]


def held(store: Store) -> list[tuple[str, str, str]]:
    """The tag, the customer and the subject of two current holdings of different tags."""
    found = []
    for tag_id in ("decision_maker", "economic_dependent"):
        row = store.rows(
            LeadsOfTag(tag_id, ["new", "rejected", "accepted"], "", 2, 1e308, "", "", 1)
        )[0]
        found.append((tag_id, row.customer_id, row.subject))
    return found


def add(
    store: Store,
    decision_id: str,
    *,
    at: int = MADE,
    keep: Callable[[AddDecision], Command] = lambda added: added,
    **said: Any,
) -> AddDecision:
    """Write a decision with a salt that is the same on both engines, or what `keep` makes of it."""
    [*rows] = store.rows(LastDecision())
    number, previous = (rows[0].decision_no, rows[0].hash) if rows else (0, FIRST)
    reason_hash = text_hash("salt", "r")
    entry = {
        **{"other": "", "begins": "in_force", "body": "{}", "digest": "", "author": "a"},
        **{"signed": False, "about_no": None, "decision_no": number + 1},
        "decision_id": decision_id,
        **said,
    }
    added = AddDecision(
        **entry,
        now=at,
        reason_hash=reason_hash,
        previous_hash=previous,
        hash=chained(previous, {**entry, "at": at, "reason": reason_hash}),
        salt="salt",
        reason="r",
    )
    store.run(keep(added))
    return added


def kept_case(said: dict[str, Any], added: AddDecision) -> Command:
    return KeepCase(**added.columns(), salt=added.salt, **said)


def of_decision(change: type[Command], said: dict[str, Any], added: AddDecision) -> Command:
    return change(**added.columns(), **said)


def decide(store: Store) -> None:
    """Overrides, one of them withdrawn and one proposed; identities; leads; cases."""
    store.run_batch(KeepTokens, [*TOKENS.items()])
    # A second token of a customer changes nothing.
    store.run_batch(KeepTokens, [("C1", "another")])
    group: dict[str, Any] = {"subject_kind": "group", "action": "out"}
    for number, (group_id, customer) in enumerate([("G1", "C1"), ("G1", "C2"), ("G2", "C9")]):
        at = MADE + number * A_DAY
        add(store, f"OV-{number}", subject=group_id, other=TOKENS[customer], at=at, **group)
    proposed = {**group, "action": "in", "begins": "proposed", "signed": True}
    add(store, "OV-3", subject="G2", other=TOKENS["C1"], **proposed)
    act = {**group, "subject": "G1", "other": TOKENS["C2"], "action": "withdraw", "author": "b"}
    add(store, "A-1", about_no=2, at=MADE + 9 * A_DAY, **act)
    for decision_id, verdict in (("D-1", "unsure"), ("D-2", "different")):
        two: dict[str, Any] = {"subject": TOKENS["C1"], "other": TOKENS["C2"], "action": verdict}
        added = add(store, decision_id, subject_kind="identity", **two)
    # Under a number that is given nothing is written.
    store.run(dataclasses.replace(added, decision_id="D-9"))
    for tag_id, customer_id, subject in held(store):
        store.run_batch(KeepTokens, [(one, f"token-{one}") for one in (customer_id, subject)])
        tokens = {
            row.customer_id: row.token for row in store.rows(TokensOf([customer_id, subject]))
        }
        [lead] = store.rows(LeadNamed(tag_id, customer_id, subject, 2))
        lead_of: dict[str, Any] = {
            "subject": tokens[customer_id],
            "other": f"{tag_id}/{tokens[subject]}",
        }
        said: dict[str, Any] = {"action": "follow_up", "digest": "other"}
        if tag_id == "decision_maker":
            said = {"action": "reject", "digest": lead.evidence_digest}
        add(store, f"L-{tag_id}", subject_kind="lead", **lead_of, **said)
    # A number is given once; one was made before the first run.
    for case_id, case_no, run_id in (("CA-1", 1, None), ("CA-2", 2, 1), ("CA-3", 2, 1)):
        told = {
            **{"case_no": case_no, "title": f"{case_id}案", "made_at": MADE, "run_id": run_id},
            **{"model": "threshold", "customers": "[]", "bank_loss": "12.50", "currency": "CNY"},
            "answer": b"\x00\xff\x00",
        }
        body = json.dumps({"customers": [TOKENS["C9"]]})
        kept: dict[str, Any] = {"subject_kind": "case", "subject": str(case_no), "action": "keep"}
        add(store, case_id, keep=partial(kept_case, told), body=body, **kept)
    # A name is given once; who has ended is changed no more, and neither is decided.
    li: dict[str, Any] = {"user_id": "li"}
    wang: dict[str, Any] = {"user_id": "王五"}
    nothing = {"roles": "[]", "branches": "[]", "managers": "[]"}
    given = {"roles": '["auditor"]', "branches": '["朝阳"]', "managers": "[]", "password": "hash"}
    k1 = {"key_id": "k1", "digest_of_key": "d1", "roles": "[]", "expires_at": MADE + A_DAY}
    changes: list[tuple[type[Command], dict[str, Any]]] = [
        (AddUser, {**li, **given}),
        (AddUser, {**wang, **given}),
        (AddUser, {**li, **given, "password": "another"}),
        (ChangeUser, {**li, "roles": '["marketer"]', "branches": "[]", "managers": '["RM1"]'}),
        (ChangePassword, {**li, "password": "another hash"}),
        (EndUser, wang),
        (ChangeUser, {**wang, **nothing}),
        (ChangePassword, {**wang, "password": ""}),
        (EndUser, wang),
        (AddKey, {**li, **k1, "key_id": "k2"}),
        (AddKey, {**li, **k1}),
        (AddKey, {**li, **k1, "digest_of_key": "d3"}),
        (EndKey, {"key_id": "k1"}),
        (EndKey, {"key_id": "k1"}),
    ]
    for number, (change, said) in enumerate(changes):
        keep = partial(of_decision, change, said)
        add(store, f"U-{number}", keep=keep, subject_kind="user", subject="li", action="add")
    # A number that is given changes nothing.
    store.run(EndUser(**{**added.columns(), "decision_id": "U-99", **li}))


def comparable(store: Store, statement: Any, scope: Scope = EVERYBODY) -> Any:
    """The answer without what differs by nature: instants of runs and loads, order in views."""
    if isinstance(statement, View):
        columns = store.columns(statement)
        arrays = [
            getattr(columns, field.name)
            for field in dataclasses.fields(columns)
            if field.name != "since_at"
        ]
        return sorted(
            tuple("nan" if value != value else value for value in row)
            for row in zip(*(array.tolist() for array in arrays), strict=True)
        )
    if isinstance(statement, RowsOfKeys):
        # Truths and attributes as the loader takes them: SQLite has 0 and 1, and JSON.
        [record] = [each for each in DECLARED if each.name == statement.record]
        return [
            (row.key, row.source, row.digest, said_alone(record, row, History((), ())))
            for row in store.rows(statement)
        ]
    rows = [dataclasses.asdict(row) for row in store.rows(statement, scope)]
    for row in rows:
        timed = ("started_at", "writing_at", "finished_at", "published_at", "began_at", "ended_at")
        for name in (*timed, "since_at", "seconds"):
            row.pop(name, None)
        if "report" in row:
            row["report"] = sorted(json.loads(row["report"]))
    return rows


def test_every_query_gives_the_same_rows_on_both_engines(stores: dict[str, Store]) -> None:
    asked = cases(stores["sqlite"])
    for statement in asked:
        left = comparable(stores["sqlite"], statement)
        assert left == comparable(stores["neo4j"], statement), statement
    assert {type(statement) for statement in asked} == set(READING)


def test_every_query_keeps_to_a_scope_alike_on_both_engines(stores: dict[str, Store]) -> None:
    narrowed = set()
    for statement in cases(stores["sqlite"]):
        if isinstance(statement, View) or not statement.scoped:
            continue
        every = comparable(stores["sqlite"], statement)
        for scope in SCOPES:
            left, right = (comparable(store, statement, scope) for store in stores.values())
            assert left == right, (statement, scope)
            if left != every:
                narrowed.add(type(statement))
    scoped = {each for each in READING if not issubclass(each, View) and each.scoped}
    # Of nobody outside of these scopes anything slid.
    assert {each.__name__ for each in scoped - narrowed} == {"SlidBetween"}


def test_every_query_finds_something_on_the_small_world(stores: dict[str, Store]) -> None:
    """A comparison of nothing with nothing would prove nothing."""
    silent = set(READING)
    for statement in cases(stores["sqlite"]):
        if comparable(stores["sqlite"], statement):
            silent.discard(type(statement))
    assert {each.__name__ for each in silent} == {
        # Nobody writes or copies, and no run broke off or waits, while the world is looked at.
        "UnfinishedCopies",
        "UnpublishedRuns",
        "UntaggedRuns",
        "WaitingRuns",
        "Writer",
    }


@pytest.mark.parametrize("engine", ["sqlite", "neo4j"])
@pytest.mark.parametrize("record", RECORDS)
def test_the_rows_of_all_keys_are_all_rows(
    record: str, engine: str, stores: dict[str, Store]
) -> None:
    store = stores[engine]
    every = sorted(store.columns(Digests(record=record, source="")).digest.tolist())
    found = store.rows(RowsOfKeys(record, keys_of(store, record)))
    assert [each.digest for each in found] == every != []


def some_digests(store: Store, record: str) -> list[int]:
    """Every second digest of a record, and one that nothing has."""
    digests: list[int] = sorted(store.columns(Digests(record=record, source="")).digest.tolist())
    return [*digests[::2], -1]


@pytest.mark.parametrize("extract", EXTRACTS, ids=lambda each: each.__name__)
def test_every_extract_gives_the_same_rows_on_both_engines(
    extract: Any, stores: dict[str, Store]
) -> None:
    left, right = (extracted(store, extract) for store in stores.values())
    assert left
    assert left == right


def extracted(store: Store, extract: Any) -> list[str]:
    """All rows of an extract, in order, without what differs by nature."""
    by_nature = {"started_at", "writing_at", "finished_at", "published_at", "since_at", "report"}
    kept = [i for i, name in enumerate(extract.batch.columns) if name not in by_nature]
    pages = store.pages(extract(**{name: 2 for name in extract.field_names()}))
    # SQLite has no truths, but 0 and 1.
    return sorted(
        repr([int(row[i]) if isinstance(row[i], bool) else row[i] for i in kept])
        for page in pages
        for row in page.rows
    )


def test_missing_values_read_alike_on_both_engines(stores: dict[str, Store]) -> None:
    for store in stores.values():
        amounts = store.columns(cypher.view.Guarantees(on=DAY)).amount
        assert (amounts == UNKNOWN).sum() == 1


@pytest.mark.parametrize("statement", READING, ids=lambda each: each.__name__)
def test_every_sql_text_names_its_columns_as_the_answer_does(
    statement: Any, empty_store: Store
) -> None:
    """At first use a text that does not is refused; here each is used once, without Neo4j."""
    asked = statement(**made_up(statement))
    if issubclass(statement, View):
        empty_store.columns(asked)
    else:
        empty_store.rows(asked)


def made_up(statement: type[Statement]) -> dict[str, Any]:
    """A value of the right type for each parameter."""
    kinds: dict[Any, Any] = {int: 1, float: 1.0, bool: True, str: "", list[list[str]]: [["a"]]}
    kinds[dict[str, float]] = {}
    fields: Any = statement
    return {field.name: kinds.get(field.type, []) for field in dataclasses.fields(fields)}


def test_no_text_asks_which_label_of_a_node_is_the_first() -> None:
    """A node has several, in no order: whether it has one of them is asked by name."""
    assert [each.__name__ for each in [*READING, *WRITING] if "labels(" in each.cypher] == []


def test_the_schema_of_neo4j_can_be_made_twice(stores: dict[str, Store]) -> None:
    for store in stores.values():
        migrate(store)


def test_rows_of_a_batch_that_fails_leave_nothing(stores: dict[str, Store]) -> None:
    good = ("G9", "good", None, None, None, "test", 1, 1, None, None)
    bad = ("G8", None, None, None, None, "test", 1, {1, 2}, None, None)
    for store in stores.values():
        with pytest.raises((cypher.StoreError, ValueError)):
            store.run_batch(cypher.load.MERGES["groups"], [good, bad])
        assert "G9" not in store.columns(cypher.load.GroupIds()).group_id.tolist()


def test_account_numbers_leave_out_the_outside(stores: dict[str, Store]) -> None:
    for store in stores.values():
        assert store.columns(AccountNumbers()).account_no.min() == 1
