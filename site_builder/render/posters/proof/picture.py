"""A picture of a poster is held against the screen it is for: points, colours, kind of file, size."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from site_builder.i18n import _
from site_builder.render.posters.proof.sheet import UnreadableError
from site_builder.render.posters.raster import LARGEST


def prove_picture(data: bytes, *, kind: str, width: int, height: int) -> tuple[str, ...]:
    """Return what is wrong with a picture, in words an editor understands; nothing when it is right.

    `kind` is PNG or JPEG. A `height` of 0 is that of a picture which is as high as its text needs.
    """
    try:
        picture = _opened(data)
    except UnreadableError:
        return (_("the file cannot be read"),)
    return tuple(_findings(picture, len(data), kind=kind, size=(width, height or picture.height)))


def _opened(data: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF")) as picture:
            picture.load()
            return picture
    except Exception as error:  # a damaged file makes the decoders raise whatever they like
        raise UnreadableError from error


def _findings(picture: Image.Image, count: int, *, kind: str, size: tuple[int, int]) -> Iterator[str]:
    if picture.format != kind:
        yield _("it is {found}, not {right}").format(found=picture.format, right=kind)
    if picture.size != size:
        found, right = (f"{wide} × {high}" for wide, high in (picture.size, size))
        yield _("it has {found} points, not {right}").format(found=found, right=right)
    if picture.mode != "RGB":
        yield _("its colours are {found}, not RGB, which some sets do not show").format(found=picture.mode)
    if picture.info.get("progressive"):
        yield _("it is stored progressively, which some sets do not show")
    if kind == "JPEG" and count > LARGEST:
        message = _("it has {found} MB; WeChat takes {most} at the most")
        yield message.format(found=f"{count / 1e6:.1f}", most=f"{LARGEST / 1e6:g}")
