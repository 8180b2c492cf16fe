"""What is wrong with the poster files that were built: each is held against its text and its size."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import NamedTuple, cast

from msgspec import Struct

from site_builder.build import Kitchen, Target
from site_builder.digest import Json, View, canonical
from site_builder.i18n import _
from site_builder.memo import Memo
from site_builder.render.posters.scroll import is_scroll
from site_builder.render.version import code_version
from site_builder.workers import in_chunks

PDF, PNG, JPG = "poster.pdf", "poster.png", "poster.jpg"
Prove = Callable[[bytes, View], tuple[str, ...]]
_COST = 120  # quarters of a millisecond


class Proof(NamedTuple):
    """`origin` is the content file, `format` the name on the button, `findings` what is wrong."""

    path: str
    origin: str
    format: str
    findings: tuple[str, ...]


class Prover(Struct, frozen=True):
    """Can be pickled with its kitchen, so that another process may prove some of the files of `site`."""

    kitchen: Kitchen
    site: Path
    memo: Memo

    def proofs(self, targets: Sequence[Target], executor: Executor | None = None) -> Iterator[Proof]:
        """Yield a proof of each poster file that is there."""
        there = [one for one in targets if one.recipe in _PROVERS and (self.site / one.path).is_file()]
        for _target, proof in in_chunks(self.prove, there, executor=executor, cost=lambda _target: _COST):
            yield proof

    def prove(self, targets: Sequence[Target]) -> list[Proof]:
        """Return the proof of each of these files."""
        return [self._prove(target) for target in targets]

    def _prove(self, target: Target) -> Proof:
        data = (self.site / target.path).read_bytes()
        findings = tuple(_findings(target, self.kitchen, data=data, memo=self.memo))
        return Proof(target.path, target.origin, str(_of(target.view, "format")["label"]), findings)


def _findings(target: Target, kitchen: Kitchen, *, data: bytes, memo: Memo) -> Iterator[str]:
    yield from _proved(target.recipe, target.view, data=data, memo=memo)
    if _shows_words_alone(target):
        view = {name: target.view[name] for name in ("poster", "format")}
        (pdf,) = kitchen.cook([Target(target.path, PDF, view, target.origin)])
        if isinstance(pdf, bytes):
            yield from _proved(PDF, view, data=pdf, memo=memo)


def _shows_words_alone(target: Target) -> bool:
    """Say whether no other file shows the words in that size: then the print that it is made of is proven."""
    return target.recipe == PNG or (target.recipe == JPG and is_scroll(_of(target.view, "format")))


def _proved(recipe: str, view: View, *, data: bytes, memo: Memo) -> Iterator[str]:
    """Yield what is wrong with a file; what a proof of these bytes said before is remembered."""
    source = canonical({"recipe": recipe, "view": view}) + data
    yield from json.loads(
        memo.recall(_version(), source, lambda: json.dumps(_PROVERS[recipe](data, view)).encode())
    )


def _version() -> str:
    return f"proof {code_version()} {_('it is {found} mm large, not {right}')}"  # told in this language


def _sheet(data: bytes, view: View) -> tuple[str, ...]:
    from site_builder.render.posters.proof import prove  # noqa: PLC0415 - 120 ms; most are remembered

    return prove(data, _of(view, "poster"), _of(view, "format"))


def _press(data: bytes, view: View) -> tuple[str, ...]:
    from site_builder.render.paper.proof import prove_press  # noqa: PLC0415 - as above

    return prove_press(data, _of(view, "poster"), _of(view, "format"))


def _tiles(data: bytes, view: View) -> tuple[str, ...]:
    from site_builder.render.paper.proof import prove_tiles  # noqa: PLC0415 - as above

    return prove_tiles(data, _of(view, "poster"), _of(view, "format"), tiles=_of(view, "tiles"))


def _screen(data: bytes, view: View) -> tuple[str, ...]:
    sheet = _of(view, "format")
    return _picture(data, "PNG", (sheet["width"], sheet["height"]))


def _photograph(data: bytes, view: View) -> tuple[str, ...]:
    return _picture(data, "JPEG", (view["width"], 0))


def _slide(data: bytes, view: View) -> tuple[str, ...]:
    return _picture(data, "JPEG", tuple(cast("list[int]", view["canvas"])))


def _picture(data: bytes, kind: str, size: tuple[Json, ...]) -> tuple[str, ...]:
    from site_builder.render.posters.proof.picture import prove_picture  # noqa: PLC0415 - as above

    width, height = cast("tuple[int, int]", size)
    return prove_picture(data, kind=kind, width=width, height=height)


_PROVERS: Mapping[str, Prove] = {
    PDF: _sheet,
    "poster.press.pdf": _press,
    "poster.tiles.pdf": _tiles,
    PNG: _screen,
    JPG: _photograph,
    "slide.jpg": _slide,
}


def _of(view: View, part: str) -> Mapping[str, Json]:
    value = view[part]
    assert isinstance(value, dict)
    return value
