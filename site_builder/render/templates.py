"""The Jinja environment: the hub's own templates first, then the built-in ones."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import jinja2
from jinja2.bccache import Bucket

from site_builder.digest import digest
from site_builder.errors import SiteError, closest
from site_builder.i18n import _
from site_builder.memo import Memo
from site_builder.render.closure import plain_name
from site_builder.render.filters import FILTERS, icon_markup
from site_builder.render.version import code_version

T = TypeVar("T")
SUFFIXES = (".html", ".xml", ".svg", ".css", ".js")
_SLIPS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


class _Text(NamedTuple):
    """A template as it was read; `wrong` is the first line that is not UTF-8, or 0."""

    file: str
    text: str
    wrong: int


class _Loader(jinja2.BaseLoader):
    """Serves the files that were read and no others: what a page is made from is told from their texts."""

    def __init__(self, read: Callable[[], Mapping[str, _Text]]) -> None:
        self._read = read

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        del environment
        name = plain_name(template)
        found = self._read().get(name)
        if not found:
            raise jinja2.TemplateNotFound(template)
        if found.wrong:
            raise SiteError(
                _("the file is not UTF-8 text"),
                where=f"templates/{name}:{found.wrong}",
                hint=_("save it again as UTF-8 in the editor"),
            )
        return found.text, found.file, lambda: True


class _Compiled(jinja2.BytecodeCache):
    """Remembers what templates are compiled to: 3 ms each, longer than a page takes to render."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo

    def get_bucket(  # noqa: PLR0917 - jinja2's signature
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        file = str(filename)  # the code names it, to tell where a mistake lies
        made_from = (source.encode(), name.encode(), file.encode("utf-8", "surrogatepass"), MAGIC_NUMBER)
        bucket = Bucket(environment, digest(*made_from), "")
        code = self._memo.recall(
            f"template {code_version()}",
            bucket.key.encode(),
            lambda: marshal.dumps(environment.compile(source, name, filename)),
        )
        bucket.code = marshal.loads(code)  # noqa: S302 - no more than a hub's own templates may do
        return bucket


class _Environment(jinja2.Environment):
    """Views are mappings: `one.title` is looked for among the keys first, not after a failed attribute."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - jinja2's signature
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


class Templates:
    """Renders by name; a template sees the view it is given and pure filters, nothing else.

    Files are read once. With a memo, templates are compiled once and for all.
    """

    def __init__(self, folders: Sequence[Path], memo: Memo | None = None) -> None:
        self.folders = tuple(folders)
        self._icons: dict[str, str] = {}
        self._env = _Environment(
            loader=_Loader(lambda: self._texts),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=_Compiled(memo) if memo else None,
        )
        for impure in ("lipsum", "cycler", "joiner"):
            del self._env.globals[impure]  # random, or with a memory
        self._env.filters |= FILTERS | {"icon": self._icon}

    def render(self, name: str, view: Mapping[str, Any]) -> str:
        """Return the text of a template.

        Raises SiteError with file and line when the template is missing, has a mistake in its syntax,
        names something that its view does not have, or does with a value what cannot be done.
        """
        return self._told(lambda: self._env.get_template(name).render(view), name)

    def source(self, name: str) -> str:
        """Return a template file as written; raises SiteError when there is none."""
        assert self._env.loader is not None
        loader = self._env.loader
        return self._told(lambda: loader.get_source(self._env, name)[0], name)

    def drawing(self, name: str, view: Mapping[str, Any] | None = None) -> str:
        """Return an SVG file, rendered when there is a view, from its first element on.

        Raises SiteError when it has none.
        """
        text = self.source(name) if view is None else self.render(name, view)
        start = text.find("<svg")
        if start < 0:
            raise SiteError(
                _("the file is no SVG drawing"),
                where=f"templates/{name}",
                hint=_("save it as plain SVG, or delete the file to use the built-in one"),
            )
        return text[start:].strip()

    @jinja2.pass_context  # never drawn while a template is compiled, which is remembered: it is another file
    def _icon(self, _context: object, name: str) -> str:
        """Return the icon's drawing for a page; it takes the colour of the text around it."""
        if name not in self._icons:
            self._icons[name] = icon_markup(self.drawing(f"posters/icons/{name}.svg"))
        return self._icons[name]

    def sources(self) -> Mapping[str, str]:
        """Return the text of every template by name; the hub's own file wins."""
        return self._sources

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return {name: found.text for name, found in self._texts.items()}

    @cached_property
    def _texts(self) -> Mapping[str, _Text]:
        files: dict[str, str] = {}
        for root in map(str, reversed(self.folders)):
            files |= {name: f"{root}/{name}" for name in _text_files(root)}
        return {name: _text_of(file) for name, file in sorted(files.items())}

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Return the names in a template folder, sorted; `_` marks partials, which are left out."""
        found = {
            file.name.removesuffix(suffix)
            for root in self.folders
            for file in (root / folder).glob(f"*{suffix}")
            if not file.name.startswith("_")
        }
        return tuple(sorted(found))

    def _told(self, action: Callable[[], T], name: str) -> T:
        try:
            return action()
        except jinja2.TemplateNotFound as error:
            folder, _slash, file = str(error.name).rpartition("/")
            guess = closest(file, self.names(folder, ""))
            raise SiteError(
                _("there is no template {name}").format(name=error.name),
                where=f"templates/{name}",
                hint=_("did you mean {word}?").format(word=guess) if guess else "",
            ) from error
        except jinja2.TemplateSyntaxError as error:
            raise SiteError(
                _("the template has a mistake: {reason}").format(reason=error.message),
                where=f"templates/{error.name or name}:{error.lineno}",
                hint=_("mend the line, or delete the file to use the built-in template"),
            ) from error
        except jinja2.UndefinedError as error:
            raise SiteError(
                _("the template asks for something that is not there: {reason}").format(reason=error.message),
                where=self._line_of(error) or f"templates/{name}",
                hint=_("mend the line, or delete the file to use the built-in template"),
            ) from error
        except _SLIPS as error:
            where = self._line_of(error)
            if not where:  # no template took part: a bug of ours
                raise
            raise SiteError(
                _("the template does with a value what cannot be done: {reason}").format(reason=error),
                where=where,
                hint=_("mend the line, or delete the file to use the built-in template"),
            ) from error

    def _line_of(self, error: BaseException) -> str:
        """Return the innermost line of a template in error's traceback, which Jinja maps to its files."""
        place, trace = "", error.__traceback__
        while trace:
            file = Path(trace.tb_frame.f_code.co_filename)
            for folder in self.folders:
                if file.is_relative_to(folder):
                    place = f"templates/{file.relative_to(folder).as_posix()}:{trace.tb_lineno}"
            trace = trace.tb_next
        return place


def _text_files(root: str, below: str = "") -> Iterator[str]:
    """Yield what leads from root to each template; nothing of a folder that is not there."""
    try:
        entries = list(os.scandir(f"{root}/{below}"))
    except OSError:
        return
    for entry in entries:
        name = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _text_files(root, f"{name}/")
        elif name.endswith(SUFFIXES) and entry.is_file():
            yield name


def _text_of(file: str) -> _Text:
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - a hundred icons
        data = opened.read()
    text, wrong = data.decode("utf-8-sig", "replace"), 0
    if "\ufffd" in text:
        wrong = _line_that_is_wrong(data)
    return _Text(os.path.normpath(file), text.replace("\r\n", "\n").replace("\r", "\n"), wrong)


def _line_that_is_wrong(data: bytes) -> int:
    """Return the first line that is not UTF-8, or 0."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 0
