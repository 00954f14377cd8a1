"""The register of beneficial owners of one company: who meets which standard, and what is unknown.

Standards are tried in order, and each person stands once, under the first that is met: `ownership`,
`rights`, `control`. Where nobody meets one, `management` is listed. A government body that controls
the company stands under `state`; what nobody is known for comes first, as `unknown`, where nobody
meets the first three (中国人民银行令〔2024〕第3号 art. 6 and 7; domain rules, section 2).
"""

from typing import Any

from service.api.customers.ownership import told
from service.api.http.answers import settings
from service.api.http.holding_text import names_of
from service.api.http.times import AskedRun
from service.api.owners.above import Above, above
from service.api.owners.because import Because, controlling, managing, owning, unknown, voting
from service.api.owners.offices import Held, offices_in
from service.api.owners.ways import Ways
from service.graph.ownership.integrated_ownership import ROUNDING

#: In the order in which they are listed.
STANDARDS = ("unknown", "ownership", "rights", "control", "state", "management")
#: The offices of which management is made, in order. Directors and supervisors are none of it.
MANAGEMENT = ("legal_representative", "executive")
#: So many entries are listed, the others counted.
LISTED = 500

Entry = dict[str, Any]


def register_of(company_id: str, run: AskedRun) -> dict[str, Any]:
    """The register of a company on the day of a run, or today; nobody owns a person.

    Cost: that of `above`, and for each entry what lies between it and the company.
    """
    found = above(company_id, run)
    ways = Ways(found)
    met = _met(found)
    items = [_entry(found, ways, owner, standard) for owner, standard in met[:LISTED]]
    hidden = max(0, len(met) - LISTED)
    if all(standard == "state" for _, standard in met):
        managed = _management(found, offices_in(company_id, run))
        items += managed[: LISTED - len(items)]
        hidden += max(0, len(managed) - LISTED)
        if found.unknown:
            items = [_nobody(found), *items]
    return {
        "customer_id": company_id,
        **run.told,
        "as_of": run.on,
        "items": items,
        "unknown": told(found.unknown),
        "threshold": settings().beneficial_threshold,
        "inclusive": settings().beneficial_inclusive,
        "hidden": hidden,
        "truncated": found.truncated,
        "closed_loops": found.loops,
        "over_100_percent": [
            {"customer_id": entity, "share": told(total)} for entity, total in found.over.items()
        ],
    }


def _met(found: Above) -> list[tuple[str, str]]:
    """Who meets a standard, and which one first, in the order of the register."""
    share, votes = found.share, found.votes
    met = []
    for person in found.of_kind("person"):
        i = found.position[person]
        if _reaches(share[i]):
            met.append((person, "ownership", -share[i]))
        elif _reaches(votes.own[i]):
            met.append((person, "rights", -votes.own[i]))
        elif votes.controls[i]:
            met.append((person, "control", -votes.own[i]))
    for body in found.of_kind("government"):
        i = found.position[body]
        if votes.controls[i]:
            met.append((body, "state", -votes.own[i]))
    # Sums that differ by rounding alone are one.
    met.sort(key=lambda each: (STANDARDS.index(each[1]), round(each[2], 9), each[0]))
    return [(customer, standard) for customer, standard, _ in met]


def _reaches(part: float) -> bool:
    """Whether a share, or a part of the votes, meets the threshold of the settings."""
    least = settings().beneficial_threshold
    return part >= least - ROUNDING if settings().beneficial_inclusive else part > least + ROUNDING


def _entry(found: Above, ways: Ways, owner: str, standard: str) -> Entry:
    i = found.position[owner]
    share, own, together = (
        float(part[i]) for part in (found.share, found.votes.own, found.votes.together)
    )
    way = ways.of(owner, together=standard != "rights")
    because: Because
    if standard == "ownership":
        because = owning(found, owner)
    elif standard == "rights":
        because = voting(found, way, own, share)
    else:
        because = controlling(found, way, together, state=standard == "state")
    joint = standard in ("control", "state") and bool(way.allies)
    return _told(
        owner,
        found.names[owner],
        standard,
        share,
        own,
        because,
        votes_together=told(together) if joint else None,
    )


def _management(found: Above, offices: list[Held]) -> list[Entry]:
    """Legal representatives, then executives, each person once with the first of the two."""
    held: dict[str, list[Held]] = {}
    for role in MANAGEMENT:
        for office in offices:
            if office.role == role:
                held.setdefault(office.person_id, []).append(office)
    names = names_of(held)
    place = found.position
    return [
        _told(
            person,
            names[person],
            "management",
            float(found.share[place[person]]) if person in place else 0.0,
            float(found.votes.own[place[person]]) if person in place else 0.0,
            managing(theirs),
        )
        for person, theirs in held.items()
    ]


def _nobody(found: Above) -> Entry:
    return _told(None, None, "unknown", found.unknown, None, unknown(found))


def _told(
    customer_id: str | None,
    name: str | None,
    standard: str,
    share: float,
    votes: float | None,
    because: Because,
    votes_together: float | None = None,
) -> Entry:
    return {
        "customer_id": customer_id,
        "name": name,
        "standard": standard,
        "share": told(share),
        "votes": told(votes),
        "votes_together": votes_together,
        "because": because,
    }
