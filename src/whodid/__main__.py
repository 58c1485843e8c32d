"""`python -m whodid` is the command `whodid`."""

from whodid.cli import main

main()
