"""The last decisions with all that is needed to take each of them back."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from site_builder.digest import digest
from site_builder.errors import SiteError
from site_builder.files import remove_file, write_file
from site_builder.i18n import _
from site_builder.pull.inbox import newer_version
from site_builder.pull.ledger import ACCEPTED, REJECTED, strike
from site_builder.pull.locks import one_change
from site_builder.settings import Folder

What = Literal["accepted", "linked", "rejected", "newer", "kept"]

LISTS: Mapping[What, str] = {"accepted": ACCEPTED, "linked": ACCEPTED, "rejected": REJECTED}
MOST = 500  # decisions that can be taken back


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was done with an item, and the bytes that it removed: `held`, and `newer` that lay beside it.

    `place` is the item's file and `article` what became of it, both below content/; `made` is the digest of
    an article that was not there before, `noted` the ids that were added to a list. A source's newer version
    was taken (“newer”) or put away (“kept”).
    """

    id: str
    what: What
    title: str
    place: str
    held: bytes
    newer: bytes | None = None
    article: str = ""
    made: str = ""
    noted: tuple[str, ...] = ()
    number: int = 0


def remember(folder: Folder, decision: Decision) -> None:
    """Keep a decision before it is carried out; one that broke off half-way is carried on by it."""
    for file, earlier in _kept(folder):
        if earlier == replace(decision, number=earlier.number, made=earlier.made, noted=earlier.noted):
            made, noted = earlier.made or decision.made, earlier.noted or decision.noted
            decision = replace(decision, made=made, noted=noted)
            file.unlink()
    files = _files(folder)
    number = int(files[-1].name.split("-")[0]) + 1 if files else 1
    write_file(_place(folder) / f"{number:06d}-{decision.id}.json", _packed(replace(decision, number=number)))
    for file in files[: len(files) + 1 - MOST]:
        file.unlink()


def decisions(folder: Folder) -> list[Decision]:
    """Return the decisions that can be taken back, the last one first; of each item the last one only."""
    found: dict[tuple[str, bool], Decision] = {}
    for _file, decision in reversed(list(_kept(folder))):
        if _is_carried_out(folder, decision):
            found.setdefault((decision.id, decision.what in LISTS), decision)
    return list(found.values())


def undo(folder: Folder, prefix: str = "") -> Decision:
    """Take back the last decision, or the last one on the item whose id begins with prefix; return it.

    The item lies in the inbox again, byte for byte; the article that was made goes. Raises SiteError when
    there is none, or somebody has worked on the article or the item since.
    """
    with one_change(folder):
        decision = _wanted(folder, prefix)
        content = folder.content
        item, article = content / decision.place, content / decision.article
        _require_untouched(item, article, decision)
        if decision.made:
            remove_file(article, content / "articles")
        if decision.what in LISTS:
            strike(content / "inbox" / LISTS[decision.what], decision.noted)
        write_file(item, decision.held)  # from here on the decision counts as taken back
        if decision.newer is not None:
            write_file(newer_version(item), decision.newer)
        for file, kept in _kept(folder):
            if kept.number == decision.number:
                file.unlink()
    return decision


def _wanted(folder: Folder, prefix: str) -> Decision:
    for decision in decisions(folder):
        if decision.id.startswith(prefix.lower()):
            return decision
    raise SiteError(
        _("there is no decision to take back on {id}").format(id=prefix)
        if prefix
        else _("there is no decision to take back"),
        hint=_("what was decided stands in content/inbox/accepted.txt and rejected.txt"),
    )


def _require_untouched(item: Path, article: Path, decision: Decision) -> None:
    """Raise SiteError when taking the decision back would lose what somebody wrote since."""
    if decision.made and article.is_file() and digest(article.read_bytes()) != decision.made:
        raise SiteError(
            _("the article was changed after it was accepted: {file}").format(
                file=f"content/{decision.article}"
            ),
            hint=_("it stays; delete it yourself if it shall go"),
        )
    if decision.what in LISTS:
        return
    if item.read_bytes() not in (decision.held, decision.newer):
        raise SiteError(
            _("the item was changed after this decision: {file}").format(file=f"content/{decision.place}"),
            hint=_("mend it in the inbox itself"),
        )


def _is_carried_out(folder: Folder, decision: Decision) -> bool:
    """Say whether a decision is there to be taken back: one that broke off has left the item where it was."""
    item = folder.content / decision.place
    if decision.what in LISTS:
        return not item.exists()
    return item.exists() and not newer_version(item).exists()


def _place(folder: Folder) -> Path:
    return folder.cache / "pull" / "decisions"


def _files(folder: Folder) -> list[Path]:
    return sorted(_place(folder).glob("[0-9]*-*.json"))


def _kept(folder: Folder) -> Iterator[tuple[Path, Decision]]:
    """Yield what is kept, oldest first; a damaged file keeps nothing."""
    for file in _files(folder):
        try:
            yield file, _unpacked(json.loads(file.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError):
            continue


def _packed(decision: Decision) -> bytes:
    values = asdict(decision)
    for key in ("held", "newer"):
        values[key] = None if values[key] is None else b64encode(values[key]).decode("ascii")
    return json.dumps(values, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass") + b"\n"


def _unpacked(values: dict[str, Any]) -> Decision:
    for key in ("held", "newer"):
        values[key] = None if values[key] is None else b64decode(values[key])
    return Decision(**{**values, "noted": tuple(values["noted"])})
