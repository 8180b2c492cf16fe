"""Rare characters: who draws them, and what is told where nobody does."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from site_builder.errors import SiteError
from site_builder.render.posters import fonts
from site_builder.render.posters.fonts import cut, missing, width
from site_builder.render.posters.glyphs import require_glyphs
from site_builder.render.posters.typefaces import BASE, TYPEFACES
from site_builder.render.sought import placed
from tests.poster_text import pdf, picture, poster, view

RARE = {"𬭎": "NotoSansSC", "𠮷": "NotoSansJP", "𡃁": "NotoSansTC", "ꆈ": "KurintoSans", "𖼀": "KurintoSans"}


def told(**changes: object) -> list[tuple[str, str]]:
    """Return the message and the hint of each problem with a poster's characters."""
    try:
        require_glyphs(poster(**changes))
    except SiteError as error:
        return [(problem.message, problem.hint) for problem in error.problems]
    return []


@pytest.mark.parametrize("char", RARE)
def test_a_rare_character_is_drawn_by_the_typeface_that_has_it(tmp_path: Path, char: str) -> None:
    data = pdf(tmp_path, view("a4", blocks=4, grades=None, lead=f"这个字是{char}，要看得清。"))

    with pikepdf.open(io.BytesIO(data)) as document:
        found = {
            str(row.BaseFont)
            for row in document.objects
            if isinstance(row, pikepdf.Dictionary) and "/BaseFont" in row
        }
    assert any(RARE[char] in name for name in found), found


def test_a_poster_without_rare_characters_carries_one_typeface() -> None:
    assert {font.name for font in cut("烤火取暖防中毒 120℃")} == {"sc-400", "sc-500", "sc-700", "sc-900"}


def test_a_rare_character_has_ink_of_its_own_and_no_empty_box(tmp_path: Path) -> None:
    """What is drawn for a character no font has looks the same for all of them."""
    seen = set()
    for title in ("ꆈ", "ꌠ", "𖼀", "𖼁", "𠮷", "𠮟"):
        page = picture(pdf(tmp_path, view("a4", title=title, highlight="", blocks=4, grades=None)), 400)
        seen.add(page.crop((0, 30, 400, 140)).tobytes())
    assert len(seen) == 6


def test_a_line_with_rare_characters_is_as_wide_as_its_parts() -> None:
    assert width("甲𠮷ꆈ乙", 400) == pytest.approx(width("甲乙", 400) + width("𠮷", 400) + width("ꆈ", 400))
    assert width("𠮷", 900) == pytest.approx(1.0)
    assert 0.2 < width("ꆈ", 900) < 1.6


def test_a_vowel_of_the_miao_script_stands_on_its_consonant() -> None:
    assert missing("𖼀𖽔𖾒") == ()
    assert width("𖼀𖽔𖾒", 400) < width("𖼀𖼀", 400)


def test_each_character_without_typeface_is_named_with_its_part() -> None:
    rows = told(title="火\U0001f525", lead="一\ue000二\U000323b0三", phones=["急救\ufffd 120"])

    assert [message for message, _hint in rows] == [
        "no typeface draws 🔥 (U+1F525) in: title",
        "no typeface draws U+E000 in: the text before the first ##",
        "no typeface draws \U000323b0 (U+323B0) in: the text before the first ##",
        "no typeface draws \ufffd (U+FFFD) in: phones",
    ]
    assert len({hint for _message, hint in rows}) == 4


def test_a_block_is_named_by_its_heading_also_for_its_short_form() -> None:
    blocks = [{"heading": "要通风", "kind": "do", "tag": "要", "icon": "dot", "text": "好", "short": "م"}]

    assert told(blocks=blocks)[0][0] == "no typeface draws م (U+0645) in: 要通风"


@pytest.mark.parametrize("char", ["x\u0323", "\u20dd", "か\u302a"])
def test_a_mark_on_a_letter_is_refused_and_named(char: str) -> None:
    ((message, hint),) = told(lead=f"甲{char}乙")

    assert f"U+{ord(char[-1]):04X}" in message
    assert hint == "type the letter and its accent as one character"


def test_an_accent_typed_by_itself_becomes_one_letter_with_its_vowel() -> None:
    assert told(lead="pi\u0304nyi\u0304n") == []


def test_many_characters_of_one_kind_are_one_message() -> None:
    ((message, _hint),) = told(lead="".join(map(chr, range(0x627, 0x63B))))

    assert message.count("U+") == 8
    assert "…" in message


def test_a_typeface_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "TYPEFACES", (BASE, replace(TYPEFACES[-1], package="not_there")))
    fonts.typeface_of.cache_clear()
    try:
        ((message, hint),) = told(title="ꆈꌠ")
    finally:
        fonts.typeface_of.cache_clear()

    assert "ꆈ (U+A188) ꌠ (U+A320)" in message
    assert 'pip install "kepu[fonts]"' in hint


def test_each_typeface_comes_with_its_licence() -> None:
    from importlib.metadata import files as installed

    for package in {face.package.replace("_", "-") for face in TYPEFACES}:
        assert any("OFL" in file.name for file in installed(package) or ()), package


def test_the_line_of_a_character_is_found_in_the_text(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: 火🔥\n---\n\n## 甲\n再来一次🔥，别忘了\n", "utf-8")
    blocks = [
        {"heading": "甲", "kind": "plain", "tag": "", "icon": "", "text": "再来一次🔥，别忘了", "short": ""}
    ]

    with pytest.raises(SiteError) as caught:
        require_glyphs(poster(title="火🔥", blocks=blocks))

    assert [p.where for p in placed(caught.value, file, "content/posters/a.md")] == [  # type: ignore[arg-type]
        "content/posters/a.md:2",
        "content/posters/a.md:6",
    ]


def test_a_character_from_the_settings_has_no_line(tmp_path: Path) -> None:
    with pytest.raises(SiteError) as caught:
        require_glyphs(poster(issuer="毕节🔥"))

    ((problem),) = placed(caught.value, tmp_path / "none.md", "content/posters/a.md")  # type: ignore[arg-type]
    assert problem.where == ""
    assert "hub.toml" in problem.message
