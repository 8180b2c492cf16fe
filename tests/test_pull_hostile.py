"""One internet of hostile sources and an honest one: that one loses nothing, each of the others is a line."""

# ruff: noqa: ANN401 - options are handed on to what names them

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from markdown_it import MarkdownIt

from site_builder.pull import Outcome, read_inbox
from site_builder.pull.front_matter import read_text
from site_builder.settings import FeedSource, Folder
from tests.hostile_web import BARE, Trap, traps
from tests.loopback import TLS, Loopback, serve_routes
from tests.pull_hub import accept, hub, inbox_files, item, pull, rss, source, trouble
from tests.site_text import files_in

HONEST = rss(
    *(item(f"第{n}条：雷雨天怎么躲", link=f"/{n}", guid=str(n), description="进屋。") for n in range(20))
)
FILE = re.compile(r"[a-z0-9-]+/\d{4}-\d\d-\d\d-[0-9a-f]{8}\.md")
HARM = re.compile(
    r"<\s*(?:script|iframe|object|embed|svg|style|form|math|img)"
    r"|=\s*[\"']?\s*(?:javascript|data)\s*:",
    re.IGNORECASE,
)
ADDRESSES = ("link", "title", "guid", "author", "publisher")
REBOUND = "feeds.rebound.example.org"
WRONG = "wrong-name"


@pytest.fixture(scope="module")
def all_traps() -> list[Trap]:
    return traps()


@pytest.fixture(scope="module")
def pulled(
    all_traps: list[Trap], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Folder, dict[str, Outcome], frozenset[str]]:
    """Pull from every trap and from one honest source at the end; return also what was there before."""
    folder = hub(tmp_path_factory.mktemp("hub"))
    before = files_in(folder.root)
    with pytest.MonkeyPatch.context() as patch, ExitStack() as servers:
        patch.setenv("SSL_CERT_FILE", str(TLS / "ca.pem"))
        _rebind(patch)
        server = servers.enter_context(_serving(all_traps))
        secure = servers.enter_context(_elsewhere())
        sources = [
            *_sources(server, all_traps),
            _one(WRONG, secure.base + "/"),
            _one("honest", server.base + "/honest"),
        ]
        outcomes = pull(folder, *sources, limits={"seconds": 5.0})
    return folder, {one.source: one for one in outcomes}, frozenset(before)


@contextmanager
def _serving(all_traps: list[Trap]) -> Iterator[Loopback]:
    routes: dict[str, Any] = {f"/{trap.name}": trap.reply for trap in all_traps}
    for trap in all_traps:
        routes |= trap.more
    with serve_routes({**routes, "/honest": HONEST, "/rebound": HONEST}) as server:
        yield server


@contextmanager
def _elsewhere() -> Iterator[Loopback]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "elsewhere.pem")
    with serve_routes({"/": HONEST}, tls=context) as server:
        yield server


def _sources(server: Loopback, all_traps: list[Trap]) -> list[FeedSource]:
    port = server.base.rpartition(":")[2]
    rebound = source(f"http://{REBOUND}:{port}/rebound", id="rebound", name="rebound", allow=())
    return [rebound, *(_one(trap.name, f"{server.base}/{trap.name}") for trap in all_traps)]


def _one(name: str, url: str) -> FeedSource:
    return source(url, id=name, name=name, rights="full", permission="函")


def _rebind(patch: pytest.MonkeyPatch) -> None:
    """Let a public name lead to this machine, as its owner may at any time."""
    real = socket.getaddrinfo

    def look_up(host: Any, *more: Any, **options: Any) -> Any:
        return real("127.0.0.1" if host == REBOUND else host, *more, **options)

    patch.setattr(socket, "getaddrinfo", look_up)


Pulled = tuple[Folder, dict[str, Outcome], frozenset[str]]


def test_every_trap_is_one_plain_line_or_a_harmless_item(all_traps: list[Trap], pulled: Pulled) -> None:
    _folder, outcomes, _before = pulled
    for trap in all_traps:
        outcome = outcomes[trap.name]
        if trap.said:
            words = trouble(outcome)
            assert trap.said in words, trap.name
            assert words.startswith(f"{trap.name}: ")
            assert words.count("\n") == 0
            assert " → " in words
            assert words.isprintable()
            assert outcome.new == 0, trap.name
        else:
            assert outcome.problem is None, trap.name
            assert (outcome.new, outcome.lost) == (trap.items, ()), trap.name


def test_what_leads_to_this_machine_or_shows_another_name_is_refused(pulled: Pulled) -> None:
    _folder, outcomes, _before = pulled
    assert f"{REBOUND} is an address inside a private network" in trouble(outcomes["rebound"])
    assert "another name" in trouble(outcomes[WRONG])
    assert "allow = " in trouble(outcomes["redirect-inside"])
    assert "allow = " not in trouble(outcomes["redirect-cloud"])  # where clouds keep a machine's secrets


def test_the_honest_source_loses_nothing(pulled: Pulled) -> None:
    folder, outcomes, _before = pulled
    assert outcomes["honest"] == Outcome(source="honest", name="honest", new=20)
    texts = [text for name, text in inbox_files(folder).items() if name.startswith("honest/")]
    assert all("雷雨天怎么躲" in text and "进屋。" in text for text in texts)
    assert len(texts) == 20
    assert read_inbox(folder.content)[1] == []  # a person can open every item


def test_nothing_is_written_outside_the_inbox(pulled: Pulled) -> None:
    folder, _outcomes, before = pulled
    known = (".cache/", "content/inbox/", "content/media/")
    assert not [name for name in files_in(folder.root).keys() - before if not name.startswith(known)]
    assert all(FILE.fullmatch(name) for name in inbox_files(folder))


def test_no_script_survives_in_any_file(pulled: Pulled) -> None:
    folder, _outcomes, _before = pulled
    for name, text in inbox_files(folder).items():
        body = text.removeprefix("---\n").partition("\n---\n")[2]
        assert not HARM.search(MarkdownIt("commonmark", {"html": False}).render(body)), name
        values = read_text(text, name)[0]
        assert all(not str(values.get(key, "")).startswith(("javascript:", "data:")) for key in ADDRESSES), (
            name
        )


def test_titles_are_cut_and_safe_for_a_terminal(pulled: Pulled) -> None:
    folder, _outcomes, _before = pulled
    for text in inbox_files(folder).values():
        title = re.search(r'^title: "(.*)"$', text, re.MULTILINE)
        assert title
        assert len(title[1]) <= 410  # 200 characters, some of them escaped
        assert title[1].isprintable()


def test_items_named_like_paths_become_articles_with_plain_names(pulled: Pulled) -> None:
    folder, _outcomes, _before = pulled
    names = [name for name in inbox_files(folder) if name.startswith("bare-file-names/")]
    articles = [accept(folder, name[-11:-3], section="health") for name in names]
    root = folder.content / "articles" / "health"
    assert len(articles) == len(BARE)
    assert all(file.parent == root and re.fullmatch(r"[a-z0-9-]{1,80}\.md", file.name) for file in articles)
    assert not {"con.md", "aux.md"} & {file.name for file in articles}
