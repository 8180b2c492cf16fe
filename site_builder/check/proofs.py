"""What is wrong with the poster files that were built: each is held against its text and its size."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from site_builder.build import Kitchen, Target
from site_builder.digest import View, canonical
from site_builder.i18n import _
from site_builder.memo import Memo
from site_builder.render.version import code_version

PDF, PNG = "poster.pdf", "poster.png"
_SIZE = slice(16, 24)  # of a PNG: width and height as big-endian numbers (W3C, PNG, 11.2.1)


class Proof(NamedTuple):
    """`origin` is the content file, `format` the name on the button, `findings` what is wrong."""

    path: str
    origin: str
    format: str
    findings: tuple[str, ...]


def proofs(targets: Sequence[Target], kitchen: Kitchen, *, site: Path, memo: Memo) -> Iterator[Proof]:
    """Yield a proof of each poster file that is there."""
    for target in targets:
        file = site / target.path
        if target.recipe in (PDF, PNG) and file.is_file():
            findings = _findings(target, kitchen, data=file.read_bytes(), memo=memo)
            label = str(_of(target.view, "format")["label"])
            yield Proof(target.path, target.origin, label, tuple(findings))


def _findings(target: Target, kitchen: Kitchen, *, data: bytes, memo: Memo) -> Iterator[str]:
    pdf: object = data
    if target.recipe == PNG:
        yield from _wrong_pixels(data, _of(target.view, "format"))
        (pdf,) = kitchen.cook([Target(target.path, PDF, target.view, target.origin)])
    if isinstance(pdf, bytes):
        yield from json.loads(
            memo.recall(_version(), canonical(target.view) + pdf, lambda: _proved(pdf, target.view))
        )


def _proved(pdf: bytes, view: View) -> bytes:
    from site_builder.render.posters.proof import prove  # noqa: PLC0415 - 120 ms; most are remembered

    return json.dumps(prove(pdf, _of(view, "poster"), _of(view, "format"))).encode()


def _version() -> str:
    return f"proof {code_version()} {_('it is {found} mm large, not {right}')}"  # told in this language


def _wrong_pixels(data: bytes, sheet: View) -> Iterator[str]:
    width, height = struct.unpack(">II", data[_SIZE]) if len(data) >= _SIZE.stop else (0, 0)
    right_height = sheet["height"] or height  # a long picture is as high as its text needs
    if (width, height) != (sheet["width"], right_height):
        right = f"{sheet['width']} × {right_height}"
        yield _("it has {found} points, not {right}").format(found=f"{width} × {height}", right=right)


def _of(view: View, part: str) -> View:
    value = view[part]
    assert isinstance(value, dict)
    return value
