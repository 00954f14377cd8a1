"""How strongly one customer makes another follow: behaviour x scene x time decay, and why.

The weights are declared here, those of kinship with the relations in `cypher.vocabulary`; they are
conventions. Each holding that stands on them shows the factors of each tie.
"""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Floats, Ints, Texts
from cypher.vocabulary import KIN_RELATIONS, Text, Weight
from service.relations.influence.settings import InfluenceSettings
from service.tagging.declaration import Reading

#: Behaviour: what tied the two, against a referral, which is 1. Of kinship the relations say it.
REFERRED = Weight(
    1.0,
    Text("经其介绍而来，已经跟随过一次", "came on the other's word: has followed already"),
)
PAYMENT = Weight(
    0.1,
    Text(
        "付款只是弱信号（如团购成员付款给团长）；多次累计，但不超过一次推荐",
        "a weak sign (those who follow pay the organiser of a group purchase); many add up, though "
        "never to more than a referral",
    ),
)
PAYMENTS_MOST = 1.0
SHARED_EMPLOYER = Weight(
    0.2,
    Text(
        "同事之间口口相传；人数多的单位里互不相识，不计",
        "colleagues talk; in a large organisation they need not know each other, and it counts "
        "nothing",
    ),
)


@dataclass(frozen=True)
class Scene:
    """Where something happened, by the channels' names, and how much of its weight is left."""

    channels: tuple[str, ...]
    weight: Weight


SCENES = (
    Scene(
        ("branch", "counter", "manager", "event", "网点", "柜面", "客户经理", "活动"),
        Weight(1.0, Text("当面", "face to face")),
    ),
    Scene(
        ("wechat", "sms", "phone", "call", "微信", "短信", "电话"),
        Weight(0.9, Text("私下联络，对人而发", "a message from one person to another")),
    ),
    Scene(
        (
            "app",
            "mobile",
            "online",
            "web",
            "手机银行",
            "网银",
            "网上银行",
            "transfer",
            "transfer in",
            "transfer out",
            "转账",
        ),
        Weight(0.8, Text("自助办理，有意为之，缘由不详", "self-service: meant, nobody knows why")),
    ),
    Scene(
        ("pos", "card", "qr", "merchant", "card withdrawal", "刷卡", "扫码", "商户"),
        Weight(
            0.3, Text("消费，付的是价钱而非信任", "a purchase: a price is paid, no trust shown")
        ),
    ),
    Scene(
        ("batch", "auto", "standing order", "direct debit", "批量", "代发", "代扣"),
        Weight(0.1, Text("系统自动，当时无人决定", "automatic: nobody decided at that moment")),
    ),
)
#: A channel that is not named above, or not known, takes nothing off: nothing speaks against it.
OTHER_SCENE = 1.0

#: Weights are counted in units of this, so that sums of them do not depend on the order of rows.
LEAST = 2.0**-40

_SCENE = {name: scene.weight.weight for scene in SCENES for name in scene.channels}


class _SceneOfChannel(dict[str, float]):
    """The weight of a channel, found when it is first met."""

    def __missing__(self, name: str) -> float:
        return self.setdefault(name, _SCENE.get(name.strip().lower(), OTHER_SCENE))


def scene_weights(channel: Texts) -> Floats:
    """The weight of each channel, whatever its case; linear."""
    weight = _SceneOfChannel()
    return np.fromiter(map(weight.__getitem__, channel), np.float64, len(channel))


def kinship_weights(relation: Texts) -> Floats:
    """The weight of each relation; of one that is not known that of other kin. Linear."""
    other = KIN_RELATIONS["other"]
    weight = {
        name: KIN_RELATIONS.get(name, other).influence.weight for name in dict.fromkeys(relation)
    }
    return np.fromiter(map(weight.__getitem__, relation), np.float64, len(relation))


def time_decay(bank: Reading, at: Ints, settings: InfluenceSettings) -> Floats:
    """What is left of a tie of an instant (ms since 1970) at the end of the run's day.

    Half of it after each `influence_half_life_days`, counted in whole days; what happened never
    quite ceases to count.
    """
    on = np.datetime64(bank.on, "D").astype(np.int64)
    age = np.maximum(on - bank.zone.days(at), 0)
    return np.maximum(0.5 ** (age / settings.influence_half_life_days), LEAST)
