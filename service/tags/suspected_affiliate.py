"""疑似关联: who looks affiliated with whom, by five methods with declared weights."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from cypher.engine.arrays import Floats, Ints
from cypher.view import (
    Controls,
    Identifiers,
    Identities,
    Kinships,
    Ownerships,
    Positions,
    Referrals,
)
from cypher.view.accounts import AccountHolders, AccountOwners, MonthlyPayments
from cypher.vocabulary import OFFICES
from service.graph.tables.segments import max_by, runs, split_pair
from service.relations.affiliation.evidence_weights import CLUES, METHODS, said
from service.relations.affiliation.key_persons import key_persons, kinships, referrals
from service.relations.affiliation.known_pairs import together
from service.relations.affiliation.pair_evidence import (
    PairEvidence,
    attributes_in_common,
    shared_accounts,
    shared_officers,
)
from service.relations.payments.yearly_totals import alike_in_dealings, contacts, yearly_totals
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Edge, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import listed_en, listed_zh
from service.tagging.shared import holdings_of, once

GRADES = (
    Grade(
        "high",
        Text("高", "high"),
        0.9,
        Text(
            "置信度90%以上（本产品参考值）：证件号码相同，或多种方法相互印证，宜直接核实并入集团",
            "a confidence of 90% or more (reference value of this product): the same id number, or "
            "several methods that agree; check it and declare the group",
        ),
    ),
    Grade(
        "medium",
        Text("中", "medium"),
        0.75,
        Text(
            "置信度75%以上（本产品参考值）：一种强证据另有其他方法佐证，宜列入尽职调查",
            "a confidence of 75% or more (reference value of this product): strong evidence that "
            "another method supports; for due diligence",
        ),
    ),
    Grade(
        "low",
        Text("低", "low"),
        0.0,
        Text(
            "达到认定疑似关联的最低置信度（50%，本产品参考值）：单一强证据，或几种弱证据合计，供留意",
            "the least confidence that makes a pair suspect is reached (50%, a reference value of "
            "this product): one strong clue, or several weak ones; to keep in view",
        ),
    ),
)


#: The tags whose groups say that two customers belong together.
KNOWN_BY = ("household", "control_group_member")


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the pairs that look affiliated, each held by both; the score is the confidence.

    Four methods look for clues: shared attributes, contact, social ties, similar behaviour. The
    weight of a method is that of its strongest clue, and the fifth combines them as if they were
    independent: confidence = 1 - product(1 - weight). Cost: as the finders say; what is shared by
    more than `hub_customers` customers makes no pairs, so their number is linear in the records. A
    pair of one household or of one control group is known, and no suspicion.
    """
    most = settings.hub_customers
    paid = yearly_totals(bank)
    known = key_persons(bank, settings, settings.beneficial_threshold)
    findings = (
        once(bank, attributes_in_common, settings),
        shared_officers(bank, most),
        shared_accounts(bank, most),
        contacts(bank, paid),
        kinships(bank, known),
        referrals(bank, known),
        alike_in_dealings(bank, paid, settings),
    )
    pair, weights = _combined(findings)
    confidence = (1 - np.prod(1 - weights, axis=0)).round(10)
    held = confidence >= settings.affiliate_confidence
    known_pairs = together(pair, len(bank), *(_members(bank, tag_id) for tag_id in KNOWN_BY))
    told_elsewhere = int(np.count_nonzero(held & known_pairs))
    held &= ~known_pairs
    pair, weights, confidence = pair[held], weights[:, held], confidence[held]
    spans = [np.searchsorted(finding.pair, np.stack((pair, pair + 1))) for finding in findings]

    @lru_cache(maxsize=1)
    def evidence(i: int) -> tuple[list[str], list[Edge], dict[str, Any]]:
        edges: dict[str, Edge] = {}
        clues: dict[str, float] = {}
        facts: dict[str, Any] = {}
        for one, (first, last) in zip(findings, spans, strict=True):
            for k in range(first[i], last[i]):
                clue = one.clues[one.clue[k]]
                weight = round(CLUES[clue].weight * float(one.strength[k]), 10)
                clues[clue] = max(weight, clues.get(clue, 0.0))
                facts |= one.facts(k)
                edges |= {repr(edge): edge for edge in one.edges(k)}
        of_method = zip(METHODS, weights[:, i].round(10).tolist(), strict=True)
        told = {method: weight for method, weight in of_method if weight}
        facts |= {
            "weights": told,
            "clues": dict(sorted(clues.items(), key=lambda item: (-item[1], item[0]))),
            "least_confidence": settings.affiliate_confidence,
            "hub_customers": most,
        }
        return list(told), [edges[key] for key in sorted(edges)], facts

    def detail(i: int) -> Detail:
        # The two holdings of a pair stand side by side.
        methods, edges, facts = evidence(i // 2)
        other = bank.customer_ids[others[i]]
        sure = float(confidence[i // 2])
        value = {"customer_id": other, "confidence": sure, "methods": methods}
        return Detail(value, edges, {"confidence": sure, **facts}, subject=other)

    low, high = split_pair(pair, len(bank))
    customer, others = (np.stack(ends, 1).ravel() for ends in ((low, high), (high, low)))
    score = np.repeat(confidence, 2)
    notes = {**_notes(findings), "pairs_known": told_elsewhere}
    return Holdings(customer, score, by_floor(score, GRADES), detail, notes=notes)


def _members(bank: Reading, tag_id: str) -> tuple[Ints, Ints]:
    """Who is in which group that a tag has found."""
    holdings = holdings_of(bank, tag_id)
    return holdings.customer, holdings.groups.of if holdings.groups else holdings.customer


def _combined(findings: Sequence[PairEvidence]) -> tuple[Ints, Floats]:
    """Every pair that any method found, sorted, and float64[methods, pairs] of their weights."""
    pairs = np.unique(np.concatenate([finding.pair for finding in findings]))
    weights = np.zeros((len(METHODS), len(pairs)))
    for finding in findings:
        indptr = runs(finding.pair)
        table = np.array([CLUES[clue].weight for clue in finding.clues])
        strongest = max_by(indptr, table[finding.clue] * finding.strength)
        of_method = weights[METHODS.index(finding.method)]
        at = np.searchsorted(pairs, finding.pair[indptr[:-1]])
        of_method[at] = np.maximum(of_method[at], strongest)
    return pairs, weights


def _notes(findings: Sequence[PairEvidence]) -> dict[str, Any]:
    """What the run remembers: how many hubs were left out, and each clue's weight with its why."""
    return {
        "hubs": {kind: count for finding in findings for kind, count in finding.hubs.items()},
        "weights": {
            name: {"weight": clue.weight, "zh": clue.reason.zh, "en": clue.reason.en}
            for name, clue in CLUES.items()
        },
    }


def tell(told: Told) -> Text:
    """With whom, by which clues (the strongest first), and how sure that makes it."""
    other, sure = told.name(told.value["customer_id"]), figures.share(told.value["confidence"])
    alike = figures.share(told.facts.get("cosine", 0.0))
    zh, en = [], []
    for clue in told.facts["clues"]:
        text = said(clue)
        names, fields = _names(told, clue), _fields(told)
        people = listed_zh(names, of="persons")
        zh.append(text.zh.format(names=people, cosine=alike.zh, **fields))
        en.append(text.en.format(names=listed_en(names), cosine=alike.en, **fields))
    all_zh = "且".join(["、".join(zh[:-1]), zh[-1]] if len(zh) > 1 else zh)
    all_en = " and ".join([", ".join(en[:-1]), en[-1]] if len(en) > 1 else en)
    return Text(
        zh=f"与{other}{all_zh}，疑似关联（置信度{sure.zh}）",
        en=f"Suspected affiliate of {other}: they {all_en}; confidence {sure.en}",
    )


def _names(told: Told, clue: str) -> list[str]:
    """The persons that a clue goes by: those in common, or those who are tied to each other."""
    if clue in OFFICES:
        # The office of either may be one that says more.
        least = CLUES[clue].weight if clue in CLUES else 0.0
        roles = {name for name in OFFICES if name in CLUES and CLUES[name].weight >= least}
        offices = [
            (edge["from"], edge["to"])
            for edge in told.edges
            if edge["type"] == "HOLDS_POSITION" and edge["role"] in roles
        ]
        both = {told.customer_id, told.value["customer_id"]}
        persons = dict.fromkeys(person for person, _ in offices)
        return [
            told.name(person)
            for person in persons
            if both <= {company for who, company in offices if who == person}
        ]
    tie = "REFERRED" if clue == "key_persons_referral" else "KIN_OF"
    ends = (edge[end] for edge in told.edges if edge["type"] == tie for end in ("from", "to"))
    return [told.name(person) for person in dict.fromkeys(ends)]


def _fields(told: Told) -> dict[str, Any]:
    """The numbers that sentences are filled with; '' where there is nothing to count."""
    me, other = told.customer_id, told.value["customer_id"]
    paid = [edge for edge in told.edges if edge["type"] == "PAID"]
    out = sum(edge["payments"] for edge in paid if (edge["from"], edge["to"]) == (me, other))
    back = sum(edge["payments"] for edge in paid if (edge["from"], edge["to"]) == (other, me))
    accounts = dict.fromkeys(edge["to"] for edge in told.edges if edge["type"] == "HOLDS")
    return {
        "out": out,
        "back": back,
        "accounts": "、".join(accounts),
        "count": told.facts.get("counterparties_in_common", ""),
    }


TAG = Tag(
    tag_id="suspected_affiliate",
    version="2.0.0",
    title=Text("疑似关联", "Suspected affiliate"),
    meaning=Text(
        "与另一客户疑似关联：共用电话、地址、设备、证件、账户或高管（共同属性），双向资金往来（联系），推荐或关键人员亲属关系（社交），收付款对象雷同（行为），并将各方法的权重合成置信度（数据挖掘）。同一标识被过多客户共用的，视为中介号码，不作依据。已知同属一个家庭或同一控制关系集团的，不作疑似。",
        "Looks affiliated with another customer: the same phone, address, device, number, account "
        "or officers (shared attributes), payments both ways (contact), referral or kinship of key "
        "persons (social), the same counterparties (behaviour), combined into one confidence (data "
        "mining). What too many customers share, like an agent's phone, says nothing. A pair "
        "of one household or one control group is known already, and no suspicion.",
    ),
    audience=Text("客户经理", "relationship managers"),
    purposes=("service", "credit_risk"),
    source="kinship and common officers: 商业银行集团客户授信业务风险管理指引 (2010) art. 3; "
    "weights, hubs and grades: reference values of this product, each with its reason in the "
    "run's notes",
    views=(
        AccountHolders,
        AccountOwners,
        Controls,
        Identifiers,
        Identities,
        Kinships,
        MonthlyPayments,
        Ownerships,
        Positions,
        Referrals,
    ),
    grades=GRADES,
    is_lead=True,
    find=find,
    tell=tell,
    names=("value.customer_id", "edges"),
    rests_on=("SHARES", "HOLDS", "HOLDS_POSITION", "PAID", "REFERRED", "KIN_OF"),
    stands_on=lambda settings: KNOWN_BY,
)
