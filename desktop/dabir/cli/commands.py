"""The command line: what each command is called. `dabir` without a command opens the window."""

from __future__ import annotations

import click

from dabir import __version__
from dabir.cli import (
    agreements,
    backup,
    bundles,
    decisions,
    doctor,
    editors,
    feeds,
    intake,
    kills,
    memory,
    outbox,
    outputs,
    packs,
    record,
    retention,
    sheet,
    terms,
    translation,
    verify_release,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dabir")
def cli() -> None:
    """Partner stories, an offline translation beside the untouched original, and a signed record.

    Without a command, Dabir opens its window. Every command takes --home DIR (else DABIR_HOME, else your user data
    folder) and --json. Exit status: 0 done, 1 the thing asked about is wrong, 2 usage, 3 input refused, 130 stopped.
    """


for command in (
    intake.ingest,
    intake.partners,
    intake.quarantine,
    feeds.feeds,
    bundles.bundle,
    bundles.key,
    translation.segment,
    translation.translate,
    translation.check,
    packs.packs,
    memory.memory,
    terms.terms,
    terms.exchange,
    agreements.agreements,
    decisions.approve,
    decisions.refuse,
    decisions.release,
    decisions.revoke,
    decisions.kill,
    kills.kills,
    kills.claims,
    editors.editors,
    outbox.outbox,
    record.log,
    record.search,
    retention.retention,
    backup.backup,
    backup.restore,
    backup.compact,
    doctor.doctor,
    verify_release.verify_release,
    sheet.sheet,
    outputs.outputs,
):
    cli.add_command(command)
