"""Who may import whom, where each library lives, and how large things get: checked, not remembered."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "site_builder"
MODULES = sorted(PACKAGE.rglob("*.py"))
ROWS = (  # a module imports modules of the rows above its own, and of its own package
    {"colours", "errors", "digest", "i18n", "model", "pinyin", "stamps"},
    {"almanac", "files", "front", "glance", "media", "shrink", "urls"},
    {"shards"},
    {"settings", "memo", "workers", "edition"},
    {"read", "pull", "render", "build"},
    {"plan"},
    {"pipeline"},
    {"check", "printing", "serve", "starter", "withdrawing"},
    {"desk"},
    {"cli"},
    {"__main__", "__init__"},
)
ROW = {name: number for number, names in enumerate(ROWS) for name in names}
PLACES: dict[str, tuple[str, ...]] = {  # library → the files or folders that may import it
    "PIL": (
        "colours.py",
        "pull/pictures.py",
        "read/",
        "render/contact.py",
        "render/pictures.py",
        "render/posters/proof/picture.py",
        "render/posters/raster.py",
        "render/screens/",
        "shrink.py",
    ),
    "av": ("render/screens/film.py",),
    "click": ("cli/",),
    "cssselect": ("pull/tree.py", "settings/sources.py"),
    "distributed": ("cli/cluster/",),
    "feedparser": ("pull/feeds/entries.py",),
    "filelock": ("pipeline.py", "pull/"),
    "jinja2": ("render/templates.py",),
    "lunar_python": ("almanac.py",),
    "lxml": ("check/facts.py", "pull/", "read/svg.py"),
    "markdown_it": ("read/",),
    "markupsafe": ("render/",),
    "mdit_py_plugins": ("read/",),
    "msgspec": (
        "model/",
        "read/",
        "build/",
        "plan/",
        "render/",
        "pipeline.py",
        "check/proofs.py",
        "cli/cluster/guest.py",
    ),
    "nh3": ("pull/clean.py",),
    "pikepdf": ("render/paper/", "render/posters/cut.py"),
    "plutoprint": ("render/posters/printer.py",),
    "protego": ("pull/http/robots.py",),
    "pypdfium2": ("render/posters/proof/sheet.py", "render/posters/raster.py"),
    "pypinyin": ("pinyin.py",),
    "readability": ("pull/content.py",),
    "segno": ("render/posters/qr.py",),
    "uharfbuzz": ("render/paper/letters.py", "render/posters/fonts.py"),
    "urllib3": ("pull/http/",),
    "watchfiles": ("serve/rebuild.py",),
    "yaml": ("read/yaml_nodes.py", "pull/front_matter.py"),
}
SAME = {"justmytype-intl-cjk": "", "markdown-it-py": "markdown_it", "pillow": "PIL", "pyyaml": "yaml"}
LONGEST_FILE, LONGEST_FUNCTION = 300, 50  # lines; a function's docstring does not count
REASON = re.compile(r"# noqa: PLC0415 - \S+")

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda m: m.relative_to(PACKAGE).as_posix())


def home(module: Path) -> str:
    """Return the package directly below site_builder that module belongs to, or its own name."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def parse(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted name of each import, also in functions and below TYPE_CHECKING."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "write the whole name of an imported module"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def inner(names: Iterator[str]) -> set[str]:
    """Return which of our own packages names belong to."""
    parts = (name.split(".") for name in names)
    found = {part[1] for part in parts if part[0] == "site_builder" and len(part) > 1}
    return {name for name in found if name in ROW or (PACKAGE / name).exists()}


def test_every_package_has_its_row() -> None:
    assert {home(module) for module in MODULES} == set(ROW)


@each_module
def test_imports_point_down(module: Path) -> None:
    own = home(module)
    up = {name for name in inner(imported(parse(module))) if name != own and ROW[name] >= ROW[own]}
    assert not up, f"{own} must not import {up}"


@each_module
def test_each_library_is_used_in_one_place(module: Path) -> None:
    path = module.relative_to(PACKAGE).as_posix()
    libraries = {name.split(".")[0] for name in imported(parse(module))}
    strays = {name for name in libraries & PLACES.keys() if not path.startswith(PLACES[name])}
    assert not strays


def test_each_place_is_still_there() -> None:
    """A file that was renamed would switch its rule off."""
    used = {
        (name.split(".")[0], module.relative_to(PACKAGE).as_posix())
        for module in MODULES
        for name in imported(parse(module))
    }
    for library, places in PLACES.items():
        idle = [
            place
            for place in places
            if not any(lib == library and path.startswith(place) for lib, path in used)
        ]
        assert not idle, library


def test_each_library_is_declared_and_has_its_place() -> None:
    """What is only installed because another library needs it may be gone one day."""
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    rows = [
        *project["dependencies"],
        *(row for extra in ("cluster", "video") for row in project["optional-dependencies"][extra]),
    ]
    names = [re.match(r"[\w-]+", row)[0] for row in rows]  # type: ignore[index]
    declared = {SAME.get(name, name.removesuffix("-lxml").replace("-", "_")) for name in names} - {""}
    assert declared == PLACES.keys()
    used = {name.split(".")[0] for module in MODULES for name in imported(parse(module))}
    assert used - set(sys.stdlib_module_names) == declared | {"site_builder"}


@each_module
def test_an_import_inside_a_function_gives_its_reason(module: Path) -> None:
    if home(module) == "cli":
        return  # a command imports what it needs when it runs
    lines = module.read_text("utf-8").splitlines()
    functions = [node for node in ast.walk(parse(module)) if isinstance(node, ast.FunctionDef)]
    lazy = {
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert not [lines[number - 1] for number in sorted(lazy) if not REASON.search(lines[number - 1])]


@each_module
def test_files_and_functions_stay_small(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= LONGEST_FILE
    for node in ast.walk(parse(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert length(node) <= LONGEST_FUNCTION, node.name


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


@each_module
def test_a_module_begins_by_saying_what_it_holds(module: Path) -> None:
    text = ast.get_docstring(parse(module)) or ""
    assert text.partition("\n")[0].endswith("."), "the first line is one sentence"
