"""Why somebody stands in a register of beneficial owners, in words and edges."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from cypher.vocabulary import CONTROL_BASES, OFFICES
from service.api.customers.ownership import told
from service.api.http.answers import settings
from service.api.owners.above import Above
from service.api.owners.edges import stake_edge
from service.api.owners.offices import Held
from service.api.owners.ways import Way
from service.graph.shortest_paths.max_product_paths import max_product_paths
from service.relations.control.beneficial_shares import LEAST_PRODUCT, MOST_STEPS
from service.tagging import figures
from service.tagging.declaration import Text, Told
from service.tagging.sentences import joined_en, listed_en, listed_zh
from service.tags import catalogue

Because = dict[str, Any]
#: What of the votes counts as a threshold that is met.
_REACHED = {True: ("达到", "which reaches"), False: ("超过", "which is more than")}


def owning(found: Above, owner: str) -> Because:
    """By shares through all paths: the heaviest paths with their products, and their holdings.

    Told in the words of the tag `beneficial_owner`.
    """
    ids, most = [*found.position], settings().evidence_max_edges
    here, there = found.position[owner], found.position[found.company_id]
    paths = max_product_paths(found.network.owners, here, there, most, LEAST_PRODUCT, MOST_STEPS)
    named = [[ids[node] for node in nodes] for nodes in paths.nodes]
    on_paths = {pair for customers in named for pair in pairwise(customers)}
    held = [
        stake
        for stake in found.stakes
        if stake.type == "OWNS" and (stake.owner_id, stake.owned_id) in on_paths
    ]
    direct = [s.share or 0.0 for s in held if (s.owner_id, s.owned_id) == (owner, found.company_id)]
    passed = {end for pair in on_paths for end in pair}
    total = told(float(found.share[here]))
    listed = [
        {"customers": customers, "product": told(product)}
        for customers, product in zip(named, paths.product, strict=True)
    ]
    facts: dict[str, Any] = {
        "integrated": total,
        "direct": told(sum(direct)) or None,
        "threshold": settings().beneficial_threshold,
        "inclusive": settings().beneficial_inclusive,
        "paths": listed,
        "over_100_percent": {each: total for each, total in found.over.items() if each in passed},
        "closed_loop": [each for loop in found.loops if passed & {*loop} for each in loop],
    }
    value = {"company_id": found.company_id, "integrated": total}
    said = catalogue()["beneficial_owner"].tell(
        Told(
            customer_id=owner,
            value=value,
            facts=facts,
            name=lambda other: found.names.get(other, other),
            read_edges=list,
        )
    )
    return _because(said, [stake_edge(stake) for stake in held[:most]], paths=listed)


def voting(found: Above, way: Way, votes: float, share: float) -> Because:
    """By votes that reach the threshold, though the shares do not."""
    least, (zh, en) = figures.share(settings().beneficial_threshold), _reached()
    said_votes, owned = figures.share(votes), figures.share(share)
    how = _how(found, way)
    said = Text(
        f"{how.zh}控制其{said_votes.zh}的表决权，{zh}{least.zh}的认定标准，而所享权益为{owned.zh}",
        f"Controls {said_votes.en} of its votes{how.en}, {en} the threshold of {least.en}, while "
        f"owning {owned.en} of it",
    )
    return _because(said, way.edges)


def controlling(found: Above, way: Way, votes: float, *, state: bool = False) -> Because:
    """By a majority of its votes, with others perhaps, or by a record; a government body too."""
    how, most = _how(found, way), figures.share(settings().majority)
    said_votes = figures.share(votes)
    names = [found.names[ally] for ally in way.allies]
    body = Text("政府机构，", "A government body that ") if state else Text("", "")
    if votes > settings().majority:
        zh = how.zh
        if names:
            zh = f"与{listed_zh(names)}一致行动，{how.zh if way.through else ''}"
        en = f"{how.en}{' in concert with ' + listed_en(names) if names else ''}"
        said = Text(
            f"{body.zh}{zh}{'合计' if names else ''}控制其{said_votes.zh}的表决权，超过{most.zh}",
            f"{body.en}{'controls' if state else 'Controls'} {said_votes.en} of its votes{en}, "
            f"more than {most.en}",
        )
    else:
        basis = CONTROL_BASES.title(way.basis or "other")
        firms = [found.names[firm] for firm in way.through]
        said = Text(
            f"{body.zh}{'经' + _firms(firms) + '，' if firms else ''}通过{basis.zh}对其实施控制",
            f"{body.en}{'controls' if state else 'Controls'} it by {basis.en}"
            f"{' through ' + listed_en(firms) if firms else ''}",
        )
    return _because(said, way.edges)


def managing(offices: Sequence[Held]) -> Because:
    """By an office, since nobody meets a standard."""
    titles = [OFFICES.title(held.role) for held in offices]
    said = Text(
        "没有自然人达到所有权、表决权或控制标准，按管理人员列示："
        f"担任{'、'.join(title.zh for title in titles)}",
        "No person meets the standards of ownership, votes or control; listed as management: "
        f"{joined_en([title.en for title in titles])}",
    )
    return _because(said, [held.edge for held in offices])


def unknown(found: Above) -> Because:
    """Of how much nobody is known, and whose owners are not recorded in full."""
    part, names = figures.share(found.unknown), [found.names[each] for each in found.open_ends]
    zh, en = (
        f"有{part.zh}的权益查不到最终持有人",
        f"Nobody is known behind {part.en} of it",
    )
    if names:
        zh += f"：{_firms(names)}的所有者登记不全"
        en += f": the owners of {listed_en(names)} are not recorded in full"
    if found.loops:
        loop = [found.names[each] for each in found.loops[0]]
        zh += f"；{_firms(loop)}互相持股形成封闭环"
        en += f"; {listed_en(loop)} own each other in a closed loop"
    zh += "；没有自然人达到所有权、表决权或控制标准"
    en += "; no person meets the standards of ownership, votes or control"
    ends = [{"customer_id": each, "share": told(share)} for each, share in found.open_ends.items()]
    return _because(Text(zh, en), [], open_ends=ends[: settings().evidence_max_edges])


def _reached() -> tuple[str, str]:
    return _REACHED[settings().beneficial_inclusive]


def _how(found: Above, way: Way) -> Text:
    """Directly, through whom, or both."""
    firms = [found.names[firm] for firm in way.through]
    if not firms:
        return Text("直接", "")
    return Text(
        f"{'直接并' if way.direct else ''}通过{_firms(firms)}",
        f"{', in part' if way.direct else ''} through {listed_en(firms)}",
    )


def _firms(names: Sequence[str]) -> str:
    return listed_zh(names, of="organisations")


def _because(said: Text, edges: list[dict[str, Any]], **facts: Any) -> Because:
    return {"zh": said.zh, "en": said.en, "edges": edges, **facts}
