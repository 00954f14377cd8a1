"""Which answers are tables, and their columns in order: see `table` for how they are declared."""

from cypher.vocabulary import Text
from service.api.tables.declared_dossier import DOSSIER
from service.api.tables.table import EXPOSURE, Report, Table

_CUSTOMER = ("customer_id", "name", "kind", "is_client", "region", "branch")
_SUMS = (
    *("exposure", "currency", "tier1_share", "large", "over_limit", "drawn", "undrawn", "overdue"),
    *("loan_share", "over_loan_limit"),
)
_OVERRIDE = (
    *("override_id", "decision_no", "group_id", "group_name", "customer_id", "name", "decision"),
    *("decision_state=state", "reason", "author", "signed", "made_at", "withdrawn_at"),
    *("withdrawn_by", "withdrawn_reason"),
)
_LEAD = (
    *("lead_id", "tag_id", "customer_id", "name", "subject", "subject_name", "lead_state=state"),
    *("owner", "grade", "score", "since_run", "evidence_digest", "decision_no", "sentence"),
)


#: By the endpoint that answers as JSON.
TABLES: dict[str, Table | Report] = {
    "customers.list_customers": Table(
        Text("客户", "Customers"), (*_CUSTOMER, "relationship_manager", "matched", "consent")
    ),
    "customers.get_tags": Table(
        Text("客户标签", "Tags of a customer"),
        (
            *("/customer_id", "tag_id", "grade", "score", "subject", "sentence", "since_run"),
            "version",
        ),
        rows="tags",
        paged=False,
    ),
    "exposures.list_exposures": Table(Text("风险暴露", "Exposures"), EXPOSURE),
    "exposures.list_exposures_of_customer": Table(
        Text("客户风险暴露", "Exposures to a customer"), EXPOSURE
    ),
    "groups.list_groups": Table(
        Text("群组", "Groups"),
        (
            *("group_id", "group_kind=kind", "name", "head_id", "head_name", "size", *_SUMS),
            *("exposure_of_persons", "size_decided", "exposure_decided", "tier1_share_decided"),
            *("over_limit_decided", "by_decision"),
        ),
    ),
    "groups.list_large_exposures": Table(
        Text("大额风险暴露", "Large exposures"),
        (
            *("place=number", "row", "group_id", "customer_id", "name", "role", "exposure"),
            *("non_exempt", "tier1_share", "over_limit", "general", "specific", "trading_book"),
            *("counterparty", "potential", "acceptances", "letters_of_credit", "guarantees"),
            *("commitments", "mitigated", "exposure_decided", "tier1_share_decided"),
            *("over_limit_decided", "override"),
        ),
        total="totals",
    ),
    "groups.get_group": Table(
        Text("群组成员", "Members of a group"),
        (
            *("/run_id", "/as_of", "/group_id", "group_kind=/kind", "group_name=/name", "/head_id"),
            *(
                "/head_name",
                "group_size=/size",
                "group_exposure=/exposure",
                "group_currency=/currency",
            ),
            *(
                "/tier1_share",
                "/over_limit",
                "customer_id",
                "name",
                "kind",
                "is_client",
                "role",
                "exposure",
            ),
            *("currency", "reason=sentence", "override=override.decision"),
            *("override_reason=override.reason", "override_author=override.author"),
        ),
        rows="members",
    ),
    "groups.get_history": Table(
        Text("群组历史", "History of a group"),
        (
            "/group_id",
            "run_id",
            "as_of",
            "event",
            "customer_ids",
            "members",
            "other_group_id",
            "other_name",
        ),
    ),
    "overrides.list_overrides": Table(Text("人工认定", "Decisions about members"), _OVERRIDE),
    "overrides.list_overrides_of_group": Table(
        Text("群组人工认定", "Decisions about a group"), _OVERRIDE
    ),
    "decisions.list_decisions": Table(
        Text("决定", "Decisions"),
        (
            *("decision_no", "decided_kind=subject_kind", "decided_subject=subject"),
            *("decided_other=other", "decided_action=action", "decision_state=state", "reason"),
            *("author", "signed", "decided_at=at", "about_no", "previous_hash", "hash"),
        ),
    ),
    "audit.list_audit": Table(
        Text("审计记录", "Audit"),
        (
            *("read_at=at", "read_by=user", "read_signed=signed", "read_as=roles"),
            *("read_purpose=purpose", "decided_action=action", "named_customers=customers"),
            *("customer_ids", "read_path=path", "searched_fields=fields", "reason"),
            *("chain", "entry_no", "decision_no"),
        ),
    ),
    "leads.list_leads": Table(Text("线索", "Leads"), _LEAD),
    "inbox.list_inbox": Table(
        Text("待办", "Inbox"),
        (
            *("waiting_kind=kind", "decision_no=decision.decision_no"),
            *("decided_kind=decision.subject_kind", "decided_subject=decision.subject"),
            *("decided_other=decision.other", "decided_action=decision.action"),
            *("reason=decision.reason", "author=decision.author", "decided_at=decision.at"),
            *(f"{name}=lead.{name}" for name in ("lead_id", "tag_id", "customer_id", "name")),
            *("lead_state=lead.state", "sentence=lead.sentence"),
        ),
    ),
    "identities.list_identities": Table(
        Text("一户多号", "Customers of several numbers"), ("customer_id", "name", "size")
    ),
    "identities.list_suggestions": Table(
        Text("疑似一户多号", "Numbers that look like one"), ("a", "b", "reasons")
    ),
    "tags.list_tags": Table(
        Text("标签目录", "Catalogue of tags"),
        (
            *("tag_id", "version", "title", "meaning", "audience", "group_kind"),
            *("coverage.holders", "coverage.holdings", "coverage.groups"),
        ),
    ),
    "tags.list_holders": Table(
        Text("标签持有客户", "Holders of a tag"),
        (
            *("/tag_id", *_CUSTOMER, "relationship_manager", "grade", "score", "subject"),
            *("subject_name", "sentence", "since_run", "consent"),
        ),
    ),
    "tags.list_versions": Table(
        Text("标签规则版本", "Versions of a tag"),
        ("/tag_id", "version", "current", "first_run", "title", "meaning"),
    ),
    "runs.list_runs": Table(
        Text("批次", "Runs"), ("run_id", "as_of", "started_at", "published_at", "fingerprint")
    ),
    "runs.list_changes": Table(
        Text("批次间变化", "Changes between runs"),
        (
            *("/earlier", "/later", "customer_id", "name", "relationship_manager", "tag_id"),
            *("subject", "subject_name", "change"),
            *("grade_before", "grade_after", "score_before", "score_after", "consent"),
        ),
    ),
    "loads.list_loads": Table(
        Text("数据加载", "Loads"),
        (
            *("load_id", "source", "state", "started_at", "finished_at", "seconds", "full"),
            *("read", "accepted", "rejected", "kept", "warnings", "written", "closed", "reason"),
            "files",
        ),
    ),
    "influencers.list_influencers": Table(
        Text("意见领袖", "Opinion leaders"),
        (
            *("rank", *_CUSTOMER, "relationship_manager", "community_id", "grade"),
            *("score", "followers", "sentence", "consent"),
        ),
        tag="opinion_leader",
    ),
    "communities.list_communities": Table(
        Text("圈层", "Communities"),
        ("community_id", "size", "leader_id", "leader_name", "consent=leader_consent"),
    ),
    "communities.get_community": Table(
        Text("圈层成员", "Members of a community"),
        (
            *("/community_id", "customer_id", "name", "kind", "role", "rank", "grade", "score"),
            *("sentence", "consent"),
        ),
        rows="members",
        tag="opinion_leader",
    ),
    "communities.get_community_history": Table(
        Text("圈层历史", "History of a community"),
        ("/community_id", "run_id", "event", "members", "other_id"),
    ),
    "look_alikes.get_similar": Table(
        Text("相似客户", "Similar customers"),
        (
            *("customer_id", "name", "similarity", "payees_in_common"),
            *("payers_in_common", "sentence", "consent"),
        ),
    ),
    "look_alikes.find_look_alikes": Table(
        Text("相似人群", "Look-alikes"),
        (
            *("customer_id", "name", "similarity", "because", "payees_in_common"),
            *("payers_in_common", "sentence", "consent"),
        ),
    ),
    "referrals.get_referrals": Table(
        Text("推荐链", "Referrals below a customer"),
        ("above_id=/customer_id", "customer_id", "name", "referrer_id", "level"),
        rows="below",
    ),
    "influence_seeds.choose_seeds": Table(
        Text("传播种子客户", "Seeds of influence"),
        ("customer_id", "name", "gain", "consent"),
        rows="seeds",
    ),
    "owners.get_beneficial_owners": Table(
        Text("受益所有人名册", "Register of beneficial owners"),
        ("company_id=/customer_id", "customer_id", "name", "standard", "share", "votes", "because"),
        paged=False,
    ),
    "owners.get_decision_makers": Table(
        Text("决策人", "Decision makers"),
        (
            *("company_id=/customer_id", "rank", "customer_id", "name", "grade", "score", "share"),
            *("votes", "is_client", "relationship_manager", "sentence"),
        ),
        tag="decision_maker",
        paged=False,
    ),
    "contagion.run_contagion": Table(
        Text("风险传染", "Contagion"),
        (
            *("round", "customer_id", "name", "loss", "distress", "payment", "shortfall"),
            *("bank_loss", "sentence"),
        ),
        rows="rounds.customers",
    ),
    "contagion.cut_contagion": Table(
        Text("阻断风险传染", "Cuts of contagion"),
        (
            *("edge=type", "from_id=from", "from_name", "to_id=to", "to_name", "amount", "records"),
            *("cover_given_up", "undrawn", "bank_loss_avoided", "spared"),
        ),
        rows="remove",
    ),
    "cases.list_cases": Table(
        Text("风险事件", "Cases"),
        ("case_no", "title", "made_at", "run_id", "model", "customers", "bank_loss", "currency"),
    ),
    "dossier.get_dossier": DOSSIER,
    "match.match_customers": Table(
        Text("名单匹配", "Matches"),
        (
            *("input_name=around.input.name", "input_customer_id=around.input.customer_id"),
            *("input_id_number=around.input.id_number", "match", "customer_id", "name", "kind"),
            *("is_client", "score", "because", "conflicts", "tags_held=tags.title"),
            *("held=tags.sentence", "groups_in=groups.called", "more=around.more"),
        ),
        rows="items.customers",
        outer=True,
        paged=False,
    ),
}
