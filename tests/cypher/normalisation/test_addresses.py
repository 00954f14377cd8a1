import pytest

from cypher.normalisation import normalised
from tests.cypher.normalisation.typing_modes import full_width


def address(value: str) -> str:
    return normalised("address", value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("浙江省杭州市西湖区文三路 1 号", "浙江杭州西湖文三路1号"),
        ("浙江省杭州市西湖区文三路1号", "杭州市西湖区文三路1号"),
        ("中国广西壮族自治区南宁市青秀区，民族大道1号", "广西南宁青秀民族大道1号"),
        ("浙江省余杭区文一西路969号", "杭州市余杭区文一西路969号"),
        ("余杭区文一西路969号", "杭州余杭文一西路969号"),
        ("浙江省诸暨市浣东路8号", "绍兴市诸暨市浣东路8号"),
        ("恩施土家族苗族自治州恩施市航空路1号", "恩施州恩施市航空路1号"),
        ("上海市上海市黄浦区南京西路1号", "上海黄浦南京西路1号"),
        ("北京市市辖区朝阳区建国路88号", "北京朝阳建国路88号"),
        ("310012 杭州市文三路1#", "杭州市文三路1号"),
        ("寧波市藥行街5號201室", "宁波市药行街5号201室"),
        (full_width("杭州市文三路1-12号"), "杭州市文三路1-12号"),
        ("1 High Street, Flat B", "1 high street flat b"),
    ],
)
def test_an_address_is_one_whether_or_not_its_divisions_are_named_in_full(
    one: str, other: str
) -> None:
    assert address(one) == address(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("文三路1-12号", "文三路11-2号"),
        ("文三路1 12号", "文三路112号"),
        ("浙江省杭州市文三路1号", "浙江省宁波市文三路1号"),
        ("无锡市县前街1号", "无锡市前街1号"),
        ("杭州市市府路2号", "杭州市府路2号"),
        ("常州市乡镇路3号", "常州市路3号"),
        ("上海市镇宁路4号", "上海市宁路4号"),
        ("绍兴市镇东街5号", "绍兴市东街5号"),
        ("苏州市区庄街6号", "苏州市庄街6号"),
        ("沈阳市市府大路7号", "沈阳市府大路7号"),
        ("北京市朝阳区建国路8号", "长春市朝阳区建国路8号"),
    ],
)
def test_different_places_stay_different(one: str, other: str) -> None:
    assert address(one) != address(other)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("无锡市县前街1号", "无锡县前街1号"),
        ("宁波市药行街5号", "宁波药行街5号"),
        ("南京西路1号", "南京西路1号"),
        ("上海市南京西路1号", "上海南京西路1号"),
        ("中山东一路2号", "中山东一路2号"),
        ("吉林省吉林市船营区北京路3号", "吉林船营北京路3号"),
    ],
)
def test_only_divisions_with_which_it_begins_lose_their_words(value: str, said: str) -> None:
    assert address(value) == said


@pytest.mark.parametrize(
    "value",
    [
        *["浙江省", "杭州", "浙江省杭州市", "中国浙江省杭州市西湖区", "西湖区", "杭州市下城区"],
        *["杭州市西湖区北山街道", "海南省琼海市嘉积镇", "London", "310000", "浙江省杭州市310000"],
        *["待补充", "同上", "无固定地址", "户籍地址不详"],
    ],
)
def test_an_address_that_ends_above_a_road_says_nothing(value: str) -> None:
    assert address(value) == ""


@pytest.mark.parametrize(
    "value",
    [
        "杭州市文三路",
        "临安区青山湖街道研口村",
        "杭州市翠苑小区",
        "High Street, London",
        "王家庄7组",
    ],
)
def test_a_named_road_house_or_village_is_enough(value: str) -> None:
    assert address(value) != ""
