"""A small hub with screens: four posters of which two are in season in November."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from site_builder.pipeline import build_hub
from site_builder.settings import Folder
from tests.site_text import write_site

DAY = date(2026, 11, 23)
_POSTER = """\
    -- content/posters/{slug}.md --
    ---
    title: {title}
    subtitle: 看天气 · 早准备 · 不冒险
    date: {day}
    {keys}
    phones: ["急救 120"]
    ---
    天冷了，出门进屋都要多看一眼。

    ## 先看看 {{.do icon=eye}}
    出门先看天，进屋先看火，多看一眼不费事。

    短：看天看火

    ## 别硬撑 {{.dont icon=cross}}
    不舒服就说出来，不要硬撑着等它过去。

    短：不舒服就说

    ## 问一问 {{.do icon=question}}
    拿不准的事，先问村医、问老师，再动手。

    短：拿不准，先问

    ## 打电话 {{icon=phone}}
    出了急事，先走到安全的地方，再打电话。

    短：先走开，再打电话
    """
_HUB = """\
    -- content/hub.toml --
    name = "科普毕节"
    formats = ["a4", "1920x1080", "1080x1920"]
    -- content/units.toml --
    [[units]]
    id = "bijie"
    name = "毕节市"
    level = "city"
    [[units]]
    id = "dafang"
    name = "大方县"
    parent = "bijie"
    [[units]]
    id = "nayong"
    name = "纳雍县"
    parent = "bijie"
    [[audiences]]
    id = "village"
    name = "村（社区）"
    [[audiences]]
    id = "school"
    name = "学校"
    """
POSTERS = (
    ("stove", "烤火看烟囱", "2026-11-02", "season: [11, 12, 1]\n    audience: [village]"),
    ("ebike", "电动车别进屋", "2026-03-02", "units: [dafang]"),
    ("storm", "雷响快进屋", "2026-04-02", "season: [5, 6, 7]"),
    ("quiz", "冬季竞答", "2026-11-20", 'screen: {from: 2026-12-01, to: 2026-12-20, hours: ["08:00-18:00"]}'),
)


def write_screen_hub(root: Path) -> Folder:
    texts = [_POSTER.format(slug=slug, title=title, day=day, keys=keys) for slug, title, day, keys in POSTERS]
    write_site(root, "".join(text.rstrip(" ") for text in (_HUB, *texts)))
    return Folder(root)


def build_screen_hub(root: Path) -> Folder:
    folder = write_screen_hub(root)
    build_hub(folder, today=DAY)
    return folder
