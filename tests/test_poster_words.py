"""The words around a poster's advice: do or don't, whose text it is, what it rests on."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from site_builder.build import described
from site_builder.model import Block, Evidence, Hub, Poster, Source
from site_builder.plan import plan
from tests.page_hub import SETTINGS, TODAY, Texts, pages_of, poster, tree


def test_a_warning_whose_heading_says_no_is_not_negated_twice() -> None:
    said = {"不闷火": "", "别碰": "", "莫慌": "", "勿近": "", "禁止通行": "", "碰电线": "别"}
    blocks = [Block(heading=word, kind="dont", icon="", text="远离。", short="", line=1) for word in said]
    text = pages_of([replace(poster("p"), blocks=tuple(blocks))])["posters/p.html"]

    heads = tree(text).xpath("//li[contains(@class, 'block-dont')]//h3")

    assert [head.text_content() for head in heads] == [f"{word} {tag}".strip() for word, tag in said.items()]


def made_for_paper(document: Poster) -> dict[str, Any]:
    """Return what the files of a poster are made from."""
    planned = plan(Hub(posters=(document,)), SETTINGS, assets={}, texts=Texts(), today=TODAY)
    view = next(target.view for target in described(planned.batches) if target.recipe == "poster.pdf")
    return dict(view["poster"])  # type: ignore[arg-type]


def test_paper_shows_a_word_only_where_the_heading_has_none() -> None:
    assert [block["tag"] for block in made_for_paper(poster("p"))["blocks"]] == ["要", "", ""]


@pytest.mark.parametrize(
    ("source", "evidence", "line"),
    [
        (None, [], ""),
        (Source(name="科协"), [Evidence(who="水利部")], "依据：水利部"),
        (
            None,
            [Evidence(who="国务院", title="《条例》"), Evidence(who="世卫组织", title="食品中的毒素")],
            "依据：国务院《条例》、世卫组织：食品中的毒素",
        ),
        (Source(name="某某网", license="permitted"), [], "来源：某某网"),
        (Source(name="某某网", license="link-only"), [Evidence(who="水利部")], "来源：某某网；依据：水利部"),
        (Source(name="某某网", license="cc-by-4.0"), [], "来源：某某网（CC BY 4.0）"),
    ],
)
def test_paper_tells_evidence_from_a_foreign_source(
    source: Source | None, evidence: list[Evidence], line: str
) -> None:
    made = made_for_paper(poster("p", source=source, evidence=tuple(evidence)))
    assert made["source"] == line
    assert made["origin"] == (line.partition("；")[0] if line.startswith("来源") else "")
