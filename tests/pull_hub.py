"""A small hub with one source, and a pull of it, for the tests of pulling."""

# ruff: noqa: ANN401 - options are handed on to what names them

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from site_builder.errors import Problem
from site_builder.files import write_file
from site_builder.pull import Client, Limits, Outcome, pull_all
from site_builder.pull import accept as accept_item
from site_builder.read import Words, read_hub, render_markdown
from site_builder.settings import FeedSource, Folder
from tests.site_text import write_site

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)
RSS = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>源</title>{}</channel></rss>'


def hub(root: Path) -> Folder:
    write_site(
        root,
        """
        -- content/hub.toml --
        name = "科普"
        base_url = "https://kepu.example.cn/"
        [[sections]]
        id = "health"
        name = "健康"
        [[sections]]
        id = "farming"
        name = "农业"
        """,
    )
    return Folder(root)


def source(url: str, **values: Any) -> FeedSource:
    return FeedSource(
        **{"id": "who", "name": "某网站", "url": url, "allow": LOOPBACK, "section": "health", **values}
    )


def item(title: str, **tags: str) -> str:
    inner = "".join(f"<{tag}><![CDATA[{text}]]></{tag}>" for tag, text in {"title": title, **tags}.items())
    return f"<item>{inner}</item>"


def rss(*items: str) -> str:
    return RSS.format("".join(items))


def client(*, now: datetime = NOW, **limits: Any) -> Client:
    return Client("kepu/test", now=now, limits=Limits(**limits))


def prove(text: str) -> str:
    return render_markdown(text).text.words


def pull(folder: Folder, *sources: FeedSource, now: datetime = NOW, **options: Any) -> tuple[Outcome, ...]:
    limits = options.pop("limits", {})
    return pull_all(sources, folder, client=client(now=now, **limits), prove=prove, **options)


def check(path: str, text: bytes) -> Sequence[Problem]:
    with TemporaryDirectory() as content:
        write_file(Path(content, path), text)
        return read_hub(Path(content), Words(sections=("health", "farming")))[1]


def accept(folder: Folder, prefix: str, **options: Any) -> Path:
    return accept_item(folder, prefix, **{"today": TODAY, "check": check, **options})


def inbox_files(folder: Folder) -> dict[str, str]:
    """Return the text of every inbox file by its path below content/inbox."""
    root = folder.content / "inbox"
    return {
        f.relative_to(root).as_posix(): f.read_text("utf-8") for f in sorted(root.rglob("*")) if f.is_file()
    }


def trouble(outcome: Outcome) -> str:
    """Return what the editor is told."""
    assert outcome.problem is not None
    return f"{outcome.problem.where}: {outcome.problem.message} → {outcome.problem.hint}"
