"""Types of certificates and licences, within which their numbers are compared."""

from dataclasses import dataclass
from typing import Literal

from cypher.vocabulary.words import Text, Vocabulary, Word

#: How a number of a type is checked: by the digit that it ends with, or not; `own` ones are never
#: taken for a resident number or a credit code, `any` ones are where the check digit says so.
Check = Literal["resident", "credit", "registration", "organisation", "any", "own"]


@dataclass(frozen=True)
class IdType(Word):
    """A type of certificate: what files usually call it, and how its numbers are checked.

    `names` are in simplified and small letters, one after the other, without signs; the longest
    that is part of what a file says counts, so that Hong Kong's is not a resident's.
    """

    names: str
    check: Check


ID_TYPES = Vocabulary(
    IdType(
        "resident",
        Text("居民身份证", "resident identity card"),
        (
            "身份证 公民身份号码 户口簿 户口本 户口 港澳台居民居住证 港澳居民居住证 台湾居民居住证 "
            "residentidentitycard residentidcard residentid residentidentity identitycard idcard "
            "identificationcard nationalid chineseid prcid prcidcard sfz"
        ),
        "resident",
    ),
    IdType(
        "credit_code",
        Text("统一社会信用代码", "unified social credit code"),
        (
            "统一社会信用代码 社会信用代码 信用代码 三证合一 多证合一 五证合一 "
            "unifiedsocialcreditcode socialcreditcode creditcode uscc usci"
        ),
        "credit",
    ),
    IdType(
        "registration",
        Text("工商注册号", "business registration"),
        (
            "工商注册号 营业执照 工商登记 工商执照 注册号 商业登记证 businesslicence "
            "businesslicense "
            "businessregistration registrationnumber registrationno companynumber"
        ),
        "registration",
    ),
    IdType(
        "organisation",
        Text("组织机构代码", "organisation code"),
        ("组织机构代码 机构代码 组织代码 organisationcode organizationcode orgcode"),
        "organisation",
    ),
    IdType(
        "tax",
        Text("税务登记证", "tax registration"),
        (
            "税务登记 纳税人识别号 纳税识别号 税号 taxregistration taxid taxnumber "
            "taxpayeridentificationnumber tin"
        ),
        "any",
    ),
    IdType(
        "driving",
        Text("驾驶证", "driving licence"),
        "驾驶证 驾照 drivinglicence drivinglicense driverslicense driverlicense",
        "any",
    ),
    IdType(
        "birth",
        Text("出生医学证明", "birth certificate"),
        "出生证 出生医学证明 出生证明 birthcertificate",
        "any",
    ),
    IdType("passport", Text("护照", "passport"), "护照 passport", "own"),
    IdType(
        "officer",
        Text("军官证", "officer's card"),
        (
            "军官证 军官退休证 军官离退休证 文职干部证 军人证 军人身份证 军人身份证件 "
            "军人居民身份证 "
            "militaryid militaryidcard officercard officerscard officerid officercertificate"
        ),
        "own",
    ),
    IdType(
        "soldier",
        Text("士兵证", "soldier's card"),
        "士兵证 士官证 义务兵证 文职人员证 soldiercard soldierscard soldierid",
        "own",
    ),
    IdType(
        "police",
        Text("警官证", "police card"),
        (
            "警官证 警察证 人民警察证 武警证 武警警官证 武警身份证 武警士兵证 武警身份证件 "
            "policecard policeid policeofficercard"
        ),
        "own",
    ),
    IdType(
        "hong_kong_macao_permit",
        Text("港澳居民来往内地通行证", "mainland travel permit for Hong Kong and Macao residents"),
        (
            "港澳居民来往内地通行证 港澳居民往来内地通行证 港澳来往内地通行证 "
            "港澳通行证 回乡证 港澳居民通行证 "
            "homereturnpermit hkmacaopermit hkmacaupermit mainlandtravelpermit"
        ),
        "own",
    ),
    IdType(
        "taiwan_permit",
        Text("台湾居民来往大陆通行证", "mainland travel permit for Taiwan residents"),
        (
            "台湾居民来往大陆通行证 台湾居民往来大陆通行证 台湾同胞来往内地通行证 "
            "台湾通行证 台胞证 "
            "taiwanpermit taiwancompatriotpermit mtp"
        ),
        "own",
    ),
    IdType(
        "hong_kong_identity",
        Text("香港身份证", "Hong Kong identity card"),
        "香港身份证 香港居民身份证 香港永久性居民身份证 hkid hkidcard hongkongid",
        "own",
    ),
    IdType(
        "macao_identity",
        Text("澳门身份证", "Macao identity card"),
        "澳门身份证 澳门居民身份证 macaoid macauid macaoidcard macauidcard",
        "own",
    ),
    IdType(
        "taiwan_identity",
        Text("台湾身份证", "Taiwan identity card"),
        "台湾身份证 台湾居民身份证 taiwanid taiwanidcard",
        "own",
    ),
    IdType(
        "permanent_residence",
        Text("外国人永久居留身份证", "foreign permanent resident card"),
        (
            "外国人永久居留身份证 外国人永久居留证 外国人居留证 外国人居留许可 "
            "永久居留证 居留证 居留许可 "
            "permanentresidencecard permanentresidentcard foreignerresidencepermit residencepermit"
        ),
        "own",
    ),
)
