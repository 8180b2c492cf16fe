"""The inbox at a terminal: a table, then one item after the other, one key a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import click

from site_builder import pull
from site_builder.cli.day import today
from site_builder.cli.say import tell
from site_builder.desk import Queue, Room, checking
from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.pull import Case
from site_builder.settings import Folder, load_settings

COLOURS = {"high": "red", "middle": "yellow", "low": "green"}
CHANGES = {"old": ("red", "[-{}-]"), "new": ("green", "[+{}+]"), "same": (None, "{}")}
HEAVY = 3  # the least weight of a reason that is red
LINES = 14  # of a text that are shown at first
WIDE = 60  # characters of a title or a beginning


def review(folder: Folder) -> None:
    """Show what waits and carry out what is decided, until all is decided or the person has enough."""
    room = Room(folder, lambda: today(None))
    try:
        _review(Sitting(room))
    finally:
        room.close()


def _review(sitting: Sitting) -> None:
    queue = sitting.room.queue()
    for error in queue.troubles:
        tell(error.problems, root=sitting.folder.root)
    if not queue.cases:
        click.echo(_("The inbox is empty. Fetch what is new:  kepu pull"))
        return
    for line in _table(queue, sitting.room):
        click.echo(line)
    while case := sitting.next_case():
        for line in _lines(case):
            click.echo(line)
        key = _ask(case)
        if key == "q":
            break
        sitting.carry_out(key, case)
    left = len(sitting.room.queue().cases)
    click.echo(_("Decided: {done}, left: {left}").format(done=sitting.done, left=left))
    if sitting.done:
        click.echo(_("What was accepted is published by the next  kepu build"))
        click.echo(_("Take the last decision back:  kepu inbox undo"))


class Sitting:
    """One person's work: `done` counts the decisions, `again` is the item to show next.

    Who reviews is asked once, at the first item that is accepted.
    """

    def __init__(self, room: Room) -> None:
        self.room = room
        self.folder = room.folder
        self.done = 0
        self.again = ""
        self._skipped: set[str] = set()
        self._role: str | None = None
        self._deeds: Mapping[str, Callable[[Case], None]] = {
            "a": self.accept,
            "l": self.link,
            "r": self.reject,
            "s": self.skip,
            "u": self.undo,
            "v": self.view,
            "n": lambda case: self.settle(case, take_newer=True),
            "m": lambda case: self.settle(case, take_newer=False),
        }

    def next_case(self) -> Case | None:
        cases = self.room.queue().cases
        wanted, self.again = self.again, ""
        if wanted in cases:
            return cases[wanted]
        return next((case for id_, case in cases.items() if id_ not in self._skipped), None)

    def carry_out(self, key: str, case: Case) -> None:
        """Do what the key stands for; what went wrong is told, and the item is shown again."""
        try:
            self._deeds[key](case)
        except SiteError as error:
            tell(error.problems, root=self.folder.root)
            self.again = case.pending.entry.id

    def accept(self, case: Case) -> None:
        if pull.proof_is_missing(case.pending):
            who = _answer(_("Who says so (evidence; empty: back)"))
            self.again = case.pending.entry.id
            if not who:
                return
            pull.amend(self.folder, self.again, {"evidence": [{"who": who}]}, seen=case.mark)
            case = self.room.queue().cases[self.again]
        self._take(case, link_only=False)

    def link(self, case: Case) -> None:
        self._take(case, link_only=True)

    def reject(self, case: Case) -> None:
        why = _usual_reasons()
        click.echo("  ".join(f"{number} {reason}" for number, reason in why.items()))
        answer = _answer(_("Why (a number, or words; empty: back)"))
        if not answer:
            self.again = case.pending.entry.id
            return
        reason = why.get(answer, answer)
        entry = pull.reject(self.folder, case.pending.entry.id, reason=reason, seen=case.mark)
        self._decided(_("Rejected: {title}").format(title=entry.title))

    def skip(self, case: Case) -> None:
        self._skipped.add(case.pending.entry.id)

    def undo(self, _case: Case) -> None:
        decision = pull.undo(self.folder)
        self.done = max(0, self.done - 1)
        self.again = decision.id
        click.echo(_("Taken back: {title}").format(title=decision.title))

    def view(self, case: Case) -> None:
        click.echo(case.pending.entry.body)
        click.pause(_("Any key goes on"))
        self.again = case.pending.entry.id

    def settle(self, case: Case, *, take_newer: bool) -> None:
        self.again = case.pending.entry.id
        pull.settle(self.folder, self.again, take_newer=take_newer, seen=case.mark)

    def _take(self, case: Case, *, link_only: bool) -> None:
        entry = case.pending.entry
        if self._role is None:
            known = self.room.work(lambda stock: stock.reviewer)
            self._role = _answer(_("Who reviews (a role)"), known)
        file = pull.accept(
            self.folder,
            entry.id,
            section=entry.section or self._section(),
            link_only=link_only,
            reviewer=self._role,
            seen=case.mark,
            today=self.room.today(),
            check=checking(self.folder),
        )
        self._decided(_("Accepted: {file}").format(file=file.relative_to(self.folder.root)))

    def _section(self) -> str:
        sections = load_settings(self.folder.content).sections
        numbers = {str(number): section.id for number, section in enumerate(sections, start=1)}
        for number, section in zip(numbers, sections, strict=True):
            click.echo(f"  {number} {section.name}")
        answer = _answer(_("Which section (its number)"))
        return numbers.get(answer, answer)

    def _decided(self, words: str) -> None:
        self.done += 1
        self.again = ""
        click.echo(words)


def _answer(question: str, usual: str = "") -> str:
    return str(click.prompt(question, default=usual, show_default=bool(usual))).strip()


def _ask(case: Case) -> str:
    """Return the key that is pressed, one of those that mean something here."""
    keys = "alrsuvqnm" if case.has_newer else "alrsuvq"
    words = _("A accept  L link only  R reject  S skip  U undo  V whole text  Q quit")
    newer = _("N take the newer version  M keep mine") if case.has_newer else ""
    click.secho(f"{words}  {newer}".rstrip(), bold=True)
    while True:
        try:
            key = click.getchar().lower()
        except EOFError:
            key = ""
        if key in keys:
            return key or "q"  # nobody is there any more


def _table(queue: Queue, room: Room) -> Iterator[str]:
    levels, day = pull.level_words(), room.today()
    for case in queue.cases.values():
        entry = case.pending.entry
        age = _("{count} d").format(count=(day - entry.date).days) if entry.date else ""
        level = click.style(levels[case.level], fg=COLOURS[case.level])
        yield f"{level}  {age:>6}  {entry.id}  {entry.source:<16}  {entry.title[:WIDE]}"


def _lines(case: Case) -> Iterator[str]:
    """Yield an item: where it comes from, what to look at, what resembles it, and how it begins."""
    entry = case.pending.entry
    yield click.style(f"\n{'─' * WIDE}", dim=True)
    yield click.style(entry.title, bold=True)
    yield "  ".join(filter(None, (entry.id, entry.source, str(entry.date or ""), entry.rights, entry.link)))
    for reason in case.reasons:
        yield click.style(f"  ! {reason.text}", fg="red" if reason.weight >= HEAVY else "yellow")
    yield from _twins(case)
    if case.has_newer:
        pieces = [click.style(CHANGES[p.kind][1].format(p.text), fg=CHANGES[p.kind][0]) for p in case.changes]
        yield _("The source has changed it:") + "\n" + "".join(pieces) + "\n"
    lines = (entry.body or entry.summary).splitlines()
    yield from lines[:LINES]
    if len(lines) > LINES:
        yield f"… ({len(lines) - LINES})"


def _twins(case: Case) -> Iterator[str]:
    """Yield what resembles the item, its beginning below the item's own."""
    entry = case.pending.entry
    for twin in case.twins:
        words = _("  like {key} ({share}): {title}").format(
            key=twin.known.key, share=f"{twin.share:.0%}", title=twin.known.title
        )
        yield click.style(words, fg="cyan")
        yield f"    = {_beginning(entry.body or entry.summary)}"
        yield f"    ~ {_beginning(twin.known.words)}"


def _beginning(text: str) -> str:
    return " ".join(text.split())[:WIDE]


def _usual_reasons() -> dict[str, str]:
    words = (
        _("repeated"),
        _("advertising"),
        _("out of date"),
        _("not for here"),
        _("unreliable"),
        _("no permission"),
    )
    return {str(number): word for number, word in enumerate(words, start=1)}
