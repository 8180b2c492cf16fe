"""The Jinja environment: the hub's own templates first, then the built-in ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import jinja2

from site_builder.errors import SiteError, closest
from site_builder.i18n import _
from site_builder.render.filters import FILTERS, icon_markup

T = TypeVar("T")
SUFFIXES = (".html", ".xml", ".svg", ".css")
_SLIPS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


class _Loader(jinja2.FileSystemLoader):
    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise SiteError(
                _("the file is not UTF-8 text"),
                where=f"templates/{template}:{line}",
                hint=_("save it again as UTF-8 in the editor"),
            ) from error


class Templates:
    """Renders by name; a template sees the view it is given and pure filters, nothing else."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self._env = jinja2.Environment(
            loader=_Loader(self.folders, encoding="utf-8-sig"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        for impure in ("lipsum", "cycler", "joiner"):
            del self._env.globals[impure]  # random, or with a memory
        self._env.filters |= FILTERS | {"icon": self.icon}

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

    def icon(self, name: str) -> str:
        """Return the icon's drawing for a page; it takes the colour of the text around it."""
        return icon_markup(self.drawing(f"posters/icons/{name}.svg"))

    def sources(self) -> dict[str, str]:
        """Return the text of every template by name; the hub's own file wins."""
        files: dict[str, Path] = {}
        for root in reversed(self.folders):
            files |= {file.relative_to(root).as_posix(): file for file in _text_files(root)}
        return {name: file.read_text("utf-8-sig", "replace") for name, file in sorted(files.items())}

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


def _text_files(root: Path) -> list[Path]:
    return [file for suffix in SUFFIXES for file in root.rglob(f"*{suffix}") if file.is_file()]
