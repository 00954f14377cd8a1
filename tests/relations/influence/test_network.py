from datetime import date
from typing import Any

import numpy as np
import pytest

from cypher.time_zone import time_zone
from service.api.marketing.networks import network_named
from service.relations.influence.network import INFLUENCE, NETWORKS, InfluenceNetwork
from service.relations.influence.scores import passing_on, ranks
from service.relations.influence.weights import (
    OTHER_SCENE,
    SCENES,
    kinship_weights,
    scene_weights,
    time_decay,
)
from service.settings import Settings
from tests.banks import ServedBank
from tests.building import companies, people

TAG = "opinion_leader"


class Day:
    on = date(2025, 12, 31)
    zone = time_zone("UTC")


def edges_to(bank: ServedBank, customer_id: str) -> list[dict[str, Any]]:
    edges: list[dict[str, Any]] = bank.holding(customer_id, TAG)["evidence"]["edges"]
    return edges


def milliseconds(day: str) -> int:
    return int(np.datetime64(day, "ms").astype(np.int64))


def test_a_tie_counts_half_after_each_half_life() -> None:
    days = ["2025-12-31T23:00", "2024-12-31", "2023-12-31", "2026-02-01"]
    at = np.array([milliseconds(day) for day in days])
    left = time_decay(Day, at, Settings(influence_half_life_days=365))  # type: ignore[arg-type]
    assert left[0] == 1
    assert left[1] == 0.5
    assert left[2] == pytest.approx(0.25, rel=3e-3)
    # What lies after the day cannot count for more than what happens on it.
    assert left[3] == 1


def test_the_oldest_tie_still_counts_something() -> None:
    at = np.array([milliseconds("1900-01-01")])
    assert time_decay(Day, at, Settings(influence_half_life_days=1))[0] > 0  # type: ignore[arg-type]


def test_each_channel_belongs_to_one_scene_and_each_scene_says_why() -> None:
    names = [channel for scene in SCENES for channel in scene.channels]
    assert len(names) == len(set(names))
    assert all(name == name.strip().lower() for name in names)
    for scene in SCENES:
        assert 0 < scene.weight.weight <= 1
        assert scene.weight.reason.zh
        assert scene.weight.reason.en


def test_a_channel_counts_whatever_its_case_and_an_unknown_one_takes_nothing_off() -> None:
    channels = np.array(["POS", " wechat ", "柜面", "", "carrier pigeon"], object)
    assert scene_weights(channels).tolist() == [0.3, 0.9, 1.0, OTHER_SCENE, OTHER_SCENE]


def test_a_relation_that_is_not_known_weighs_as_other_kin_do() -> None:
    weights = kinship_weights(np.array(["spouse", "cousin", "other"], object))
    assert weights.tolist() == [0.8, 0.3, 0.3]


def test_the_evidence_of_a_referral_shows_its_factors(sqlite_bank: ServedBank) -> None:
    referral = {"referrer_id": "A", "referred_id": "B", "at": "2024-12-31", "channel": "app"}
    sqlite_bank.keep(customers=people("A", "B"), referrals=[referral])
    sqlite_bank.derive("--as-of", "2025-12-31")
    (edge,) = edges_to(sqlite_bank, "A")
    factors = {name: edge[name] for name in ("behaviour", "scene", "time_decay", "weight")}
    assert factors == {"behaviour": 1.0, "scene": 0.8, "time_decay": 0.5, "weight": 0.4}
    assert edge["channel"] == "app"


def test_the_factors_of_payments_multiply_to_their_weight(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=people("A", "B"),
        accounts=[{"account_id": each} for each in ("XA", "XB")],
        account_holders=[{"account_id": f"X{each}", "customer_id": each} for each in "AB"],
        transactions=[
            {"transaction_id": f"T{i}", "from_account": "XB", "to_account": "XA", "amount": "5"}
            | {"at": at, "channel": channel}
            for i, (at, channel) in enumerate(
                [("2025-12-31", "counter"), ("2024-12-31", "pos"), ("2024-12-31", "")]
            )
        ],
    )
    sqlite_bank.derive("--as-of", "2025-12-31")
    (edge,) = edges_to(sqlite_bank, "A")
    # 1 x 1, .5 x .3 and .5 x 1.
    assert edge["weight"] == pytest.approx(0.1 * (1 + 0.15 + 0.5))
    product = edge["payments"] * edge["behaviour"] * edge["scene"] * edge["time_decay"]
    assert product == pytest.approx(edge["weight"], rel=1e-3)


def officers(company: str, *persons: str) -> list[dict[str, Any]]:
    return [{"person_id": person, "company_id": company, "role": "executive"} for person in persons]


def test_colleagues_follow_each_other_and_show_their_employer(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=[*people("A", "B", "C"), *companies("K", "L")],
        positions=[*officers("K", "A", "B"), *officers("L", "C")],
    )
    sqlite_bank.derive("--as-of", "2025-12-31")
    assert [holder["customer_id"] for holder in sqlite_bank.holders(TAG)] == ["A", "B"]
    edges = edges_to(sqlite_bank, "A")
    assert [(edge["type"], edge["from"], edge["to"]) for edge in edges] == [
        ("HOLDS_POSITION", "A", "K"),
        ("HOLDS_POSITION", "B", "K"),
    ]
    assert {edge["weight"] for edge in edges} == {0.2}


def test_a_large_organisation_makes_nobody_colleagues(sqlite_bank: ServedBank) -> None:
    staff = [f"P{i:02}" for i in range(Settings().hub_customers + 1)]
    sqlite_bank.keep(customers=[*people(*staff), *companies("K")], positions=officers("K", *staff))
    sqlite_bank.derive("--as-of", "2025-12-31")
    assert sqlite_bank.holders(TAG) == []


def test_those_who_are_paid_a_salary_by_one_employer_are_colleagues(
    sqlite_bank: ServedBank,
) -> None:
    ids = ("K", "A", "B")
    sqlite_bank.keep(
        customers=[*people("A", "B"), *companies("K")],
        accounts=[{"account_id": f"X{each}"} for each in ids],
        account_holders=[{"account_id": f"X{each}", "customer_id": each} for each in ids],
        transactions=[
            {"transaction_id": f"T{who}{month}", "from_account": "XK", "to_account": f"X{who}"}
            | {"amount": "8000", "at": f"2025-{month:02}-10"}
            for who, last in (("A", 12), ("B", 6))
            for month in range(1, last + 1)
        ],
    )
    sqlite_bank.derive("--as-of", "2025-12-10")
    edges = edges_to(sqlite_bank, "A")
    assert [(edge["type"], edge["from"], edge["to"]) for edge in edges] == [
        ("PAID", "K", "A"),
        ("PAID", "K", "B"),
    ]
    # B has not been paid since June: the tie is as old as that.
    assert edges[0]["time_decay"] == pytest.approx(0.5 ** (183 / 365), abs=1e-4)
    assert edges[0]["weight"] == pytest.approx(0.2 * 0.5 ** (183 / 365), abs=1e-4)


def test_a_network_goes_by_its_name_or_its_edge_type() -> None:
    assert [network_named(name) for name in NETWORKS] == list(NETWORKS)
    assert network_named("KIN_OF") == "kinship"
    assert NETWORKS[INFLUENCE] == ("referrals", "kinship", "payments", "shared_employers")
    with pytest.raises(ValueError, match="no network 'guarantees': there are influence, referrals"):
        network_named("guarantees")


def test_the_chances_of_a_follower_add_up_to_no_more_than_the_rate() -> None:
    network = InfluenceNetwork(
        np.arange(3), np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([3.0, 1.0, 0.2])
    )
    chance = passing_on(network, Settings(influence_rate=0.4))
    assert chance.tolist() == pytest.approx([0.4 * 0.75, 0.4 * 0.25, 0.4 * 0.2])


def test_equals_share_a_rank() -> None:
    assert ranks(np.array([0.2, 0.5, 0.2, 0.1])).tolist() == [2, 1, 2, 4]
