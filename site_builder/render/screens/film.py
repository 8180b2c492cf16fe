"""The pictures of a pack as one film: MP4, H.264, 1920×1080, for sets that show no pictures from a stick."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from PIL import Image

from site_builder.digest import View
from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.memo import Memo
from site_builder.render.screens.slides import Draw, slide_jpeg

RATE = 25  # frames a second, as television in China has them
_SIZE = (1920, 1080)
_THREADS = 2  # named, as the bytes depend on it
_CONTAINER = {"movflags": "+faststart", "fflags": "+bitexact"}
_CODER = {
    "preset": "veryfast",
    "tune": "stillimage",
    "crf": "20",
    "profile": "high",
    "level": "4.0",
    "x264-params": f"keyint={2 * RATE}:colorprim=bt709:transfer=bt709:colormatrix=bt709",
}


def film(view: View, *, draw: Draw, memo: Memo) -> bytes:
    """Return the slides one after the other, each for as long as it says; raises SiteError without FFmpeg.

    The same view gives the same bytes with the same version of the library.
    """
    try:
        import av  # noqa: PLC0415 - 36 MB, in the extra "video"
    except ImportError as error:
        raise SiteError(
            _("a film needs a library that is not installed"),
            where="content/hub.toml",
            hint=_("type  {command}  or write  video = false").format(command='pip install "kepu[video]"'),
        ) from error
    slides = cast("Sequence[View]", view["slides"])
    pictures = [slide_jpeg(slide, draw=draw, memo=memo) for slide in slides]
    lengths = [_seconds(slide, view) for slide in slides]
    with TemporaryDirectory() as folder:  # what tells where things are is put first, at the end
        file = Path(folder) / "film.mp4"
        with av.open(str(file), "w", format="mp4", options=_CONTAINER) as container:
            stream = _stream(container)
            for packet in _packets(stream, _frames(av, zip(pictures, lengths, strict=True))):
                container.mux(packet)
        return file.read_bytes()


def _seconds(slide: View, view: View) -> int:
    return cast("int", slide.get("seconds") or view["seconds"])


def _stream(container: Any) -> Any:  # noqa: ANN401 - the library may be missing, and its types with it
    stream = container.add_stream("libx264", rate=RATE, options=_CODER)
    stream.width, stream.height = _SIZE
    stream.pix_fmt = "yuv420p"
    stream.codec_context.thread_count = _THREADS
    return stream


def _frames(av: Any, slides: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    number = 0
    for picture, seconds in slides:
        with Image.open(io.BytesIO(picture), formats=("JPEG",)) as opened:
            frame = av.VideoFrame.from_image(opened).reformat(format="yuv420p", dst_colorspace="ITU709")
        for _again in range(seconds * RATE):
            frame.pts, number = number, number + 1
            yield frame


def _packets(stream: Any, frames: Iterator[Any]) -> Iterator[Any]:  # noqa: ANN401 - as above
    for frame in frames:
        yield from stream.encode(frame)
    yield from stream.encode()
