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
    "cm": "厘米", "mm": "毫米", "kg": "公斤", "mg": "毫克", "ml": "毫升", "mL": "毫升",
    "m²": "平方米", "㎡": "平方米", "m": "米", "g": "克", "L": "升", "h": "小时", "min": "分钟", "s": "秒",
}  # fmt: skip
_COUNTED = (
    "个小天周米次人年公片张只粒处步岁条种类层倍杯碗口升斤亩棵头户袋瓶块句件座"  # 两, not 二, before these
)

_SHARES = {"%": "百分之", "％": "百分之", "‰": "千分之"}
_UNIT = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
_NUMBER = re.compile(
    rf"(?P<from>\d[\d,]*(?:\.\d+)?)(?:\s*[–—~～-]\s*(?P<to>\d[\d,]*(?:\.\d+)?))?"
    rf"\s*(?P<unit>%|％|‰|(?:{_UNIT})(?![A-Za-z]))?"
)
_MINUS = re.compile(r"(?<![\w.%℃])[-−](?=\d)")
_TWICE = re.compile(rf"(?<=\d)\s*(?P<unit>%|％|‰|{_UNIT})(?=\s*[–—~～-]\s*\d[\d.]*\s*(?P=unit))")  # 10%–20%
_MEASURES = frozenset("毫厘千摄度秒分元吨余多万亿" + _COUNTED)  # what begins the name of a unit
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
    text = _TWICE.sub("", text)
    text = _MINUS.sub("零下" if "℃" in text or "°C" in text else "负", text)
    text = _YEAR.sub(lambda found: "".join(_DIGITS[int(digit)] for digit in found[1]), text)
    text = _NUMBER.sub(lambda found: _number(found, _EMERGENCY.union(phones)), text)
    return _BLANK.sub("", _MIDDLE_DOT.sub("，", text))


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    rest = "整" if not minute else f"{'零' if minute < 10 else ''}{_whole(minute)}分"
    return f"{_whole(hour)}点{rest}"


def _number(found: re.Match[str], phones: Collection[str]) -> str:
    first, last, unit = found["from"], found["to"], found["unit"] or ""
    behind = found.string[found.end() :].lstrip()[:1]
    if first in phones and not last and not unit and behind not in _MEASURES:
        return first.translate(_ON_THE_PHONE)
    said = _UNITS.get(unit, unit)
    spoken = [_spoken(number) for number in (first, last) if number]
    is_ordinal = found.string[: found.start()].rstrip().endswith("第")
    if spoken[-1] == "二" and (said or behind)[:1] in _MEASURES and not is_ordinal:
        spoken[-1] = "两"
    whole = "到".join(spoken)
    return _SHARES.get(unit, "") + whole + (said if unit not in _SHARES else "")


def _spoken(number: str) -> str:
    whole, _dot, part = number.replace(",", "").partition(".")
    said = _whole(int(whole))
    return f"{said}点{''.join(_DIGITS[int(digit)] for digit in part)}" if part else said


def _whole(number: int) -> str:
    """Return a number below a trillion in words: 100 → 一百, 12 → 十二, 2005 → 两千零五."""
    if number == 0:
        return "零"
    words, rest, place = "", number, 0
    while rest and place < len(_MYRIADS):
        rest, low = divmod(rest, 10_000)
        if low:
            gap = "零" if rest and low < 1000 else ""
            count = "两" if low == 2 and place else _below_myriad(low)
            words = f"{gap}{count}{_MYRIADS[place]}{words}"
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
            place = _PLACES[len(digits) - at - 1]
            words += gap + ("两" if digit == "2" and place == "千" else _DIGITS[int(digit)]) + place
    return words
