"""The command `whodid`: its subcommands, and how each way of ending becomes one exit code.

0 ok, 1 something failed, 2 wrong usage or input, 3 nothing found, 130 interrupted. Command files import click alone at
their top, and the library inside their functions, so that `whodid --help` is there at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import IO, Any, NoReturn

import click

from whodid import __version__
from whodid.cli.actors import actors
from whodid.cli.code import code
from whodid.cli.codebook import codebook
from whodid.cli.doctor import doctor
from whodid.cli.evaluate import evaluate
from whodid.cli.explain import explain
from whodid.cli.export import export
from whodid.cli.query import query
from whodid.cli.report import report
from whodid.cli.show import show
from whodid.errors import BadInput, BadPipeline, StoreConflict, WhodidError

NOTHING_FOUND = 3
INTERRUPTED = 130


class Failure(click.ClickException):
    """An error of the library as the command line tells it: one message, no traceback."""

    def __init__(self, error: WhodidError) -> None:
        super().__init__(str(error))
        self.error = error

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message, without control characters that a page may have put into it."""
        from whodid.cli.screen import printable

        first, *more = map(printable, str(self.error).split("\n"))
        click.echo("\n".join([f"whodid: {first}", *more]), err=True)


def exit_code(error: WhodidError) -> int:
    """1 where whodid itself is incomplete, 3 where an id fits nothing, 2 for whatever else the caller can mend."""
    if isinstance(error, BadInput) and error.reason == "not_found":
        return NOTHING_FOUND
    return 2 if isinstance(error, BadInput | BadPipeline | StoreConflict) else 1


class Commands(click.Group):
    """A group whose commands end quietly at a closed pipe, and in one message at an error raised on purpose."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            # Whoever read us has what they wanted; Python would complain once more while flushing at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except WhodidError as error:
            raise Failure(error) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="whodid")
def whodid() -> None:
    """News in, accountable event data out: who did what to whom, when, where, and according to whom.

    Begin with `whodid doctor`, then `whodid code PAGE`. Results go to stdout, everything else to stderr.

    Exit codes: 0 ok, 1 some stories failed, 2 wrong usage or input, 3 nothing found, 130 interrupted.
    """


for _command in (code, query, show, explain, export, report, evaluate, actors, codebook, doctor):
    whodid.add_command(_command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line (None: the process's own arguments), and give the exit code."""
    try:
        ended = whodid.main(arguments, prog_name="whodid", standalone_mode=False)
    except Failure as failure:
        failure.show()
        return exit_code(failure.error)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("whodid: interrupted", err=True)
        return INTERRUPTED
    return ended if isinstance(ended, int) else 0


def main() -> NoReturn:
    """The entry point of the installed command."""
    sys.exit(run())
