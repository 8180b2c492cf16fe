"""The sizes a poster is offered in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["mm", "px"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """`width` and `height` in `unit`: millimetres become a PDF, pixels a PNG for a screen.

    `distance` is how far away the reader stands, in metres; `label` and `use` stand on the button.
    """

    name: str
    width: int
    height: int
    unit: Unit
    distance: float
    label: str
    use: str

    @property
    def suffix(self) -> str:
        return "pdf" if self.unit == "mm" else "png"

    @property
    def landscape(self) -> bool:
        return self.width > self.height


# Distances: hand-held sheets 0.5 to 0.7 m, a village board 1.5 m, a television in a hall 3 m; the type
# size follows from them (ISO 9241-3, see render/posters/sizes.py).
FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format(
            name="a4",
            width=210,
            height=297,
            unit="mm",
            distance=0.5,
            label="A4 打印",
            use="办公室打印机直接打，贴门上、发到手里",
        ),
        Format(
            name="a3",
            width=297,
            height=420,
            unit="mm",
            distance=0.7,
            label="A3 打印",
            use="打印店一张纸，贴教室、候诊室、小店",
        ),
        Format(
            name="90x120",
            width=900,
            height=1200,
            unit="mm",
            distance=1.5,
            label="90×120 厘米宣传栏",
            use="送打印店喷绘，一块版面挂满村里的宣传栏",
        ),
        Format(
            name="1920x1080",
            width=1920,
            height=1080,
            unit="px",
            distance=3.0,
            label="电视、电子屏图片",
            use="拷进U盘插电视，或放到横屏电子屏",
        ),
    )
}
