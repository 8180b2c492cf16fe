"""Measure what a poster costs: choosing its sizes and printing it, in each format."""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from table import as_table

from site_builder.build import Target, described
from site_builder.memo import Memo
from site_builder.pipeline import open_templates, prepare
from site_builder.render import Templates
from site_builder.render.posters import poster_pdf, poster_png
from site_builder.settings import Folder

SAMPLE = Path(__file__).parent.parent
TODAY = date(2027, 1, 1)  # all samples are published, none has expired
MAKERS = {"poster.pdf": poster_pdf, "poster.png": poster_png}


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """CPU seconds of one file: made from nothing, and asked for again."""

    format: str
    cold: float
    again: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--hub", type=Path, default=SAMPLE, help="hub with the posters; without it, the sample"
    )
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        hub = Path(scratch, "hub")
        shutil.copytree(options.hub / "content", hub / "content")
        if (options.hub / "templates").is_dir() and options.hub != SAMPLE:
            shutil.copytree(options.hub / "templates", hub / "templates")
        prints = [
            made
            for number in range(options.rounds)
            for made in print_all(Folder(hub), Memo(Path(scratch, f"memo{number}")))
        ]
    print(describe(prints, rounds=options.rounds))


def print_all(folder: Folder, memo: Memo) -> Iterator[Print]:
    """Make every poster in every format, with nothing remembered; the first of the process is left out.

    That one also pays for loading libraries and fonts.
    """
    templates, _assets = open_templates(folder)
    targets = [
        target
        for target in described(prepare(folder, today=TODAY, cache=memo.folder).plan.batches)
        if target.recipe in MAKERS
    ]
    seconds(targets[0], templates, Memo(memo.folder / "first"))
    for target in targets:
        cold, again = (seconds(target, templates, memo) for _time in range(2))
        yield Print(format=Path(target.path).stem.rpartition("-")[2], cold=cold, again=again)


def seconds(target: Target, templates: Templates, memo: Memo) -> float:
    start = time.process_time()
    MAKERS[target.recipe](target.view, templates=templates, memo=memo)
    return time.process_time() - start


def describe(prints: Sequence[Print], *, rounds: int) -> str:
    """Return a table with one row a format and one for all."""
    formats = list(dict.fromkeys(made.format for made in prints))
    rows = [row(name, [made for made in prints if made.format == name]) for name in formats]
    head = ("format", "files", "CPU s, cold: mean", "least", "most", "CPU s, unchanged: mean")
    return as_table(head, [*rows, row("all", prints)]) + f"\n\n{rounds} rounds."


def row(name: str, prints: Sequence[Print]) -> list[str]:
    cold = [made.cold for made in prints]
    figures = (fmean(cold), min(cold), max(cold), fmean(made.again for made in prints))
    return [name, str(len(prints)), *(f"{figure:.4f}" for figure in figures)]


if __name__ == "__main__":
    main()
