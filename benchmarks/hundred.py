"""Measure a hub of a hundred posters in every format: built from cold, and again with nothing changed."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from many_posters import write_hub
from measure import Cost, cost
from table import as_table

DAY = "2026-11-23"  # every poster is published, none has expired


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posters", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--hub", type=Path, help="a new folder to keep the hub in")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        os.environ["XDG_CACHE_HOME"] = str(Path(scratch, "cache"))  # compiled templates are made, too
        hub = (options.hub or Path(scratch, "hub")).resolve()
        write_hub(hub, options.posters)
        command = [sys.executable, "-m", "site_builder", "--hub", str(hub), "build", "--date", DAY]
        command += ["--workers", str(options.workers)]
        os.sync()
        rows = [row(words, cost(command, hub), hub) for words in ("from cold", "nothing changed")]
    head = ("build", "wall s", "CPU s", "files", "of them posters", "MB")
    print(as_table(head, rows) + f"\n\n{options.posters} posters, {options.workers} processes.")


def row(words: str, spent: Cost, hub: Path) -> list[str]:
    files = [file for file in (hub / "output" / "site").rglob("*") if file.is_file()]
    prints = [file for file in files if file.suffix in (".pdf", ".png", ".jpg")]
    size = sum(file.stat().st_size for file in files) / 1e6
    return [words, f"{spent.wall:.2f}", f"{spent.cpu:.2f}", str(len(files)), str(len(prints)), f"{size:.0f}"]


if __name__ == "__main__":
    main()
