"""Measure kepu pull on an internet of our own: against the least that it could be, and with nothing new."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from feeds import Feed, all_feeds
from internet import PORT, Internet, Log, host_names, make_internet, serving
from measure import Cost, cost, peak_memory
from table import as_table, span
from tools import environment

HERE = Path(__file__).parent
HUB = 'name = "科普"\n[[sections]]\nid = "health"\nname = "健康"\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """`first` and `again` are two pulls of one hub, `plain` is the least that the first could be."""

    plain: Cost
    first: Cost
    again: Cost
    again_log: Log
    first_log: Log


def main() -> None:
    options = parse()
    feeds = list(all_feeds(options.feeds, options.entries, host_names(options.hosts)))
    internet = make_internet(feeds, slowest=options.slowest)
    place = Path(mkdtemp(prefix="kepu-pull-", dir=options.folder))
    try:
        with serving(internet):
            rounds = []
            for number in range(options.rounds):
                write_hub(place / str(number), feeds)
                rounds.append(one_round(internet, place / str(number), ours_first=number % 2 == 0))
            rows = [*cost_rows(internet, rounds), right_row(feeds, place / "right")]
            if options.hostile:
                rows.append(memory_row(feeds, place / "traps"))
    finally:
        rmtree(place)  # at the very end: ext4 makes files slowly after thousands were deleted
    table = as_table(("", "measured", "goal"), rows)
    print("\n\n".join([machine(options, internet), table, said_by_the_log(rounds[-1])]))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--hosts", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--slowest", type=float, default=0.4, help="seconds that the busiest host takes to answer"
    )
    parser.add_argument(
        "--hostile", action="store_true", help="measure the memory with hostile feeds among them"
    )
    parser.add_argument("--folder", type=Path, help="where to work; without it, the system's place for such")
    return parser.parse_args()


def one_round(internet: Internet, folder: Path, *, ours_first: bool) -> Round:
    """Run ours and the plain one side by side, by turns first."""
    costs: dict[str, Cost] = {}
    logs: dict[str, Log] = {}
    pair = [
        ("first", [*kepu(folder), "pull"]),
        ("plain", [sys.executable, str(HERE / "plain_pull.py"), "addresses", "plain"]),
    ]
    for name, command in pair if ours_first else reversed(pair):
        costs[name], logs[name] = logged(internet, command, folder)
    costs["again"], logs["again"] = logged(internet, [*kepu(folder), "pull", "--force"], folder)
    return Round(**costs, first_log=logs["first"], again_log=logs["again"])


def logged(internet: Internet, command: Sequence[str], folder: Path) -> tuple[Cost, Log]:
    log = internet.log = Log()
    os.sync()  # what was written before must not be waited for now
    found = cost(command, folder)
    internet.log = Log()
    return found, log


def kepu(folder: Path) -> list[str]:
    return [sys.executable, "-m", "site_builder", "--hub", str(folder)]


def write_hub(folder: Path, feeds: Sequence[tuple[str, Feed]], traps: Sequence[tuple[str, str]] = ()) -> None:
    """Write a hub whose sources are the feeds, and traps (id, address) among them."""
    rows = [(f"s{number}", address(host, feed)) for number, (host, feed) in enumerate(feeds)]
    rows[len(rows) // 2 : len(rows) // 2] = traps
    content = folder / "content"
    content.mkdir(parents=True)
    (content / "hub.toml").write_text(HUB, "utf-8")
    (content / "sources.toml").write_text("\n".join(map(source, rows)), "utf-8")
    (folder / "addresses").write_text("\n".join(address(host, feed) for host, feed in feeds), "utf-8")


def source(row: tuple[str, str]) -> str:
    name, url = row
    return (
        f'[[source]]\nid = "{name}"\nname = "{name}"\nurl = "{url}"\nsection = "health"\n'
        'allow = ["127.0.0.0/8"]\n'
    )


def address(host: str, feed: Feed) -> str:
    return f"http://{host}:{PORT}{feed.path}"


def right_row(feeds: Sequence[tuple[str, Feed]], folder: Path) -> list[str]:
    """Return the shares of entries whose title, link and day come out of --json as they were put in."""
    write_hub(folder, feeds)
    said = subprocess.run(
        [*kepu(folder), "pull", "--json"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=environment(),
    ).stdout
    lines = [json.loads(line) for line in said.splitlines()]
    found = {(line["feed"], line["title"]): line for line in lines}
    wanted = [(host, feed, entry) for host, feed in feeds for entry in feed.said]
    counts = dict.fromkeys(("titles", "links", "days"), 0)
    for host, feed, (title, link, day) in wanted:
        line = found.get((address(host, feed), title))
        if line is not None:
            counts["titles"] += 1
            counts["links"] += line["link"].replace(f":{PORT}/", "/") == f"http://{host}{link}"
            counts["days"] += date.fromisoformat(line["date"][:10]) == day
    shares = ", ".join(f"{count / len(wanted):.2%}" for count in counts.values())
    return [f"right: {', '.join(counts)}", shares, "100%"]


def memory_row(feeds: Sequence[tuple[str, Feed]], folder: Path) -> list[str]:
    """Return the most MiB that a pull with hostile feeds among them held, and what it filed."""
    from tests.hostile_web import traps  # noqa: PLC0415 - the tests' own, where they are asked for
    from tests.loopback import serve_routes  # noqa: PLC0415 - as above

    every = traps()
    with serve_routes({f"/{trap.name}": trap.reply for trap in every}) as server:
        write_hub(folder, feeds, [(trap.name, f"{server.base}/{trap.name}") for trap in every])
        most = peak_memory([*kepu(folder), "pull"], folder, ends=1)
    filed = sum(1 for _file in (folder / "content" / "inbox").glob("s[0-9]*/*.md"))
    return [f"most memory, {len(every)} hostile feeds", f"{most:.0f} MiB, {filed} honest items", "200 MiB"]


def cost_rows(internet: Internet, rounds: Sequence[Round]) -> Iterator[list[str]]:
    floor = internet.floor
    yield ["CPU s, plain", span([one.plain.cpu for one in rounds]), ""]
    yield ["CPU s, first pull", span([one.first.cpu for one in rounds]), ""]
    yield ["CPU s, nothing new", span([one.again.cpu for one in rounds]), ""]
    yield ["CPU, ours ÷ plain", span([one.first.cpu / one.plain.cpu for one in rounds]), "1.1"]
    yield ["CPU, nothing new ÷ first", span([one.again.cpu / one.first.cpu for one in rounds]), "0.10"]
    yield ["CPU, nothing new ÷ plain", span([one.again.cpu / one.plain.cpu for one in rounds]), ""]
    yield ["wall s, plain", span([one.plain.wall for one in rounds]), f"floor {floor:.1f}"]
    yield ["wall ÷ floor, ours", span([one.first.wall / floor for one in rounds]), "1.5"]


def machine(options: argparse.Namespace, internet: Internet) -> str:
    load = " ".join(f"{number:.1f}" for number in os.getloadavg())
    return (
        f"{options.feeds} feeds of {options.entries} entries on {len(internet.pages)} hosts, "
        f"{options.rounds} rounds, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"load {load} (last 1, 5, 15 minutes)"
    )


def said_by_the_log(last: Round) -> str:
    return (
        f"At once: {max(last.first_log.most.values())} a host, {last.first_log.all_at_once} in all. "
        f"Nothing new: statuses {dict(last.again_log.statuses())}, {last.again_log.bytes} bytes of bodies."
    )


if __name__ == "__main__":
    main()
