"""``vrpcore schema``: the published JSON Schema of the files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import io
from vrpcore.cli import exit_codes
from vrpcore.cli.files import print_json, require_writable

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("schema", help="print the JSON Schema of problems, plans or evaluations")
    parser.add_argument("kind", nargs="?", default="problem", choices=("problem", "plan", "evaluation"))
    parser.add_argument("-o", "--output", type=Path, help="write it to this file instead")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print or write the schema."""
    if arguments.output is None:
        print_json(io.json_schema(arguments.kind))
    else:
        require_writable(arguments.output)
        io.write_schema(arguments.kind, arguments.output)
    return exit_codes.OK
