"""The command line: files in, files out, exit codes that a script can trust."""

from vrpcore.cli.main import main

__all__ = ["main"]
