"""Running the command line as a person does, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any


def coded_alike_by_all_workers(*arguments: str) -> list[dict[str, Any]]:
    """The stories of `whodid code ... --json`, which must be the same bytes with one worker and with two."""
    command = [sys.executable, "-m", "whodid", "code", *arguments, "--json"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    once, twice = (
        subprocess.run([*command, *more], env=environment, capture_output=True, check=True).stdout
        for more in ([], ["--workers", "2"])
    )
    assert once == twice
    return [json.loads(line) for line in once.splitlines()]
