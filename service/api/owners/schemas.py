"""What is asked and answered about who stands behind a company."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from service.api.http.parameters import OneOf
from service.api.http.schemas import Edge, RunOfAnswer, Text
from service.api.owners.register import STANDARDS

Standard = Annotated[str, OneOf(STANDARDS)]


def _example(**content: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [content]})


class OwnershipPath(BaseModel):
    """A path of holdings from an owner down to the company, and what its shares multiply to."""

    customers: list[str]
    product: float


class PartOf(BaseModel):
    """A customer and a share."""

    customer_id: str
    share: float


class Because(Text):
    """Why an entry stands in the register, with the records that say so, at most some of them."""

    edges: list[Edge]
    paths: list[OwnershipPath] | None = Field(
        None, description="with `ownership`: the heaviest paths, the largest first"
    )
    open_ends: list[PartOf] | None = Field(
        None,
        description="with `unknown`: whose owners are not recorded in full, and how much of the "
        "company is missing there",
    )


class RegisterEntry(BaseModel):
    """A person or a government body under the first standard met; or that nobody is known."""

    customer_id: str | None = Field(description="null with `unknown`")
    name: str | None
    standard: Standard
    share: float = Field(description="owned through all paths; with `unknown` what nobody has")
    votes: float | None = Field(
        description="its own votes and those of what it controls; null with `unknown`"
    )
    votes_together: float | None = Field(
        description="with those that act in concert with it, where these count; else null"
    )
    because: Because


class BeneficialOwners(RunOfAnswer):
    """The register of beneficial owners of one company."""

    model_config = _example(
        customer_id="C000001",
        run_id=1,
        as_of="2025-12-31",
        known_at="2026-01-01T02:00:00.000+08:00",
        items=[
            {
                "customer_id": "P000606",
                "name": "廖友铭",
                "standard": "ownership",
                "share": 0.4636,
                "votes": 0.61,
                "votes_together": None,
                "because": {
                    "zh": "通过青岛砚棹对上海砚棹间接享有46.36%的权益，"
                    "达到25%的认定标准，是其受益所有人",
                    "en": "Owns 46.36% of 上海砚棹, through 青岛砚棹, which reaches the threshold "
                    "of 25%: a beneficial owner",
                    "edges": [
                        {
                            **{"type": "OWNS", "from": "P000606", "to": "C000134"},
                            **{"source": "L1", "share": 0.76, "votes": 0.76},
                        },
                        {
                            **{"type": "OWNS", "from": "C000134", "to": "C000001"},
                            **{"source": "L1", "share": 0.61, "votes": 0.61},
                        },
                    ],
                    "paths": [{"customers": ["P000606", "C000134", "C000001"], "product": 0.4636}],
                },
            }
        ],
        unknown=0.4144,
        threshold=0.25,
        inclusive=True,
        hidden=0,
        truncated=False,
        closed_loops=[],
        over_100_percent=[],
    )

    customer_id: str
    as_of: str = Field(description="the day looked at: the run's, or today without one")
    items: list[RegisterEntry] = Field(
        description="`unknown`, ownership, rights, control, state, management; the last where "
        "nobody meets the first three standards, then after `unknown` where that is more than 0"
    )
    unknown: float = Field(
        description="the share that nobody is known for at any height: neither a person nor a "
        "government body; 0 where all is known"
    )
    threshold: float = Field(description="the share, or part of the votes, that makes an owner")
    inclusive: bool = Field(description="whether exactly the threshold is enough")
    hidden: int = Field(description="how many entries were left out")
    truncated: bool = Field(
        description="whether there are more stakes above than are looked at: what is told follows "
        "from the largest, and more is unknown than really is"
    )
    closed_loops: list[list[str]] = Field(
        description="those above that own each other as a whole, so that nobody is behind them"
    )
    over_100_percent: list[PartOf] = Field(
        description="those above in which more than a whole is recorded, with the sum"
    )


class HeldOffice(BaseModel):
    """An office in the company, and since when it is held."""

    role: str
    title: Text
    from_on: str | None


class DecisionMaker(BaseModel):
    """A person who decides in the company; what it is to the bank is null outside the scope."""

    rank: int = Field(description="1 decides most; equal ones share a rank")
    customer_id: str
    name: str
    kind: str
    is_client: bool | None
    relationship_manager: str | None
    branch: str | None
    blocked: bool | None
    marketing_consent: bool | None
    grade: str
    grade_title: Text
    grade_reason: Text
    score: float
    since_run: int
    sentence: Text
    reasons: list[str] = Field(description="by what the run found a say, by name")
    offices: list[HeldOffice] = Field(description="all that are recorded on the run's day")
    share: float = Field(description="owned through all paths")
    votes: float = Field(description="the person's own votes and those of what it controls")
    controls: bool = Field(description="whether the person controls the company, alone or not")


class DecisionMakers(RunOfAnswer):
    """Who decides in one company."""

    model_config = _example(
        customer_id="C000001",
        run_id=1,
        as_of="2025-12-31",
        known_at="2026-01-01T02:00:00.000+08:00",
        items=[
            {
                "rank": 1,
                "customer_id": "P000606",
                "name": "廖友铭",
                "kind": "person",
                "is_client": True,
                "relationship_manager": "RM0017",
                "branch": "南京第一支行",
                "blocked": False,
                "marketing_consent": None,
                "grade": "decisive",
                "grade_title": {"zh": "主要决策人", "en": "decisive"},
                "grade_reason": {"zh": "已知决策人中居首", "en": "first among those known"},
                "score": 0.969272,
                "since_run": 1,
                "sentence": {
                    "zh": "上海砚棹农业发展有限公司的第一决策人（已知共2位）：…，担任法定代表人",
                    "en": "Ranked first of 2 known decision makers of …: legal representative",
                },
                "reasons": ["control", "ownership", "legal_representative"],
                "offices": [
                    {
                        "role": "legal_representative",
                        "title": {"zh": "法定代表人", "en": "legal representative"},
                        "from_on": "2018-09-12",
                    }
                ],
                "share": 0.4636,
                "votes": 0.61,
                "controls": True,
            }
        ],
        hidden=False,
        truncated=False,
    )

    customer_id: str
    items: list[DecisionMaker] = Field(description="who ranks first first, equal ones by id")
    hidden: bool = Field(description="whether there are more than are listed")
    truncated: bool = Field(
        description="whether there are more stakes above than are looked at: shares and votes "
        "follow from the largest"
    )
