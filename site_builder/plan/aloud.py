"""Written Chinese as it is read aloud: numbers, units and abbreviations as words."""

from __future__ import annotations

import re
from collections.abc import Collection

_DIGITS = "零一二三四五六七八九"
_ON_THE_PHONE = str.maketrans("0123456789", "零幺二三四五六七八九")
_PLACES = ("", "十", "百", "千")
_MYRIADS = ("", "万", "亿")
_EMERGENCY = frozenset(("110", "119", "120", "122", "12315", "12320", "12333", "12345", "12350", "12379"))

_WORDS = {
    "PM2.5": "细颗粒物", "CO₂": "二氧化碳", "CO2": "二氧化碳", "CO": "一氧化碳", "pH": "酸碱度",
    "AED": "自动除颤器", "ICU": "重症监护室", "LED": "显示屏", "APP": "手机软件", "App": "手机软件",
    "WHO": "世界卫生组织", "UV": "紫外线", "DNA": "遗传物质", "e站": "科普站", "U盘": "优盘",
    "＞": "大于", ">": "大于", "＜": "小于", "<": "小于", "≥": "不少于", "≤": "不超过", "×": "乘",
    "/": "或者", "&": "和", "+": "加",
}  # fmt: skip
_UNITS = {
    "km/h": "公里每小时", "m/s": "米每秒", "℃": "摄氏度", "°C": "摄氏度", "°": "度", "km": "公里",
    "cm": "厘米", "mm": "毫米", "kg": "公斤", "mg": "毫克", "ml": "毫升", "mL": "毫升", "m²": "平方米", "㎡": "平方米",
    "m": "米", "g": "克", "L": "升", "h": "小时", "min": "分钟", "s": "秒",
}  # fmt: skip
_COUNTED = (
    "个小天周米次人年公片张只粒处步岁条种类层倍杯碗口升斤亩棵头户袋瓶块句件座"  # 两, not 二, before these
)

_UNIT = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
_NUMBER = re.compile(
    rf"(?P<from>\d[\d,]*(?:\.\d+)?)(?:\s*[–—~～-]\s*(?P<to>\d[\d,]*(?:\.\d+)?))?"
    rf"\s*(?P<unit>%|％|‰|(?:{_UNIT})(?![A-Za-z]))?"
)
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(\d{4})\s*(?=年)")
_WORD = re.compile("|".join(f"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" for word in _WORDS))
_BLANK = re.compile(r"\s+")
_MIDDLE_DOT = re.compile(r"\s*[·•・]\s*")


def aloud(text: str, phones: Collection[str] = ()) -> str:
    """Return text in the words in which it is read aloud.

    The digits of `phones`, and of the emergency numbers, are read one by one: `120` is 幺二零.
    """
    text = _WORD.sub(lambda found: _WORDS[found[0]], text)
    text = _CLOCK.sub(_clock, text)
    text = _YEAR.sub(lambda found: "".join(_DIGITS[int(digit)] for digit in found[1]), text)
    text = _NUMBER.sub(lambda found: _number(found, _EMERGENCY.union(phones)), text)
    return _BLANK.sub("", _MIDDLE_DOT.sub("，", text))


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    rest = "整" if not minute else f"{'零' if minute < 10 else ''}{_whole(minute)}分"
    return f"{_whole(hour)}点{rest}"


def _number(found: re.Match[str], phones: Collection[str]) -> str:
    first, last, unit = found["from"], found["to"], found["unit"] or ""
    if first in phones and not unit:
        second = f"，{last.translate(_ON_THE_PHONE)}" if last else ""
        return first.translate(_ON_THE_PHONE) + second
    behind = found.string[found.end() :].lstrip()
    spoken = f"{_spoken(first)}到{_spoken(last)}" if last else _spoken(first)
    if unit in {"%", "％"}:
        return f"百分之{spoken}"
    if unit == "‰":
        return f"千分之{spoken}"
    said = _UNITS.get(unit, unit)
    counted = (said or behind)[:1]
    is_ordinal = found.string[: found.start()].rstrip().endswith("第")
    if (
        spoken.endswith("二")
        and (last or first) == "2"
        and counted in _COUNTED
        and counted
        and not is_ordinal
    ):
        spoken = f"{spoken[:-1]}两"
    return spoken + said


def _spoken(number: str) -> str:
    whole, _dot, part = number.replace(",", "").partition(".")
    said = _whole(int(whole))
    return f"{said}点{''.join(_DIGITS[int(digit)] for digit in part)}" if part else said


def _whole(number: int) -> str:
    """Return a number below a trillion in words: 100 → 一百, 12 → 十二, 2005 → 二千零五."""
    if number == 0:
        return "零"
    words, rest, place = "", number, 0
    while rest and place < len(_MYRIADS):
        rest, low = divmod(rest, 10_000)
        if low:
            gap = "零" if rest and low < 1000 else ""
            words = f"{gap}{_below_myriad(low)}{_MYRIADS[place]}{words}"
        elif words and not words.startswith("零"):
            words = f"零{words}"
        place += 1
    words = words.removeprefix("零")
    return words[1:] if words.startswith("一十") else words


def _below_myriad(number: int) -> str:
    words, digits = "", str(number)
    for at, digit in enumerate(digits):
        if digit != "0":
            gap = "零" if at and digits[at - 1] == "0" else ""
            words += gap + _DIGITS[int(digit)] + _PLACES[len(digits) - at - 1]
    return words
