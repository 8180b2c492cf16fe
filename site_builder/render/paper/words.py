"""What stands on the sheets of a tiled poster, in words a village office understands."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.render.paper.grid import Grid, Spot

ORDINARY = 0.05  # of a sheet: what an ordinary letter covers (the page of ISO/IEC 19752 does)

FIRST = "第0张 · 先看这一张"
TELL = "打印时请选 实际大小 / 100%"
NOT_FIT = "不要选“适合页面”或“缩放以适合”。单面打印，黑白打印机也行。"
RULER = "打出这一张，先用尺量：这条线正好 100 毫米（10 厘米）才对。"
WRONG = "长了、短了，都回打印窗口选“实际大小”，再打这一张。"
MAP = "拼好是这样"
HOW = "怎么拼"
LEFT, RIGHT = "左一张", "右一张"
STRIP, CUT, COVER = "涂胶", "裁掉白边", "压上去"
GLUE = "这一条涂胶，{neighbour}压上来，盖住虚线"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is said of one poster on one grid; `toner` is the share of its paper that is covered, or None."""

    title: str
    code: str
    grid: Grid
    toner: float | None = None


def sum_up(job: Job) -> str:
    """`9 张 A4 拼成 55 × 82.5 厘米（原大的 92%）：3 行，每行 3 张`."""
    grid = job.grid
    wide, high = (f"{side / 10:.1f}".removesuffix(".0") for side in (grid.width, grid.height))
    scale = round(grid.scale * 100)
    scaled = "" if scale == 100 else f"（原大的 {scale}%）"
    shape = f"{grid.rows} 行，每行 {grid.columns} 张"
    return f"{grid.count} 张 {grid.paper.name} 拼成 {wide} × {high} 厘米{scaled}：{shape}"


def tell_toner(job: Job) -> str:
    """Return how much of the paper is covered, against what everybody knows."""
    if job.toner is None:
        return ""
    share = max(1, round(100 * job.toner))
    return f"约用墨 {share}%（一页普通文件约 {100 * ORDINARY:.0f}%）"


def place(spot: Spot) -> str:
    """Return the name of a sheet: `第2行第3张`."""
    return f"第{spot.row + 1}行第{spot.column + 1}张"


def count_of(grid: Grid, spot: Spot) -> str:
    """Return which of how many sheets it is: `第2行第3张 · 共9张`."""
    return f"{place(spot)} · 共{grid.count}张"


def label(job: Job, spot: Spot) -> str:
    """Return what tells a sheet from all others, those of other posters too."""
    page = job.grid.spots.index(spot) + 2  # sheet 0 is page 1
    parts = (
        job.code,
        job.title,
        count_of(job.grid, spot),
        f"（文件第 {page} 页）",
    )
    return "　".join(part for part in parts if part)


def steps(job: Job) -> tuple[tuple[str, ...], ...]:
    """Return what to do, each step on its lines: a heading first."""
    grid = job.grid
    return (
        (f"打出全部 {grid.count} 张", "每张边上写着“第几行第几张”。", "打坏哪张，只重打哪一页。"),
        ("裁", "每张都沿细线裁掉左边、上边的", "白边；各行最后一张再裁右边，", "最下一行再裁下边。"),
        (
            "粘",
            "每行从左到右：左一张的虚线外涂胶，",
            "右一张压上去，盖住虚线，对齐图案。",
            "再把下一行压到上一行的下边。",
        ),
        ("贴", "贴平、四角粘牢。要换下来时，", "按编号找。"),
    )
