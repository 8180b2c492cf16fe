"""`kepu poster`: one poster as it is wanted just now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from site_builder.cli.help import help_text
from site_builder.cli.hub import pass_folder
from site_builder.cli.say import tell
from site_builder.errors import Problem, SiteError
from site_builder.files import write_file
from site_builder.i18n import _, reason_of
from site_builder.settings import Folder

if TYPE_CHECKING:  # a help text needs neither
    from site_builder.plan import Wish
    from site_builder.settings import Format

FILLED = ("4", "9", "16")  # sheets that make a poster of the usual shape
OWN = "own"
WRITTEN_WRONG = 2  # the exit status


@click.command(
    help=help_text(
        _(
            "Make files of one poster, in any size, also one that is not published yet.\n\n"
            "NAME is its file, its title or the short code on it; several are possible."
        ),
        "kepu poster stove",
        "kepu poster stove --format 90x120 --bleed",
        "kepu poster stove --format 60x90 --tiles a4",
        "kepu poster --contact-sheet all.png",
    )
)
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="SIZE",
    help=_(
        "A name such as a4 or 90x120, or a size such as 700x1000mm or 70x100cm;"
        " several are possible; by default a4."
    ),
)
@click.option("--bleed", is_flag=True, help=_("For a print shop: 3 mm of bleed, and crop marks."))
@click.option("--tiles", type=click.Choice(("a4", "a3")), help=_("On sheets of office paper, to be glued."))
@click.option(
    "--fill",
    type=click.Choice(FILLED),
    help=_("With --tiles: as large as fits on so many sheets; else the fewest at 90 to 100 %."),
)
@click.option("--whole", is_flag=True, help=_("With --tiles: at exactly 100 %, whatever it takes."))
@click.option("--mono", is_flag=True, help=_("For a black printer: outlines on white, little toner."))
@click.option(
    "--engine",
    type=click.Choice((OWN, "chromium")),
    default=OWN,
    show_default=True,
    help=_("What prints it; chromium is a Chromium or Edge on this machine."),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path(),
    help=_("The folder to put files into; without it, the one you are in."),
)
@click.option(
    "--contact-sheet",
    "sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Instead: one PNG that shows the posters beside each other, all of them without NAME."),
)
@pass_folder
def command(folder: Folder, names: tuple[str, ...], *, sheet: Path | None, out: Path, **wanted: Any) -> None:  # noqa: ANN401 - the options above
    from site_builder.printing import make_contact_sheet, make_poster
    from site_builder.settings import load_settings

    _require_sense(wanted)
    if sheet is not None:
        _require_sheet(sheet, {**wanted, "out": out != Path()})
    offered = load_settings(folder.content).formats
    formats = _formats(wanted["formats"] or ("a4",), offered)
    if sheet is not None:
        _save(sheet, make_contact_sheet(folder, formats[0], names))
        return
    if not names:
        raise click.UsageError(_("name a poster, such as  kepu poster stove"))
    warnings: dict[Problem, None] = {}
    for name, format_ in product(names, formats):
        made = make_poster(folder, name, _wish(format_, wanted))
        _save(out / made.file, made.data)
        warnings |= dict.fromkeys(made.warnings)
    tell(warnings, root=folder.root)


def _formats(words: Sequence[str], offered: Sequence[Format]) -> list[Format]:
    """Return the format that each word means; where one means none, the command is written wrong."""
    from site_builder.settings import format_of

    try:
        return [format_of(word, offered) for word in words]
    except SiteError as error:
        tell(error.problems)
        raise SystemExit(WRITTEN_WRONG) from error


def _require_sense(wanted: Mapping[str, Any]) -> None:
    """Refuse options that would do nothing, or the other of two."""
    if not wanted["tiles"] and (wanted["fill"] or wanted["whole"]):
        raise click.UsageError(_("--fill and --whole say how to cut:  add  --tiles a4"))
    if wanted["tiles"] and wanted["bleed"]:
        raise click.UsageError(_("sheets to glue have no bleed: leave out  --bleed  or  --tiles"))
    if wanted["fill"] and wanted["whole"]:
        raise click.UsageError(_("choose one of  --fill  and  --whole"))


def _require_sheet(sheet: Path, wanted: Mapping[str, Any]) -> None:
    """Refuse a contact sheet in another form than it has."""
    if sheet.suffix.lower() != ".png":
        raise click.UsageError(_("a contact sheet is a PNG: name a file that ends in .png"))
    if len(wanted["formats"]) > 1:
        raise click.UsageError(_("a contact sheet shows one size: name one  --format"))
    given = {**wanted, "engine": wanted["engine"] != OWN}
    for name in ("bleed", "tiles", "mono", "engine", "out"):
        if given[name]:
            message = _("a contact sheet takes no {option}: leave it out")
            raise click.UsageError(message.format(option=f"--{name}"))


def _wish(format_: Format, wanted: Mapping[str, Any]) -> Wish:
    from site_builder.plan import Wish

    return Wish(
        format=format_,
        bleed=wanted["bleed"],
        mono=wanted["mono"],
        tiles=_tiles(wanted) if wanted["tiles"] else None,
        engine="" if wanted["engine"] == OWN else wanted["engine"],
    )


def _tiles(wanted: Mapping[str, Any]) -> dict[str, str | int]:
    how = "fill" if wanted["fill"] else "lay" if wanted["whole"] else "save"
    count = {"count": int(wanted["fill"])} if wanted["fill"] else {}
    return {"paper": wanted["tiles"].upper(), "how": how, **count}


def _save(file: Path, data: bytes) -> None:
    try:
        write_file(file, data)
    except OSError as error:
        raise SiteError(
            _("cannot write to {folder}: {reason}").format(
                folder=file.parent.absolute(), reason=reason_of(error)
            ),
            hint=_("name another folder with  --out"),
        ) from error
    click.echo(_("{file}  ({size} KB)").format(file=file, size=f"{len(data) / 1000:.0f}"))
