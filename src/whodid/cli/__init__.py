"""The command line: a file for each command, each a thin edge around one library function."""

from whodid.cli.command import main

__all__ = ["main"]
