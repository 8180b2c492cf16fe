"""The least that a pull of feeds can be: urllib3 in threads, feedparser, nh3, one file an entry.

usage: plain_pull.py SOURCES FOLDER   (SOURCES has one address a line)
"""

from __future__ import annotations

import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import nh3
import urllib3

LANES, WORKERS = 2, 32


def main() -> None:
    addresses, folder = Path(sys.argv[1]).read_text("utf-8").split(), Path(sys.argv[2])
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).netloc].append(address)
    rows = [row[start::LANES] for row in hosts.values() for start in range(min(LANES, len(row)))]
    pools = urllib3.PoolManager(num_pools=400, maxsize=LANES, retries=False, timeout=20)
    with ThreadPoolExecutor(WORKERS) as workers:
        for row in sorted(rows, key=len, reverse=True):
            workers.submit(pull_row, row, pools, folder)


def pull_row(row: list[str], pools: urllib3.PoolManager, folder: Path) -> None:
    for address in row:
        try:
            pull(address, pools, folder)
        except Exception as error:  # noqa: BLE001 - one dead feed does not stop the others
            print(address, error, file=sys.stderr)


def pull(address: str, pools: urllib3.PoolManager, folder: Path) -> None:
    answer = pools.request("GET", address, headers={"Accept-Encoding": "gzip, deflate"})
    feed = feedparser.parse(
        answer.data,
        response_headers={"content-type": answer.headers.get("content-type", "")},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    place = folder / address.split("://")[1].replace("/", "_").replace(":", "_")
    place.mkdir(parents=True, exist_ok=True)
    for number, entry in enumerate(feed.entries):
        content = "".join(part.value for part in entry.get("content", [])) or entry.get("summary", "")
        text = "\n".join(
            (
                entry.get("title", ""),
                urljoin(address, entry.get("link", "")),
                str(entry.get("published_parsed") or entry.get("updated_parsed") or ""),
                nh3.clean(content),
            )
        )
        (place / f"{number}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
