"""The rule about what the loudspeaker says."""

from __future__ import annotations

from site_builder.model import Block
from tests.checked_hub import hub_with, poster, told


def test_what_can_be_read_in_two_ways_is_told_with_its_line() -> None:
    blocks = (
        Block(heading="快报名", kind="do", icon="", text="11-30截止，打0857-8223344。", short="", line=7),
        Block(heading="量血压", kind="do", icon="", text="高于 140/90 就看医生。", short="", line=9),
    )
    found = told("spoken", hub_with([poster("stove", blocks=blocks)]))
    assert found == [
        ("warning", "content/posters/stove.md:7", "the loudspeaker's script cannot say: 11-30"),
        ("warning", "content/posters/stove.md:9", "the loudspeaker's script cannot say: 140/90"),
    ]


def test_a_poster_that_reads_well_is_not_told() -> None:
    block = Block(heading="冲 15 分钟", kind="do", icon="", text="8:00-12:00 打 120。", short="", line=7)
    assert not told("spoken", hub_with([poster("stove", blocks=(block,), lead="3–5 天——记牢")]))
