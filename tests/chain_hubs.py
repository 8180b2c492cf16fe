"""Four small hubs, city › county › township › village, that hand texts on; only what hubs read is built."""

# ruff: noqa: ANN401 - options are handed on to what names them

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from site_builder import front
from site_builder.build import Batch, Output, bring_in_line
from site_builder.pipeline import judging, place_of, prepare
from site_builder.pull import Outcome, pull_all, pull_from
from site_builder.settings import FeedSource, Folder, hub_address
from site_builder.withdrawing import withdraw
from tests.loopback import Loopback
from tests.pull_hub import LOOPBACK, client, prove
from tests.site_text import files_in, write_site

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LEVELS = {"city": "市科协", "county": "县科协", "township": "乡科普站", "village": "村科普站"}
ABOVE = dict(zip(list(LEVELS)[1:], LEVELS, strict=False))
READ_BY_HUBS = {"json", "part.json", "picture"}  # recipes

SETTINGS = """
-- content/hub.toml --
name = "{name}"
base_url = "{base}/{level}/"
formats = ["a4"]
[[sections]]
id = "health"
name = "健康"
-- content/units.toml --
[[units]]
id = "bijie"
name = "毕节市"
level = "city"
[[audiences]]
id = "village"
name = "村"
"""
TEXTS = """
-- content/articles/health/stove/index.md --
---
title: 烤火先看烟囱
date: 2026-11-01
tags: [煤气]
audience: [village]
units: [bijie]
season: [11, 12, 1]
evidence: [{who: 某中心}]
---
门窗留一条缝。

![烟囱](flue.svg)
-- content/articles/health/stove/flue.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>
-- content/posters/stove.md --
---
title: 烤火看烟囱
date: 2026-11-02
article: articles/health/stove/index.md
---
烧煤会生出一氧化碳。

## 通风 {.do icon=window}
门窗留一条缝。

## 闷火 {.dont icon=flame}
睡前把火熄掉。
-- content/notices/talk.md --
---
title: 讲座
date: 2026-11-03
event: {from: 2026-12-12, place: 广场}
---
来听。
"""


def stove(fire: str) -> str:
    """Return the poster of TEXTS with other words for what not to do."""
    text = TEXTS.partition("-- content/posters/stove.md --\n")[2].partition("-- content/")[0]
    return text.replace("睡前把火熄掉。", fire)


@dataclass
class Hub:
    """One of the hubs; `above` brings what the hub above hands on, and gives the way to it."""

    folder: Folder
    level: str
    base: str
    day: date = DAY

    @property
    def site(self) -> Path:
        return self.folder.site

    def publish(self) -> None:
        """Build what hubs below read."""
        ready = prepare(self.folder, today=self.day)

        def closing(made: Mapping[str, Output]) -> Sequence[Batch]:
            sizes = defaultdict(lambda: Output("", "", 0), made)
            return _read_by_hubs(ready.plan.closing(sizes))

        bring_in_line(
            _read_by_hubs(ready.plan.batches), ready.kitchen, place=place_of(self.folder), closing=closing
        )

    def source(self, **values: Any) -> FeedSource:
        above = ABOVE.get(self.level, "city")
        settings = {
            "id": above,
            "name": LEVELS[above],
            "url": hub_address(f"{self.base}/{above}/"),
            "kind": "hub",
            "trust": "auto",
            "allow": LOOPBACK,
        }
        return FeedSource(**{**settings, **values})

    def pull(self, **values: Any) -> Outcome:
        """Ask the hub above over the network, at any rate."""
        now = NOW + timedelta(days=(self.day - DAY).days)
        (outcome,) = pull_all(
            [self.source(**values)],
            self.folder,
            client=client(now=now),
            prove=prove,
            ask_all=True,
            judging=partial(judging, self.folder),
        )
        return outcome

    def pull_from(self, place: Path, *, older: bool = False, **values: Any) -> Outcome:
        """Take what the hub above hands on from a folder or a ZIP file."""
        return pull_from(
            place,
            [self.source(**values)],
            self.folder,
            now=NOW,
            prove=prove,
            judging=partial(judging, self.folder),
            older=older,
        )

    def write(self, path: str, text: str) -> None:
        file = self.folder.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")

    def read(self, path: str) -> str:
        return (self.folder.content / path).read_text("utf-8")

    def handed(self, path: str) -> str:
        """Return a text without what hubs have added to it."""
        return front.handed_on(self.read(path))

    def withdraw(self, name: str, **options: Any) -> None:
        withdraw(self.folder, name, **{"reason": "剂量错了", "today": self.day, **options})

    def texts(self) -> dict[str, bytes]:
        """Return every text and picture of the hub, apart from its settings, by its path."""
        return {path: data for path, data in files_in(self.folder.content).items() if "/" in path}


def _read_by_hubs(batches: Sequence[Batch]) -> list[Batch]:
    return [batch for batch in batches if READ_BY_HUBS.issuperset(batch.recipes)]


def make_hub(root: Path, level: str, base: str, texts: str = "") -> Hub:
    settings = SETTINGS.format(name=LEVELS[level], base=base, level=level)
    return Hub(Folder(write_site(root / level, settings + texts)), level, base)


def make_chain(root: Path, base: str) -> dict[str, Hub]:
    """Return the four hubs by level; only the city has texts."""
    return {level: make_hub(root, level, base, TEXTS if level == "city" else "") for level in LEVELS}


Bring = Callable[[Hub, Hub], Outcome]  # from the hub above to the one below


def by_network(server: Loopback) -> Bring:
    def bring(above: Hub, below: Hub) -> Outcome:
        files = files_in(above.site)
        for path in [path for path in server.routes if path.startswith(f"/{above.level}/")]:
            del server.routes[path]
        server.routes |= {f"/{above.level}/{path}": data for path, data in files.items()}
        return below.pull()

    return bring


def by_folder(above: Hub, below: Hub) -> Outcome:
    return below.pull_from(above.site)


def by_zip(above: Hub, below: Hub) -> Outcome:
    place = below.folder.root / "stick"
    made = shutil.make_archive(str(place), "zip", above.folder.root / "output", "site")
    return below.pull_from(Path(made))


def hand_down(hubs: Mapping[str, Hub], bring: Bring) -> dict[str, Outcome]:
    """Publish every hub and let the one below take it; return what became of each."""
    outcomes = {}
    for level, above in ABOVE.items():
        hubs[above].publish()
        outcomes[level] = bring(hubs[above], hubs[level])
    return outcomes
