"""A small internet on 127.1.0.x: every host answers after its own time, and all that is asked is logged."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from feeds import Feed

from site_builder.digest import digest

PORT = 8800
SEED = 7
REASONS = {200: "OK", 304: "Not Modified", 404: "Not Found"}


@dataclass(slots=True)
class Log:
    """`most` is how many requests a host had in hand at once; `bytes` counts bodies that were sent."""

    asked: list[tuple[str, str, int]] = field(default_factory=list)  # host, path, status
    bytes: int = 0
    most: Counter[str] = field(default_factory=Counter)
    all_at_once: int = 0
    _now: Counter[str] = field(default_factory=Counter)

    def begin(self, host: str) -> None:
        self._now[host] += 1
        self.most[host] = max(self.most[host], self._now[host])
        self.all_at_once = max(self.all_at_once, self._now.total())

    def end(self, host: str) -> None:
        self._now[host] -= 1

    def statuses(self) -> Counter[int]:
        """Return how often each status was the answer, robots.txt left out."""
        return Counter(status for _host, path, status in self.asked if path != "/robots.txt")


@dataclass(slots=True)
class Internet:
    """`log` is exchanged for a new one between two runs."""

    pages: Mapping[str, Mapping[str, Feed]]
    delays: Mapping[str, float]
    log: Log = field(default_factory=Log)

    @property
    def floor(self) -> float:
        """Return the seconds that no client can go below with two requests a host at once."""
        return max(self.delays[host] * ((len(pages) + 1) // 2) for host, pages in self.pages.items())

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                self.log.begin(host)
                await asyncio.sleep(self.delays[host])
                writer.write(self._reply(host, head))
                self.log.end(host)
                await writer.drain()
        writer.close()

    def _reply(self, host: str, head: str) -> bytes:
        path = head.split(" ", 2)[1]
        feed = self.pages[host].get(path)
        status, body, headers = 404, b"", {}
        if feed:
            mark = f'"{digest(feed.body)[:12]}"'
            status = 304 if f"if-none-match: {mark}" in head.lower() else 200
            body = feed.body if status == 200 else b""
            headers = {**dict(feed.headers), "ETag": mark}
        self.log.asked.append((host, path, status))
        self.log.bytes += len(body)
        length = {} if status == 304 else {"Content-Length": str(len(body))}
        rows = [f"{name}: {value}" for name, value in {**headers, **length}.items()]
        return "\r\n".join([f"HTTP/1.1 {status} {REASONS[status]}", *rows, "", ""]).encode() + body


def host_names(count: int) -> list[str]:
    return [f"127.1.0.{number}" for number in range(1, count + 1)]


def make_internet(feeds: Sequence[tuple[str, Feed]], *, slowest: float) -> Internet:
    """Return hosts that answer after 30 ms and more; the one with the most feeds is the slowest."""
    pages: dict[str, dict[str, Feed]] = defaultdict(dict)
    for host, feed in feeds:
        pages[host][feed.path] = feed
    busiest = max(pages, key=lambda host: len(pages[host]))
    delays = {host: 0.03 + Random(f"{SEED} {host}").random() ** 2 * slowest / 2 for host in pages}
    return Internet(pages, {**delays, busiest: slowest})


@contextlib.contextmanager
def serving(internet: Internet) -> Iterator[None]:
    """Serve from a thread of its own until the block ends."""
    loop = asyncio.new_event_loop()
    ready, done = threading.Event(), asyncio.Event()

    async def serve() -> None:
        servers = [await asyncio.start_server(internet.answer, host, PORT) for host in internet.pages]
        ready.set()
        await done.wait()
        for server in servers:
            server.close()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    ready.wait()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
