"""Raised and lowered characters in plain text: 10³, H₂O, and `^` or `_` where Unicode has none."""

from __future__ import annotations

from typing import Any

from lxml.etree import iterwalk

_FROM = "0123456789+-=()n"
_UP = str.maketrans(_FROM + "i−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ⁻")
_DOWN = str.maketrans("0123456789+-=()−aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_TABLES = {"sup": (_UP, "^"), "sub": (_DOWN, "_")}


def flatten_scripts(tree: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Replace every sup and sub in tree by characters that mean the same, the inner ones first."""
    ends = [node for _event, node in iterwalk(tree, events=("end",), tag=("sup", "sub"))]
    for node in ends:
        if node.getparent() is None:  # the tree itself
            continue
        words = "".join(node.itertext())
        for child in list(node):
            child.drop_tree()
        node.text = _script(words, node.tag, after=_text_before(node))
        node.drop_tag()


def _script(words: str, tag: str, *, after: str) -> str:
    table, mark = _TABLES[tag]
    bare = words.strip()
    if bare and all(ord(letter) in table for letter in bare):
        return bare.translate(table)
    if not after or not bare or not (after[-1].isalnum() and bare[0].isalnum()):
        return words  # a footnote mark such as [1], or a raised word on its own
    return f"{mark}{bare}" if len(bare) == 1 else f"{mark}({bare})"


def _text_before(node: Any) -> str:  # noqa: ANN401
    before = node.getprevious()
    return (node.getparent().text if before is None else before.tail) or ""
