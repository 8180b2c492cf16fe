"""Batches of the page of figures, and of the table from which anybody can count them again.

The day is the first of the build's month, so that a build on another day of it makes the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from statistics import median_low

from site_builder.build import Batch, Target
from site_builder.digest import Json, View
from site_builder.model import Article, Document, Notice, Poster
from site_builder.plan.batches import batch, tokens
from site_builder.plan.codes import code_of
from site_builder.plan.context import Context, Entry, Frame, page_frame
from site_builder.plan.kinds import KIND_NAMES, kind_of
from site_builder.plan.trust import license_label, source_of
from site_builder.plan.withdrawn import gone_view

PAGE, TABLE = "figures/index.html", "figures/items.csv"
MONTHS = 12
HEAD = (
    "类别",
    "标题",
    "栏目",
    "网址",
    "编号",
    "日期",
    "来源",
    "来路",
    "许可",
    "依据条数",
    "审核",
    "审核日期",
    "复核日期",
    "撤下日期",
    "受众",
    "区划",
)
OWN, ABOVE, ELSEWHERE = "本单位自编", "上级站点转来", "别处转载"
CHECKED, OVERDUE, UNCHECKED = "已审核", "该复核了", "未登记审核"


def figures_batches(context: Context, today: date) -> Iterator[Batch]:
    """Yield the page of figures and its table."""
    entries, gone = context.in_order()[::-1], context.withdrawn[::-1]
    yield batch(
        figures_targets,
        paths=[PAGE, TABLE],
        recipes=["figures.html", "csv"],
        inputs=[
            context.frame.digest,
            today.isoformat()[:7],
            tokens(entries),
            tokens(gone),
        ],
        shown=partial(dict, frame=context.frame, entries=entries, gone=gone, day=today.replace(day=1)),
    )


def figures_targets(
    *, frame: Frame, entries: Sequence[Entry], gone: Sequence[Entry], day: date
) -> list[Target]:
    texts = [entry for entry in entries if not isinstance(entry.document, Notice)]
    view: View = {
        **page_frame(frame, PAGE, title="公示数据", kind="figures"),
        "day": day.isoformat(),
        "table": TABLE,
        "main": _main(entries, len(gone), day),
        "groups": [group for group in _groups(frame, texts, day) if group["rows"]],
        "gone": [{"kind": _name(entry.document), **gone_view(entry, {})} for entry in gone],
    }
    rows = [[*_row(entry, frame)] for entry in entries]
    return [
        Target(PAGE, "figures.html", view),
        Target(TABLE, "csv", {"rows": [[*HEAD], *rows]}),
    ]


def _main(entries: Sequence[Entry], gone: int, day: date) -> list[Json]:
    kinds = Counter(_name(entry.document) for entry in entries)
    texts = [entry.document for entry in entries if not isinstance(entry.document, Notice)]
    proven = sum(bool(text.meta.evidence) for text in texts)
    checked = sum(text.meta.reviewed is not None for text in texts)
    ages = [max(0, (day - text.meta.date).days) for text in texts if text.meta.date]
    return [
        _figure("文章", kinds["文章"], "篇", how="现在能看到的文章；草稿、没到日期的、过期和撤回的不算"),
        _figure("海报", kinds["海报"], "张", how="现在能下载的海报，同一张的各种尺寸只算一张"),
        _figure("通知活动", kinds["通知活动"], "条", how="现在能看到的通知和活动"),
        _figure("写明依据", _share(proven, len(texts)), "%", how="文章和海报里，至少写了一条依据的占多少"),
        _figure("登记审核", _share(checked, len(texts)), "%", how="文章和海报里，写了由谁审核的占多少"),
        _figure(
            "登出多久", median_low(ages) if ages else 0, "天", how="文章和海报从日期到本月1日的天数，取中位数"
        ),
        _figure("撤回", gone, "份", how="撤回的文章、海报、通知和页面，明细在下面"),
    ]


def _figure(name: str, value: int, unit: str, *, how: str) -> View:
    return {"name": name, "value": value, "unit": unit, "how": how}


def _share(part: int, whole: int) -> int:
    """Return whole per cent, rounded down: 100 means all of them."""
    return 100 * part // whole if whole else 0


def _groups(frame: Frame, texts: Sequence[Entry], day: date) -> Iterator[View]:
    documents = [entry.document for entry in texts]
    people = {audience.id: audience.name for audience in frame.settings.audiences}
    months = Counter(one.meta.date.isoformat()[:7] for one in documents if one.meta.date)
    newest = sorted(months, reverse=True)[:MONTHS]
    yield {
        "name": "按月份",
        "how": f"文章和海报的日期所在的月份，最近{MONTHS}个有新内容的月份",
        "rows": [{"name": f"{month[:4]}年{int(month[5:])}月", "count": months[month]} for month in newest],
        "most": max((months[month] for month in newest), default=0),
    }

    yield _group(
        "按栏目",
        "文章放在哪个栏目；海报不分栏目，不在内",
        (frame.section_name(one.section) for one in documents if isinstance(one, Article)),
    )
    yield _group("按来路", "自己编的、上级科普站点转来的、从别处转载的", map(_way, documents))
    yield _group(
        "按来源", "写在“来源”里的名字", (source_of(one.document, frame, one.address).name for one in texts)
    )
    yield _group("按许可", "写在“许可”里的，没写就是本站原创", (license_label(one.meta) for one in documents))
    yield _group("按审核", "到了复核日期还没有复核的，算“该复核了”", (_review(one, day) for one in documents))
    yield _group(
        "按受众",
        "一份给几种受众的，每种各算一次",
        (people.get(id_, id_) for one in documents for id_ in one.meta.audience),
    )


def _group(name: str, how: str, found: Iterable[str]) -> View:
    """Return how often each word was found, the most frequent first."""
    counts = Counter(found)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return {
        "name": name,
        "how": how,
        "rows": [{"name": word, "count": count} for word, count in rows],
        "most": rows[0][1] if rows else 0,
    }


def _way(document: Document) -> str:
    meta = document.meta
    if meta.origin:
        return ABOVE
    return OWN if meta.source is None or meta.source.license == "own" else ELSEWHERE


def _review(document: Document, day: date) -> str:
    reviewed = document.meta.reviewed
    if reviewed is None:
        return UNCHECKED
    return OVERDUE if reviewed.again and reviewed.again <= day else CHECKED


def _name(document: Document) -> str:
    return KIND_NAMES[kind_of(document)]


def _row(entry: Entry, frame: Frame) -> Iterator[str]:
    document, meta = entry.document, entry.document.meta
    reviewed = meta.reviewed
    yield _name(document)
    yield meta.title
    yield frame.section_name(document.section) if isinstance(document, Article) else ""
    yield frame.settings.base_url + entry.address
    yield code_of(document) if isinstance(document, Poster) else ""
    yield _day(meta.date)
    yield source_of(document, frame, entry.address).name
    yield _way(document)
    yield license_label(meta)
    yield str(len(meta.evidence))
    yield reviewed.by if reviewed else ""
    yield _day(reviewed.on if reviewed else None)
    yield _day(reviewed.again if reviewed else None)
    yield _day(meta.expires)
    yield "、".join(meta.audience)
    yield "、".join(meta.units)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
