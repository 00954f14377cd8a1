"""过渡账户: customers whose money is gone within days of coming in."""

import numpy as np

from cypher.engine.arrays import Ints
from service.graph.series.fifo import first_in_first_out, passed_on
from service.graph.series.sliding_windows import distinct_parties
from service.graph.tables.portions import billionths, portion
from service.graph.tables.segments import sum_by
from service.money import money
from service.relations.payments.cash_flows import DAY_MS, VIEWS, CashFlows, cash_flows
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Edge, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.least_amounts import least_units
from service.tagging.sentences import NAMED, plural
from service.tagging.shared import once

GRADES = (
    Grade(
        "many_parties",
        Text("多方过渡", "many parties"),
        None,
        Text(
            "付款方、收款方均不少于三个：资金在多方之间经其中转（本产品参考值）",
            "three payers and three payees or more: a place where the money of others changes "
            "hands (reference value of this product)",
        ),
    ),
    Grade(
        "repeated",
        Text("反复过渡", "repeated"),
        None,
        Text(
            "两笔及以上资金随到随走，但付款方或收款方不足三个：也可能只是收入随即用完（本产品参考值）",
            "two payments in or more, all soon gone, but fewer than three payers or payees: it may "
            "be income that is soon spent (reference value of this product)",
        ),
    ),
    Grade(
        "once",
        Text("单次过渡", "once"),
        None,
        Text(
            "仅一笔资金随到随走：可能只是过户款、代付款（本产品参考值）",
            "a single payment in that is soon gone: it may be money for one purchase (reference "
            "value of this product)",
        ),
    ),
)
MANY_PARTIES, REPEATED, ONCE = range(len(GRADES))

#: What `first_in_first_out` gives: what came in, what went out, how much of both.
Matches = tuple[Ints, Ints, Ints]

#: From how many payers, and payees, on money changes hands between many.
MANY = 3


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who passes money through; the score is the share of what came in that was soon gone.

    Over all payments up to the run's day, cash and the outside included, in one currency: what goes
    out is taken from the oldest money that came in `pass_through_days` before at most; what is left
    over was there before. The share of what came in that is matched so must be
    `pass_through_share`; money that came in on the last days counts, gone or not. What came in must
    be `pass_through_amount` at least, whose currencies are not converted. A customer holds it once,
    in the currency with the most payments in, of equals the first. Cost: that of
    `cash_flows` and `passed_on`; a holding is told in the time of its movements.
    """
    moved = once(bank, cash_flows)
    span = settings.pass_through_days * DAY_MS
    received, passed = passed_on(moved.indptr, moved.at, moved.incoming, moved.units, span)
    came_in = sum_by(moved.indptr, moved.incoming.astype(np.int64))
    enough = passed >= -portion(-received, billionths(settings.pass_through_share))
    least = least_units(settings.pass_through_amount, settings.currency, moved.currencies)
    enough &= (passed > 0) & (received >= least[moved.currency])
    found = np.flatnonzero(enough & (came_in >= settings.pass_through_payments))
    held = moved.one_currency_each(found, came_in[found])
    paying, paid = distinct_parties(moved.indptr, moved.incoming, moved.party, moved.parties)

    def detail(i: int) -> Detail:
        group = int(held[i])
        places = moved.ordered(int(moved.indptr[group]), int(moved.indptr[group + 1]))
        matches = first_in_first_out(
            moved.at[places], moved.incoming[places], moved.units[places], span
        )
        edges, pairs = _largest(moved, group, places, matches, settings)
        payers, payees = (moved.largest_parties(places[end], matches[2])[0] for end in matches[:2])
        value = {
            "customers": [*payers[:1], str(bank.customer_ids[moved.customer[group]]), *payees[:1]],
            "amount": money(passed[group]),
            "currency": moved.currencies[moved.currency[group]],
        }
        return Detail(
            value,
            edges,
            {
                "received": money(received[group]),
                "passed_on": value["amount"],
                "share": float(score[i]),
                "threshold": settings.pass_through_share,
                "days": settings.pass_through_days,
                "currency": value["currency"],
                "payments_in": int(came_in[group]),
                "payments_out": len(places) - int(came_in[group]),
                "payers": int(paying[group]),
                "payees": int(paid[group]),
                "largest_payers": payers[:NAMED],
                "largest_payees": payees[:NAMED],
                "first_at": moved.instant(int(places[0])),
                "last_at": moved.instant(int(places[-1])),
                "largest_pairs": pairs,
                "other_currencies": moved.other_currencies(found, group),
                "edges_hidden": len(places) - len(edges),
            },
        )

    score = (passed[held] / received[held]).round(10)
    many = np.minimum(paying, paid)[held] >= MANY
    grade = np.where(many, MANY_PARTIES, np.where(came_in[held] > 1, REPEATED, ONCE))
    return Holdings(moved.customer[held], score, grade, detail)


def _largest(
    moved: CashFlows, group: int, places: Ints, matches: Matches, settings: Settings
) -> tuple[list[Edge], list[dict[str, str]]]:
    """The pairs of which most was matched, as edges and facts, in time order.

    A payment may be in several pairs, and is one edge.
    """
    came, went, units = matches
    most = settings.evidence_max_edges
    pairs = np.argsort(-units, kind="stable")[:most]
    ends = np.stack((came[pairs], went[pairs]), axis=1).ravel().tolist()
    listed = sorted(list(dict.fromkeys(ends))[:most])
    told = [
        {
            "received_at": moved.instant(int(places[came[pair]])),
            "paid_at": moved.instant(int(places[went[pair]])),
            "amount": money(units[pair]),
        }
        for pair in np.sort(pairs).tolist()
        if came[pair] in listed and went[pair] in listed
    ]
    return [moved.edge(group, int(places[party])) for party in listed], told


def tell(told: Told) -> Text:
    """How much came in, how much of it left how soon, and by how many payments."""
    facts = told.facts
    received, passed = (
        figures.money(facts[side], facts["currency"]) for side in ("received", "passed_on")
    )
    share, days, payments = figures.share(facts["share"]), facts["days"], facts["payments_in"]
    gone = Text(
        f"其中{passed.zh}（{share.zh}）在{days}天内转出",
        f"of which {passed.en} ({share.en}) left within {plural(days, 'day')}",
    )
    if facts["received"] == facts["passed_on"]:
        gone = Text(f"全部在{days}天内转出", f"all of which left within {plural(days, 'day')}")
    often = "" if payments == 1 else f" by {payments} payments"
    source = _at_end(told, facts["largest_payers"], facts["payers"], Text("付款方", "from"))
    target = _at_end(told, facts["largest_payees"], facts["payees"], Text("收款方", "to"))
    together = "" if payments == 1 else "共"
    many = "" if payments == 1 else f"，涉及{facts['payers']}个付款方、{facts['payees']}个收款方"
    parties = f"; {plural(facts['payers'], 'payer')}, {plural(facts['payees'], 'payee')}"
    return Text(
        f"转入{payments:,}笔{together}{received.zh}{source.zh}，{gone.zh}{target.zh}{many}",
        f"{received.en} came in{often}{source.en}, {gone.en}{target.en}"
        f"{'' if payments == 1 else parties}",
    )


def _at_end(told: Told, ids: list[str], parties: int, end: Text) -> Text:
    """Who is at the other end of most of it, in brackets; nothing where that is no customer."""
    if not ids:
        return Text("", "")
    name = told.name(ids[0])
    if parties == 1:
        return Text(f"（{end.zh}{name}）", f" ({end.en} {name})")
    return Text(f"（主要{end.zh}{name}）", f" (mostly {end.en} {name})")


TAG = Tag(
    tag_id="pass_through",
    version="1.1.0",
    title=Text("过渡账户", "Pass-through account"),
    meaning=Text(
        "资金快进快出、不留余额：转入的资金达一万元且有90%及以上在三天内转出。按先进先出逐笔对应，"
        "现金及行外收付亦计，本人账户之间的划转不计。",
        "Money comes in and is soon gone: of 10,000 yuan or more that come in, 90% or more leave "
        "within three days, matched payment by payment, the oldest money first. Cash "
        "and payments from and to other banks count, transfers between a customer's own accounts "
        "do not.",
    ),
    audience=Text("反洗钱合规、风险管理", "compliance officers, risk officers"),
    purposes=("credit_risk", "aml"),
    source="reference values of this product",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("facts.largest_payers", "facts.largest_payees"),
    rests_on=("PAID",),
)
