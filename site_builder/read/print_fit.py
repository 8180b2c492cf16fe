"""Whether a picture that a page can show can stand on a poster too."""

from __future__ import annotations

from site_builder.errors import Problem
from site_builder.i18n import _
from site_builder.model import Picture

SMALLEST = 1600  # pixels of the longer side: 50 points an inch on a board 80 cm wide


def problem_on_poster(picture: Picture) -> Problem | None:
    """Return what is wrong with a picture on a poster, with an empty `where`; None when it is fit."""
    path = picture.path
    if picture.moving:
        message = _("a poster cannot show a moving picture: {path}")
        return Problem("", message.format(path=path), _("save one picture of it as JPG or PNG"))
    if picture.inks:
        message = _("the picture has the colours of a printing press (CMYK): {path}")
        return Problem("", message.format(path=path), _("save it again as JPG or PNG in RGB colours"))
    if picture.lettered:
        message = _("the drawing holds words, which would not be printed: {path}")
        return Problem("", message.format(path=path), _("turn them into paths, or save the drawing as PNG"))
    if not picture.width or not picture.height:
        message = _("the drawing does not say how large it is: {path}")
        return Problem("", message.format(path=path), _("give the svg a viewBox, or width and height"))
    is_drawing = path.lower().endswith(".svg")
    if not is_drawing and max(picture.width, picture.height) < SMALLEST:
        return Problem(
            "",
            _("the picture is small for a poster: {width} × {height} points").format(
                width=picture.width, height=picture.height
            ),
            _("take the original, {least} points or more along its longer side").format(least=SMALLEST),
            "warning",
        )
    return None
