"""Compare kepu with other static site generators on the same articles."""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from shutil import rmtree
from typing import TypeVar

from corpus import make_article, make_articles
from formats import write_site
from measure import FailedError, cost, peak_memory
from scenarios import SCENARIOS, Site
from table import OURS, Results, as_table, cost_table
from tools import RECIPES, ready, version_of

T = TypeVar("T")
EDITS = count(1)


def main() -> None:
    options = parse()
    sites = [prepare(name, options) for name in options.only]
    for site in sites:
        warm_up(site)
    results = measure_all(sites, options.scenarios, rounds=options.rounds)
    for site in sites:
        rmtree(site.left)
    report = describe(sites, options, results)
    sys.stdout.write(report)
    if options.out:
        options.out.write_text(report, "utf-8", newline="\n")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=list(RECIPES), default=list(RECIPES), metavar="TOOL")
    parser.add_argument("--scenarios", nargs="+", choices=list(SCENARIOS), default=list(SCENARIOS))
    parser.add_argument("--kepu", type=shlex.split, default=[], help="command in place of an installed kepu")
    parser.add_argument(
        "--tools", type=Path, default=Path.home() / ".cache" / "kepu-bench", help="environments and sites"
    )
    parser.add_argument("--out", type=Path, help="file for the tables, in Markdown")
    options = parser.parse_args()
    options.only.sort(key=list(RECIPES).index)
    return options


def prepare(name: str, options: argparse.Namespace) -> Site:
    """Return the site of a tool, written afresh, with the tool installed."""
    command = options.kepu if name == OURS else ()
    site = Site(
        tool=ready(name, options.tools.resolve() / "tools", command=command),
        folder=options.tools.resolve() / "sites" / f"{name}-{options.articles}",
        article=make_article(options.articles // 2, options.articles),
    )
    write_site(site.tool.recipe.site, site.folder, make_articles(options.articles))
    return site


def warm_up(site: Site) -> None:
    """Build twice: programs and sources come into the system's memory, Python writes its bytecode."""
    rmtree(site.left, ignore_errors=True)
    site.left.mkdir()
    site.forget()
    for _time in range(2):
        cost(site.tool.build, site.folder)
    tell(f"{site.tool.name}: {len(site.pages())} pages")


def measure_all(sites: Sequence[Site], scenarios: Sequence[str], *, rounds: int) -> Results:
    """Measure round by round, then the memory in runs of its own."""
    results = Results()
    for number in range(rounds):
        for name in scenarios:
            for pair in pairs(sites, turned=number % 2 == 1):
                results.add(name, {site.tool.name: measure_one(site, name, cost) for site in pair})
                tell(f"round {number + 1}: {results.last(name)}")
    for name in scenarios:
        for site in sites:
            results.memory[name, site.tool.name] = measure_one(site, name, peak_memory)
    return results


def pairs(sites: Sequence[Site], *, turned: bool) -> Iterator[Sequence[Site]]:
    """Yield ours with each of theirs, so that the two that are compared run one after the other."""
    ours = [site for site in sites if site.tool.name == OURS]
    theirs = [site for site in sites if site.tool.name != OURS]
    for site in theirs:
        yield [site, *ours] if turned else [*ours, site]
    if not theirs:
        yield ours


def measure_one(site: Site, name: str, meter: Callable[[Sequence[str], Path], T]) -> T:
    """Edit, measure, see that the edit reached the output, and put all back without measuring."""
    scenario, mark = SCENARIOS[name], f"改{next(EDITS)}号"
    scenario.edit(site, mark)
    os.sync()  # what was written before must not be waited for now
    found = meter(site.tool.build, site.folder)
    if not scenario.reached(site, mark):
        raise FailedError(f"{site.tool.name}: the output does not show the edit “{name}”")
    if scenario.undo:
        scenario.undo(site, mark)
        cost(site.tool.build, site.folder)
    return found


def describe(sites: Sequence[Site], options: argparse.Namespace, results: Results) -> str:
    """Return the machine, the sites and the costs as Markdown."""
    made = [
        [site.tool.name, version_of(site.tool), str(len(site.pages())), f"{size_of(site.output):.1f}"]
        for site in sites
    ]
    load = " ".join(f"{number:.1f}" for number in os.getloadavg())
    machine = (
        f"{options.articles} articles, {options.rounds} rounds, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, load {load} (last 1, 5, 15 minutes)"
    )
    parts = [
        machine,
        as_table(("tool", "version", "HTML pages", "output MiB"), made),
        cost_table(results),
        "Median (least–most) of the rounds; ratios are taken pair by pair. See benchmarks/README.md.",
    ]
    return "\n\n".join(parts) + "\n"


def size_of(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
