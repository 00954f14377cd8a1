"""The tables of a dossier, in the order of a visit."""

from cypher.vocabulary import Text
from service.api.tables.table import EXPOSURE, Report, Table

_MEMBER = (
    *("group_id=around.group_id", "group_kind=around.kind", "group_name=around.name"),
    *("group_size=around.size", "group_exposure=around.exposure", "customer_id", "name", "kind"),
    *("is_client", "role", "exposure", "currency"),
)
_STAKE = ("customer_id", "name", "kind", "share", "votes", "integrated", "controls", "depth")
_GUARANTEE = (
    *("guarantee_id", "guarantor_id", "guarantor_name", "borrower_id", "borrower_name", "amount"),
    *("currency", "from_on", "to_on", "source"),
)

DOSSIER = Report(
    Text("客户档案", "Dossier"),
    (
        Table(
            Text("客户概况", "Profile"),
            (
                *("customer_id", "name", "former_name", "kind", "is_client", "region", "branch"),
                *("relationship_manager", "industry", "legal_form", "ownership_type"),
                *("registered_on", "employees", "currency", "assets", "net_assets"),
                *("annual_receipts", "annual_expenditures", "blocked", "marketing_consent"),
            ),
            rows="profile",
        ),
        Table(
            Text("风险暴露", "Exposures"),
            EXPOSURE,
            rows="exposures.items",
            hidden="exposures.hidden",
        ),
        Table(
            Text("风险暴露合计", "Exposures in all"),
            (
                *("exposure", "currency", "drawn", "undrawn", "overdue", "tier1_share", "large"),
                *("over_limit", "loan_share", "over_loan_limit", "elsewhere=exposure_elsewhere"),
            ),
            rows="exposures",
        ),
        Table(
            Text("行内认定集团", "Declared groups"),
            _MEMBER,
            rows="groups.declared.members",
        ),
        Table(
            Text("推导群组", "Derived groups"),
            _MEMBER,
            rows="groups.derived.members",
            hidden="groups.hidden",
        ),
        Table(
            Text("集团认定差异", "Differences of groups"),
            (
                *(
                    "declared_group_id",
                    "group_name=name",
                    "control_group_ids=control_groups.group_id",
                ),
                *("undeclared", "underived", "differing=names"),
            ),
            rows="groups.gaps",
        ),
        Table(
            Text("上层所有者", "Owners"), _STAKE, rows="ownership.owners", hidden="ownership.hidden"
        ),
        Table(Text("对外持股", "Owned"), _STAKE, rows="ownership.owned", hidden="ownership.hidden"),
        Table(
            Text("受益所有人", "Beneficial owners"),
            ("customer_id", "name", "standard", "share", "votes", "because"),
            rows="beneficial_owners.items",
            hidden="beneficial_owners.hidden",
        ),
        Table(
            Text("决策人", "Decision makers"),
            (
                *("rank", "customer_id", "name", "grade", "offices=offices.title", "share"),
                *("votes", "is_client", "relationship_manager", "sentence"),
            ),
            rows="decision_makers.items",
            tag="decision_maker",
        ),
        Table(
            Text("对外担保", "Guarantees given"),
            _GUARANTEE,
            rows="guarantees.given.items",
            hidden="guarantees.given.hidden",
        ),
        Table(
            Text("获得担保", "Guarantees received"),
            _GUARANTEE,
            rows="guarantees.received.items",
            hidden="guarantees.received.hidden",
        ),
        Table(
            Text("主要风险", "Worst risks"),
            ("tag_id", "grade", "subject", "subject_name", "sentence", "grade_reason", "holders"),
            rows="worst_risks.items",
            hidden="worst_risks.hidden",
        ),
        Table(
            Text("可引荐客户", "Introducers"),
            (
                *("customer_id", "name", "kind", "is_client", "region", "branch"),
                *("relationship_manager", "hops", "sentence", "consent"),
            ),
            rows="introducers.items",
            hidden="introducers.hidden",
        ),
        Table(
            Text("标签变化", "Changes of tags"),
            (
                *("tag_id", "subject", "subject_name", "change", "grade_before", "grade_after"),
                *("score_before", "score_after", "sentence"),
            ),
            rows="changes.tags.items",
            hidden="changes.tags.hidden",
        ),
        Table(
            Text("群组变化", "Changes of groups"),
            (
                *("run_id", "as_of", "group_id", "group_kind=kind", "group_name=name", "event"),
                *("customer_ids", "members", "other_group_id", "other_name"),
            ),
            rows="changes.groups.items",
            hidden="changes.groups.hidden",
        ),
    ),
)
