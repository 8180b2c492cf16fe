"""Rule: every poster file shows its whole text, on a sheet of the right size."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.check.checked import Checked
from site_builder.check.rule import rule
from site_builder.errors import Problem
from site_builder.i18n import _


@rule(
    "posters",
    _("Every poster file shows its whole text, nothing cut off or hidden, in its exact size."),
)
def posters(checked: Checked) -> Iterator[Problem]:
    for proof in checked.proofs:
        for finding in proof.findings:
            yield Problem(
                proof.origin,
                _("the poster for {format} is wrong: {finding}").format(format=proof.format, finding=finding),
                _(
                    "build the hub; if it is told again, shorten the words there or take another picture,"
                    " and look at {path}"
                ).format(path=f"output/site/{proof.path}"),
            )
