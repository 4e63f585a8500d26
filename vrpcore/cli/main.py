"""Parsing of arguments, and the exit status of every outcome."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from vrpcore.cli import (
    actuals,
    check,
    compare,
    convert,
    demo,
    exit_codes,
    form,
    generate,
    report,
    roads,
    schema,
    sheets,
    solve,
    solvers,
)
from vrpcore.errors import (
    ProblemTooLargeError,
    SolverUnavailableError,
    UnknownSolverError,
    UnsupportedFeatureError,
    VrpcoreError,
)
from vrpcore.version import __version__

_COMMANDS = (
    demo,
    solve,
    check,
    report,
    sheets,
    compare,
    form,
    actuals,
    roads,
    generate,
    convert,
    schema,
    solvers,
)


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    main_parser = argparse.ArgumentParser(
        prog="vrpcore",
        description="Plan deliveries from a distribution centre and its stores.",
        epilog=exit_codes.EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    main_parser.add_argument("--version", action="version", version=f"vrpcore {__version__}")
    commands = main_parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add_to(commands)
    return main_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        Command line without the program's name; by default that of the process.

    Returns
    -------
    int
        The exit status, see `vrpcore.cli.exit_codes`.
    """
    try:
        parsed = parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has printed help or what was wrong
        return stop.code if isinstance(stop.code, int) else exit_codes.BAD_INPUT
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console that lacks a character gets the rest
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except (
        UnknownSolverError,
        SolverUnavailableError,
        UnsupportedFeatureError,
        ProblemTooLargeError,
    ) as error:
        return _complain(error, exit_codes.NO_SOLVER)
    except BrokenPipeError:  # the reader, for example `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_codes.OK
    except (VrpcoreError, ValueError, TypeError) as error:
        return _complain(error, exit_codes.BAD_INPUT)
    except OSError as error:
        what = error if error.filename is None else f"{error.filename}: {error.strerror}"
        return _complain(what, exit_codes.BAD_INPUT)
    except KeyboardInterrupt:
        return _complain("interrupted", exit_codes.INTERRUPTED)
    return status


def _complain(what: object, status: int) -> int:
    print(f"vrpcore: {what}", file=sys.stderr)
    return status
