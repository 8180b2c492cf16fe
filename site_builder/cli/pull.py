"""`kepu pull`: what is new at the sources goes into the inbox."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import getproxies_environment

import click

from site_builder import __version__
from site_builder.cli.help import help_text
from site_builder.cli.hub import pass_folder
from site_builder.cli.say import Line
from site_builder.errors import Problem, SiteError, closest
from site_builder.i18n import _
from site_builder.settings import FeedSource, Folder, Settings, load_settings, load_sources

if TYPE_CHECKING:  # importing the pulling stage takes longer than printing a help text
    from site_builder.pull import Client, Judge, Outcome


@click.group(
    invoke_without_command=True,
    help=help_text(
        _(
            "Ask the sources in content/sources.toml for what is new, and put it into the inbox.\n\n"
            "Nothing is published: look through the inbox with  kepu inbox  and accept what is good.\n"
            "Only what a hub above hands on goes straight into the content, where its trust is “auto”.\n"
            "Ends with 0 when every source could be read, with 1 when one could not."
        ),
        "kepu pull",
        "kepu pull --only sciencenet-news --force",
        "kepu pull add https://example.org/t20261103_1.html --section health",
        "kepu pull --from E:/kepu-2026-11",
    ),
)
@click.option("--only", multiple=True, metavar="SOURCE", help=_("Ask this source only; may be repeated."))
@click.option("--force", "--now", "force", is_flag=True, help=_("Ask sources that are not due yet, too."))
@click.option("--json", "as_json", is_flag=True, help=_("Print each item as a line of JSON."))
@click.option(
    "--from",
    "place",
    type=click.Path(exists=True, path_type=Path),
    metavar="FOLDER|ZIP",
    help=_("Ask nobody: take what a hub above hands on from a copy of its output, on a stick for example."),
)
@click.pass_context
def command(
    ctx: click.Context, only: tuple[str, ...], *, force: bool, as_json: bool, place: Path | None
) -> None:
    if ctx.invoked_subcommand is not None:
        return
    if place and as_json:
        raise click.UsageError(_("--json tells of items; a hub above hands on whole texts"))
    if place:
        ctx.invoke(_pull_from, place=place, only=only, force=force)
    else:
        ctx.invoke(_pull, only=only, force=force, as_json=as_json)


@pass_folder
def _pull(folder: Folder, *, only: tuple[str, ...], force: bool, as_json: bool) -> None:
    from site_builder.pull import json_line, pull_all

    sources = _chosen(load_sources(folder.content), only)
    if not sources:
        click.echo(_("There are no sources yet: write them into content/sources.toml"), err=as_json)
        return
    outcomes = pull_all(
        sources,
        folder,
        client=_client(folder),
        prove=_prove,
        ask_all=force,
        judging=_judging(folder),
        report=_Tell(len(sources), all_aside=as_json),
        show=(lambda source, item: click.echo(json_line(source, item))) if as_json else (lambda *_item: None),
    )
    if not as_json:
        _sum_up(outcomes, sources)
    if any(one.problem for one in outcomes):
        click.get_current_context().exit(1)


@pass_folder
def _pull_from(folder: Folder, *, place: Path, only: tuple[str, ...], force: bool) -> None:
    from site_builder.pull import pull_from

    sources = _chosen(load_sources(folder.content), only)
    outcome = pull_from(
        place,
        sources,
        folder,
        now=datetime.now(UTC),
        prove=_prove,
        judging=_judging(folder),
        older=force,
    )
    _Tell(1, all_aside=False)(outcome)
    _sum_up([outcome], sources)
    if outcome.problem:
        click.get_current_context().exit(1)


def _sum_up(outcomes: Sequence[Outcome], sources: Sequence[FeedSource]) -> None:
    """Say how the pull went, and what to do next."""
    new, changed = sum(one.new for one in outcomes), sum(one.changed for one in outcomes)
    failed = sum(one.problem is not None for one in outcomes)
    waiting = sum(one.waiting for one in outcomes)
    resting = sum(one.resting for one in outcomes)
    summary = _("Pulled: {new} new, {changed} changed. Sources failed: {failed}, not due yet: {waiting}")
    click.echo(summary.format(new=new, changed=changed, failed=failed, waiting=waiting))
    if resting:
        text = _("Not asked because they failed lately: {count}. Ask them now:  kepu pull --force")
        click.echo(text.format(count=resting))
    if failed or resting:
        click.echo(_("What is wrong with them, and what to do:  kepu sources"))
    straight_in = {source.id for source in sources if source.kind == "hub" and source.trust == "auto"}
    if any(one.new and one.source not in straight_in for one in outcomes):
        click.echo(_("Look through them:  kepu inbox"))
    if any((one.new or one.changed or one.withdrawn) and one.source in straight_in for one in outcomes):
        click.echo(_("Bring the hub up to date:  kepu build"))


@command.command(
    help=help_text(
        _(
            "Put one web page into the inbox.\n\n"
            "A page of a host in sources.toml is taken on that source's terms,\n"
            "any other as title, summary and link."
        ),
        "kepu pull add https://example.org/t20261103_1.html --section health",
    )
)
@click.argument("url")
@click.option("--section", default="", metavar="ID", help=_("Section that the article will go to."))
@pass_folder
def add(folder: Folder, url: str, section: str) -> None:
    from site_builder.pull import add_page

    entry, result = add_page(
        url,
        load_sources(folder.content),
        folder,
        client=_client(folder),
        prove=_prove,
        section=section,
    )
    words = {
        "new": _("In the inbox: {id} {title}"),
        "changed": _("Brought up to date in the inbox: {id} {title}"),
        "beside": _("You have changed this item; its newer version lies beside it: {id} {title}"),
        "same": _("Already known, nothing to do: {id} {title}"),
    }
    click.echo(words[result].format(id=entry.id, title=entry.title))
    if result == "new":
        click.echo(_("Read it:  kepu inbox show {id}").format(id=entry.id))


class _Tell:
    """Says what is worth a line of each source as it is done, and counts on a terminal."""

    def __init__(self, total: int, *, all_aside: bool) -> None:
        self._total = total
        self._all_aside = all_aside  # standard output is for a program
        self._done = 0
        self._line = Line()

    def __call__(self, outcome: Outcome) -> None:
        self._done += 1
        self._line.show("")
        for text in _lines(outcome):
            click.echo(text, err=self._all_aside or outcome.problem is not None)
        if self._done < self._total:
            self._line.show(f"{self._done}/{self._total} {outcome.name}")


def _lines(outcome: Outcome) -> list[str]:
    problem = outcome.problem
    lines = []
    if problem:
        lines.append(_line(problem))
    if outcome.new or outcome.changed:
        counts = _("{name}: {new} new, {changed} changed")
        lines.append(counts.format(name=outcome.name, new=outcome.new, changed=outcome.changed))
    if outcome.beside:
        text = _(
            "{name}: items that you have changed and that have a newer version beside them (.new): {count}"
        )
        lines.append(text.format(name=outcome.name, count=outcome.beside))
    lines += [_("{name}: withdrawn: {title}").format(name=outcome.name, title=t) for t in outcome.withdrawn]
    lines += [_line(problem) for problem in outcome.told]
    if outcome.lost:
        text = _("{name}: items that could not be taken: {count}, the first is “{title}”")
        lines.append(text.format(name=outcome.name, count=len(outcome.lost), title=outcome.lost[0]))
    if outcome.moved:
        text = _('{name}: the site has moved for good; write  url = "{url}"  into sources.toml')
        lines.append(text.format(name=outcome.name, url=outcome.moved))
    return lines


def _line(problem: Problem) -> str:
    where = f"{problem.where}: " if problem.where else ""
    return f"{where}{problem.message}" + (f" → {problem.hint}" if problem.hint else "")


def _chosen(sources: Sequence[FeedSource], only: tuple[str, ...]) -> list[FeedSource]:
    """Return the sources that were named; when none was, all that are not switched off."""
    known = {source.id: source for source in sources}
    for name in only:
        if name not in known:
            guess = closest(name, known)
            raise SiteError(
                _("there is no source “{name}”").format(name=name),
                where="content/sources.toml",
                hint=_("did you mean {word}?").format(word=guess) if guess else " ".join(known),
            )
        if known[name].disabled:
            raise SiteError(
                _("the source “{name}” is switched off: {reason}").format(
                    name=name, reason=known[name].disabled
                ),
                where="content/sources.toml",
                hint=_("take its line  disabled = …  out"),
            )
    if only:
        return [known[name] for name in dict.fromkeys(only)]
    return [source for source in sources if not source.disabled]


def _client(folder: Folder) -> Client:
    from site_builder.pull import Client

    agent = _agent(load_settings(folder.content))
    return Client(agent, now=datetime.now(UTC), proxies=getproxies_environment())


def _agent(settings: Settings) -> str:
    """Return who asks, and how a site's keeper reaches the office; headers hold ASCII only."""
    home = f"+{settings.base_url}" if settings.base_url.isascii() and settings.base_url else ""
    contact = " ".join(re.findall(r"[\w.@+-]+", settings.organiser.contact, re.ASCII))
    about = "; ".join(filter(None, (home, contact)))
    return f"kepu/{__version__} ({about})" if about else f"kepu/{__version__}"


def _judging(folder: Folder) -> Callable[[], Judge]:
    """Return what reads the hub anew when a text from above is to be judged: it grows meanwhile."""

    def judging() -> Judge:
        from site_builder.pipeline import judging

        return judging(folder)

    return judging


def _prove(text: str) -> str:
    """Load what renders Markdown when the first full text comes: often there is none."""
    from site_builder.pipeline import prove_markdown

    return prove_markdown(text)
