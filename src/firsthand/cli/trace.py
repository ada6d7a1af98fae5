"""``firsthand trace``: the main job."""

from __future__ import annotations

import click

from firsthand import pipeline
from firsthand.cli.common import (
    allow_private_option,
    check_can_write,
    check_there_is_input,
    cleaning_options,
    decisions_option,
    decisions_read,
    explain_blocks_option,
    jobs_option,
    killed_workers_told,
    progress_bar,
    results_console,
    tell_trouble,
    write_file,
    write_line,
    writing_results,
)
from firsthand.types import Tracing


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, not the account.")
@click.option("--html", metavar="FILE", help="Write the page of evidence to FILE besides.")
@cleaning_options
@decisions_option
@click.option("--explain", metavar="CLAIM", help="Print one claim or statement, and why.")
@explain_blocks_option
@allow_private_option
@jobs_option
@click.pass_context
def trace(
    context: click.Context,
    sources: tuple[str, ...],
    *,
    as_json: bool,
    html: str | None,
    keep_furniture: bool,
    aside_above: float,
    grey_above: float,
    decisions: str | None,
    explain: str | None,
    explain_blocks: bool,
    allow_private: bool,
    jobs: int,
) -> None:
    """Say who said what on pages, and through which hands it reached them.

    SOURCE is a file, a folder, an http(s) address, or - for standard input (plain text,
    HTML, or JSON lines where the first byte is {). Without any, standard input is read.
    """
    check_there_is_input(sources)
    _check_one_form(as_json=as_json, explain=explain is not None, explain_blocks=explain_blocks)
    if html is not None:
        check_can_write(html, sources=(*sources, decisions or ""))
    with progress_bar("pages read") as progress, killed_workers_told(), decisions_read(decisions):
        tracing = pipeline.trace(
            sources or ("-",),
            aside_above=aside_above,
            grey_above=grey_above,
            keep_furniture=keep_furniture,
            allow_private=allow_private,
            decisions=decisions or (),
            jobs=jobs,
            progress=progress,
        )
    try:
        if explain is not None and not _is_there(explain, tracing):
            raise click.UsageError(
                f"no claim or statement {explain!r} on these pages; the account has their ids"
            )
        if html is not None:
            _write_page(html, tracing)
        with writing_results():
            _print(tracing, as_json=as_json, explain=explain, explain_blocks=explain_blocks)
    finally:  # below a long account, where they are seen, and whatever became of it
        tell_trouble(tracing)
    context.exit(1 if tracing.failures else 0)


def _check_one_form(*, as_json: bool, explain: bool, explain_blocks: bool) -> None:
    """Say in one line that one run prints one thing."""
    if explain and as_json:
        raise click.UsageError("--explain is for people; the --json object holds every claim")
    if explain_blocks and as_json:
        raise click.UsageError(
            "--explain-blocks is for people; the --json object holds every block"
        )
    if explain and explain_blocks:
        raise click.UsageError("--explain and --explain-blocks: ask for one at a time")


def _is_there(identity: str, tracing: Tracing) -> bool:
    claims = (claim.id for claim in tracing.claims)
    statements = (a.id for article in tracing.articles for a in article.attributions)
    return identity in claims or identity in statements


def _write_page(path: str, tracing: Tracing) -> None:
    from firsthand.publish.page import to_page

    write_file(path, to_page(tracing))


def _print(tracing: Tracing, *, as_json: bool, explain: str | None, explain_blocks: bool) -> None:
    if as_json:
        from firsthand.publish.json import dumps

        write_line(dumps(tracing))
    elif explain_blocks:
        from firsthand.publish.blocks import print_blocks

        console = results_console()
        for article in tracing.articles:
            print_blocks(article, console)
    else:
        from firsthand.publish.account import print_account

        print_account(tracing, results_console(), explain=explain)
