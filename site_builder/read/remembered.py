"""Documents remembered from run to run under the digest of all they were made from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from site_builder.digest import canonical, digest
from site_builder.errors import Problem
from site_builder.memo import Memo
from site_builder.model import Document
from site_builder.read.packing import pack, unpack
from site_builder.read.sheet import World

_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "mdurl", "pypinyin", "pyyaml")


class _Told(Exception):  # noqa: N818 - no error: the way out of a result that is not kept
    """The file has problems, which are told in today's language and so not remembered."""

    def __init__(self, document: Document | None, problems: list[Problem]) -> None:
        super().__init__()
        self.document, self.problems = document, problems


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files of one world; `memo` may be missing."""

    world: World
    memo: Memo | None
    words: bytes
    articles: bytes

    @classmethod
    def of(cls, world: World, memo: Memo | None) -> Reader:
        articles = sorted(file for file in world.files if file.startswith("articles/"))
        return cls(world, memo, canonical(asdict(world.words)), canonical(articles))

    def read(self, path: str, data: bytes) -> tuple[Document | None, list[Problem]]:
        """Return the document of a file and its problems, remembered when it has none."""
        if self.memo is None:
            return _read_document(path, data, self.world)
        known = self.articles if path.startswith("posters/") else b""  # only a poster names another file
        source = digest(path.encode(), data, self.words, known).encode()
        try:
            return unpack(self.memo.recall(code_version(), source, lambda: self._make(path, data))), []
        except _Told as told:
            return told.document, told.problems

    def _make(self, path: str, data: bytes) -> bytes:
        document, problems = _read_document(path, data, self.world)
        if document is None or problems:
            raise _Told(document, problems)
        return pack(document)


def _read_document(path: str, data: bytes, world: World) -> tuple[Document | None, list[Problem]]:
    from site_builder.read.documents import read_document  # noqa: PLC0415 - the parsers, 40 ms, for new texts

    return read_document(path, data, world)


@cache
def code_version() -> str:
    """Name the code that makes a document: our own modules and the libraries below them."""
    package = Path(__file__).parent
    modules = sorted(
        (*package.rglob("*.py"), *(package.parent / "model").glob("*.py"), package.parent / "urls.py")
    )
    libraries = [f"{name} {version(name)}".encode() for name in _LIBRARIES]
    return "document " + digest(*(module.read_bytes() for module in modules), *libraries)
