"""Names that sound right and mean nobody: words, and how they are put together.

Persons get a surname by its frequency and a given name of two characters from lists without the
well-known pairs. A brand is two rare characters that no well-known firm is called by; a company is
its city, its brand, its trade and its legal form.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.demo.tables import Ints, Texts, Truths

# Per thousand of the population, rounded; the rest share what is left.
_SURNAMES = {
    "王": 71, "李": 70, "张": 67, "刘": 53, "陈": 45, "杨": 31, "黄": 22, "赵": 20,
    "周": 19, "吴": 19, "徐": 14, "孙": 14, "朱": 13, "马": 13, "胡": 12, "郭": 12,
    "林": 11, "何": 11, "高": 10, "罗": 9, "郑": 9, "梁": 8, "谢": 7, "宋": 7,
    "唐": 7, "许": 6, "邓": 6, "冯": 5, "韩": 5, "曹": 5, "曾": 5, "彭": 5,
    "萧": 4, "蔡": 4, "潘": 4, "田": 4, "董": 4, "袁": 4, "于": 4, "余": 4,
    "叶": 4, "蒋": 4, "杜": 4, "苏": 4, "魏": 4, "程": 4, "吕": 4, "丁": 4,
    "沈": 4, "任": 4, "姚": 3, "卢": 3, "傅": 3, "钟": 3, "姜": 3, "崔": 3,
    "谭": 3, "廖": 3, "范": 3, "汪": 3, "陆": 3, "金": 3, "石": 3, "戴": 3,
    "贾": 3, "韦": 3, "夏": 3, "邱": 3, "方": 3, "侯": 3, "邹": 3, "欧阳": 1,
}  # fmt: skip
_GIVEN_FIRST = np.array(list("梓沐亦若舒景书知怀允承绍维士仲友乃修令季守恒秉仁宏兆"))
_GIVEN_SECOND_MAN = np.array(list("轩辰川骏垣霖屹樟铭淮策楷岳钧渊熠棣煦朗砺柏嵩"))
_GIVEN_SECOND_WOMAN = np.array(list("萱妍蕙瑶苒芷棠荞莹黛澜蓉筠婵玥桐缨嫣茉翎蓓绫"))
_BRAND_FIRST = np.array(list("曜霁澄岑沅翊砚璟湛蘅珩栩昶煜泓翎峤稷缙棣浔沣琮骊赭靖"))
_BRAND_SECOND = np.array(list("禾屿榆砺衡筑帆岭渡棠陌庐槿穗垚苇翮洲棹梧笙溱椿崧枢邺"))

BRANDS = len(_BRAND_FIRST) * len(_BRAND_SECOND)

CITIES = np.array(
    [
        "北京", "上海", "广州", "深圳", "杭州", "南京", "苏州", "成都", "重庆", "武汉",
        "西安", "天津", "郑州", "长沙", "青岛", "济南", "宁波", "无锡", "合肥", "福州",
        "厦门", "佛山", "沈阳", "大连", "昆明", "南昌", "贵阳", "太原", "南宁", "兰州",
    ]
)  # fmt: skip
#: Where the islanders live, and nobody else.
ISLAND_CITIES = np.array(["珠海", "中山", "石家庄", "哈尔滨", "长春"])
BRANCHES = np.array(
    [
        "第一支行", "第二支行", "城东支行", "城西支行", "城南支行", "城北支行", "新区支行",
    ]
)  # fmt: skip
STREETS = np.array(
    [
        "晴川路", "栖霞里", "望岫街", "听松路", "槐荫街", "云汀路", "锦鲤巷",
        "麦浪路", "青枫路", "白鹭街", "月台路", "桂影巷", "长汀街", "星野路",
        "蓝田里", "兰渚路", "春汛街", "鹿鸣路", "竹浦巷", "霜叶街",
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Trade:
    """What a company does: the word in its name and the industry in its record."""

    word: str
    industry: str


TRADES = (
    Trade("电子科技", "制造业"),
    Trade("精密机械", "制造业"),
    Trade("新材料", "制造业"),
    Trade("纺织", "制造业"),
    Trade("食品", "制造业"),
    Trade("汽车零部件", "制造业"),
    Trade("医疗器械", "制造业"),
    Trade("贸易", "批发和零售业"),
    Trade("商贸", "批发和零售业"),
    Trade("供应链管理", "批发和零售业"),
    Trade("建筑工程", "建筑业"),
    Trade("装饰工程", "建筑业"),
    Trade("物流", "交通运输、仓储和邮政业"),
    Trade("软件", "信息传输、软件和信息技术服务业"),
    Trade("餐饮管理", "住宿和餐饮业"),
    Trade("农业发展", "农、林、牧、渔业"),
    Trade("文化传媒", "文化、体育和娱乐业"),
    Trade("环保工程", "水利、环境和公共设施管理业"),
    Trade("物业服务", "房地产业"),
    Trade("企业咨询", "租赁和商务服务业"),
)
_TRADE_WORDS = np.array([trade.word for trade in TRADES])
TRADE_INDUSTRIES = np.array([trade.industry for trade in TRADES])

_COMPANY_FORMS = np.array(["有限公司", "有限责任公司", "股份有限公司", "集团有限公司"])
_COMPANY_FORM_WEIGHTS = (0.72, 0.14, 0.10, 0.04)
_PUBLIC_FORMS = np.array(["新区管理委员会", "新区财政服务中心", "新区公共事务中心"])
_SOCIETY_FORMS = np.array(["商会", "公益基金会", "行业协会", "职业培训学校"])


def draw_surnames(rng: np.random.Generator, size: int) -> Texts:
    """Surnames by their frequency, shape (size,)."""
    weights = np.array(list(_SURNAMES.values()), dtype=np.float64)
    return rng.choice(np.array(list(_SURNAMES)), size, p=weights / weights.sum())


def draw_given_names(rng: np.random.Generator, female: Truths) -> Texts:
    """Given names of two characters, a woman's where `female`, same shape as it."""
    first = rng.choice(_GIVEN_FIRST, len(female))
    man = rng.choice(_GIVEN_SECOND_MAN, len(female))
    woman = rng.choice(_GIVEN_SECOND_WOMAN, len(female))
    return np.strings.add(first, np.where(female, woman, man))


def brand_names(brands: Ints) -> Texts:
    """The brands with these numbers, 0 to BRANDS - 1: two characters each."""
    second = len(_BRAND_SECOND)
    return np.strings.add(_BRAND_FIRST[brands // second], _BRAND_SECOND[brands % second])


def company_names(rng: np.random.Generator, cities: Texts, brands: Ints, trades: Ints) -> Texts:
    """City, brand, trade and a drawn legal form, same shape as each of them."""
    forms = rng.choice(_COMPANY_FORMS, len(brands), p=_COMPANY_FORM_WEIGHTS)
    return _joined(cities, brand_names(brands), _TRADE_WORDS[trades], forms)


def public_names(rng: np.random.Generator, cities: Texts, brands: Ints) -> Texts:
    """Public bodies of new areas that are on no map."""
    return _joined(cities, brand_names(brands), rng.choice(_PUBLIC_FORMS, len(brands)))


def society_names(rng: np.random.Generator, cities: Texts, brands: Ints) -> Texts:
    """Chambers, foundations and schools."""
    return _joined(cities, brand_names(brands), rng.choice(_SOCIETY_FORMS, len(brands)))


def _joined(*parts: Texts) -> Texts:
    whole: Sequence[Texts] | Texts = parts[0]
    for part in parts[1:]:
        whole = np.strings.add(whole, part)
    return np.asarray(whole, dtype=np.str_)
