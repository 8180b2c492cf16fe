"""`kepu build`: content becomes the hub."""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager

import click

from site_builder.cli.cluster.address import scheduler_address
from site_builder.cli.day import day_option, today
from site_builder.cli.help import help_text
from site_builder.cli.hire import hire, processes
from site_builder.cli.hub import pass_folder
from site_builder.cli.say import Progress, lines_of, tell
from site_builder.errors import SiteError
from site_builder.glance import Look, look_next, remember, unchanged
from site_builder.i18n import _
from site_builder.settings import Folder


@click.command(
    help=help_text(
        _(
            "Build the hub into output/site: pages, posters, feeds.\n\n"
            "Only what changed is made again, only files of an earlier build are removed."
        ),
        "kepu build",
        "kepu build --date 2026-12-01",
        "kepu build --verify",
    )
)
@day_option
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=os.cpu_count(),
    help=_("Processes that render side by side; without it, one for each processor."),
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    callback=scheduler_address,
    help=_("Make posters on the Dask cluster whose scheduler is there, such as tcp://192.168.1.10:8786."),
)
@click.option(
    "--verify",
    is_flag=True,
    help=_("Then make everything afresh; name each file that differs or that no build makes."),
)
@pass_folder
def command(
    folder: Folder, day: dt.datetime | None, *, workers: int, cluster: str | None, verify: bool
) -> None:
    gc.disable()  # a build ends soon, and makes a million values that live as long as it does
    root, on = str(folder.root), today(day)
    seen, is_judged = look_next(root, on.isoformat())
    said = None if verify or is_judged else unchanged(root, seen)
    if said:
        click.echo(said[0], err=True, nl=False)
        click.echo(said[1], nl=False)
        return
    with _executor(folder, workers=workers, cluster=cluster) as executor:
        made = _build(folder, on, seen=seen, executor=executor)
        if verify:
            _verify(folder, on, executor, made=made)


@contextmanager
def _executor(folder: Folder, *, workers: int, cluster: str | None) -> Iterator[Executor | None]:
    """Yield what works side by side: processes of this machine and, if asked for, a cluster."""
    if cluster is None:
        with hire(workers) as executor:
            yield executor
        return
    from site_builder.cli.cluster.join import join

    with (
        processes(workers, method="spawn") as here,  # Dask's threads must not be forked
        join(cluster, folder, here=here) as executor,
    ):
        yield executor


def _build(folder: Folder, day: dt.date, *, seen: Look, executor: Executor | None) -> Iterable[str]:
    """Build, say how it ended, and return the paths of all files of the hub."""
    from site_builder.pipeline import build_hub

    progress = Progress()
    try:
        built = build_hub(folder, today=day, report=progress, executor=executor, seen=seen)
    except SiteError as error:
        progress.finish()
        tell(error.problems, root=folder.root)
        click.echo(_("Not built. What was in output/site is as it was."), err=True)
        click.get_current_context().exit(1)
    finally:
        progress.finish()
    files = built.files.values()
    errors = "".join(f"{line}\n" for line in lines_of(built.warnings, root=folder.root))
    click.echo(errors, err=True, nl=False)
    click.echo(_summary(folder, len(files), progress.counts))
    remember(
        str(folder.root),
        seen,
        outputs=((file.path, file.size, file.stamp, file.digest) for file in files),
        errors=errors,
        words=_summary(folder, len(files), Progress().counts) + "\n",
    )
    gc.freeze()  # Python would look through it all once more at its end
    return built.files


def _summary(folder: Folder, total: int, counts: Mapping[str, int]) -> str:
    summary = _("Done: {total} files, {made} made, {written} written, {removed} removed. Open {page}")
    return summary.format(total=total, page=folder.site / "index.html", **counts)


def _verify(folder: Folder, day: dt.date, executor: Executor | None, *, made: Iterable[str]) -> None:
    """Name each file that differs from a fresh one, or that no build makes; end with 1 when there is one."""
    from site_builder.check import files_below, left_over
    from site_builder.pipeline import verify_hub

    wrong = verify_hub(folder, today=day, executor=executor)
    for path in wrong:
        click.echo(_("differs from a fresh build: {path}").format(path=path), err=True)
    strays = left_over(files_below(folder.site) - set(wrong), made)
    for path in strays:
        click.echo(_("no build makes this file: {path}").format(path=path), err=True)
    if wrong:
        click.echo(_("Make everything afresh:  kepu clean  then  kepu build"), err=True)
    if strays:
        click.echo(_("Delete what no build makes, unless you have put it there yourself."), err=True)
    if wrong or strays:
        click.get_current_context().exit(1)
    click.echo(_("Verified: every file is what a fresh build makes."))
