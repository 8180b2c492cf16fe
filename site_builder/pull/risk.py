"""What to look at twice before an item goes out: one rule a line, each with its weight and its reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from site_builder.i18n import _
from site_builder.pull.entry import Entry

Level = Literal["high", "middle", "low"]

HIGH, MIDDLE = 4, 1  # the least sum of weights of each level
LONG, OLD = 5000, 2  # characters, years
_MOST_WORDS = 3  # that a reason names

_MEDICAL = """
疫苗 药物 用药 吃药 剂量 毫克 治疗 治愈 疗法 症状 诊断 癌 肿瘤 传染病
糖尿病 高血压 孕妇 婴幼儿 保健品 偏方 急救 中毒
"""
_DISASTER = """
地震 滑坡 泥石流 山洪 洪水 塌方 暴雨 冰雹 凝冻 雷击 火灾 爆炸 燃气 煤气 溺水 预警 疏散 避险 逃生 核辐射
"""
_MONEY = r"""
补贴 补助 报销 医保 社保 养老金 贷款 退税 罚款 收费 缴费 奖金 政策 条例 规定 通知 公告
(?<!\d)\d{1,9}(?:\.\d{1,4})?\s?[万亿]?元
"""
_OFFICES = """
总书记 书记 主席 总理 部长 省长 市长 州长 县长 区长 乡长 镇长 局长 厅长 主任 委员 司长 秘书长 会长 院士
"""
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
    "姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_MAP = "地图 行政区划图 区位图 国界 省界 边界线 示意图"
_MAP_NUMBER = "审图号"
_PHONE = r"""
(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d) (?<!\d)0\d{2,3}[\s-]\d{7,8}(?!\d)
(?<!\d)[48]00[\s-]?\d{3}[\s-]?\d{4}(?!\d)
微信号 加微信 QQ群 扫码进群
"""
_SELLING = "购买 下单 优惠 特价 折扣 代购 招商 加盟 直播间 团购 秒杀 商城 赞助"
_PICTURE = r"!\[ 图： <img"
_FROM_ELSEWHERE = """
(?:图片|供图|图源)(?:来源|来自)?[：:／/]?(?:网络|视觉中国|图虫|东方IC|百度)
图片来源于网络 侵权必究 侵权删除 侵删
"""
_RESERVED = "未经[^。]{0,12}?(?:授权|许可|允许|同意)[^。]{0,12}?(?:转载|使用) 谢绝转载 禁止转载 版权所有 独家"
_MACHINE = "(?:AI|人工智能|大模型|机器)(?:自动)?(?:生成|撰写|写作|翻译) AIGC"
_GARBLE = "\ufffd 锟斤拷 烫烫烫 Ã. â€ ï»¿ &#\\d{1,7};"
_RUMOUR = "震惊 千万别 惊人 不转不是 紧急扩散 速看 删前"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules look at; `words` are title, summary and text, `alike` counts similar ones."""

    entry: Entry
    words: str
    today: dt.date
    registered: bool
    has_evidence: bool
    has_newer: bool
    alike: int


class Reason(NamedTuple):
    """`text` is a finished sentence in the user's language."""

    weight: int
    text: str


class Rule(NamedTuple):
    """`found` gives what the rule has found, empty when nothing; `reason` may name it as {found}."""

    weight: int
    found: Callable[[Facts], str]
    reason: str


def reasons(facts: Facts, known: Sequence[Rule] = ()) -> tuple[Reason, ...]:
    """Return why the item wants a closer look, the weightiest first; `known` is what rules() gives."""
    told = [
        Reason(rule.weight, rule.reason.format(found=found))
        for rule in known or rules()
        if (found := rule.found(facts))
    ]
    return tuple(sorted(told, key=lambda reason: -reason.weight))


def level_of(told: Iterable[Reason]) -> Level:
    score = sum(reason.weight for reason in told)
    return "high" if score >= HIGH else "middle" if score >= MIDDLE else "low"


def level_words() -> Mapping[Level, str]:
    return {"high": _("high"), "middle": _("middle"), "low": _("low")}


def rules() -> tuple[Rule, ...]:
    """Return the rules, in the user's language."""
    return tuple(_rules())


def _rules() -> Iterator[Rule]:
    yield Rule(3, _says(_any(_MEDICAL)), _("medicine ({found}): is it right, and who says so?"))
    yield Rule(3, _says(_any(_DISASTER)), _("danger to life ({found}): is every step right, and right here?"))
    yield Rule(2, _says(_any(_MONEY)), _("policy or money ({found}): is it in force, and here?"))
    yield Rule(4, _says(_leader()), _("an office with a name ({found}): is that person still in it?"))
    yield Rule(4, _unnumbered_map, _("a map ({found}) without its approval number: take the link only"))
    yield Rule(
        3, _says(_any(_PHONE)), _("a telephone number or an account in the text ({found}): take it out")
    )
    yield Rule(3, _says(_any(_SELLING)), _("sounds like advertising ({found}): reject it if it sells"))
    yield Rule(4, _unlicensed, _("the source is not in sources.toml: on what terms may it be shown?"))
    yield Rule(4, _unpermitted, _("a full text without permission: take the link only"))
    yield Rule(3, _says(_any(_RESERVED)), _("says that it may not be copied ({found}): take the link only"))
    yield Rule(3, _bare_pictures, _("pictures without a licence ({found}): take them out, or the link only"))
    yield Rule(3, _says(_any(_MACHINE)), _("written by a machine ({found}): check every fact"))
    yield Rule(3, _says(_any(_RUMOUR)), _("shouts like a rumour ({found}): is it one?"))
    yield Rule(
        4, _says(_any(_GARBLE)), _("damaged characters ({found}): open the original, mend or reject it")
    )
    yield Rule(2, _twins, _("like others ({found}): keep the best, reject the rest as repeated"))
    yield Rule(2, _newer, _("the source has changed it since you did: choose a version"))
    yield Rule(1, _unproven, _("a full text that names no evidence: write who says so"))
    yield Rule(1, _long, _("long ({found} characters): hardly anyone reads so much; take the link only"))
    yield Rule(1, _old, _("from {found}: does it still hold?"))
    yield Rule(1, _early, _("dated {found}, which is still to come: is the day right?"))


def _says(pattern: re.Pattern[str]) -> Callable[[Facts], str]:
    return lambda facts: _named(found[0] for found in pattern.finditer(facts.words))


@cache
def _any(patterns: str) -> re.Pattern[str]:
    """Return what finds any of some patterns, which blanks part."""
    return re.compile("|".join(patterns.split()))


@cache
def _leader() -> re.Pattern[str]:
    """Return what finds an office with a name behind it, or before it at the beginning of a clause."""
    office, name = f"(?:{'|'.join(_OFFICES.split())})", f"[{_SURNAMES}][一-龥]{{1,2}}"
    behind = rf"{office}{name}(?=[在到向对就率为出参主表指强\s，。、：；）”]|$)"
    before = rf"(?:(?<![一-龥])|(?<=[和与])){name}{office}"
    return re.compile(f"{behind}|{before}")


def _named(words: Iterable[str]) -> str:
    return "、".join(list(dict.fromkeys(word.strip() for word in words))[:_MOST_WORDS])


def _unnumbered_map(facts: Facts) -> str:
    return "" if _MAP_NUMBER in facts.words else _says(_any(_MAP))(facts)


def _unlicensed(facts: Facts) -> str:
    return "" if facts.registered else facts.entry.source


def _unpermitted(facts: Facts) -> str:
    return "full" if facts.entry.rights == "full" and not facts.entry.permission else ""


def _bare_pictures(facts: Facts) -> str:
    named = _says(_any(_FROM_ELSEWHERE))(facts)
    count = len(_any(_PICTURE).findall(facts.entry.body))
    return named or (str(count) if count and facts.entry.rights != "full" else "")


def _twins(facts: Facts) -> str:
    return str(facts.alike or "")


def _newer(facts: Facts) -> str:
    return "newer" if facts.has_newer else ""


def _unproven(facts: Facts) -> str:
    return "full" if facts.entry.rights == "full" and not facts.has_evidence else ""


def _long(facts: Facts) -> str:
    length = len(facts.entry.body)
    return str(length) if length > LONG else ""


def _old(facts: Facts) -> str:
    day = facts.entry.date
    return str(day.year) if day and day.year <= facts.today.year - OLD else ""


def _early(facts: Facts) -> str:
    day = facts.entry.date
    return day.isoformat() if day and day > facts.today else ""
