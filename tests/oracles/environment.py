"""An environment of its own for an oracle, built once per lock under `.oracles/` and used again."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LOCK = HERE / "requirements.lock"
CACHE = HERE.parents[1] / ".oracles"


class CannotBuild(Exception):
    """The environment cannot be made here; the words say why."""


def python() -> Path:
    """The interpreter of the environment that has exactly what the lock pins."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    key = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    folder = CACHE / f"{key}-{version}"
    interpreter = folder / "bin" / "python"
    if not (folder / ".ready").exists():
        _run(sys.executable, "-m", "venv", "--clear", str(folder))
        _run(
            *(str(interpreter), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)),
        )
        (folder / ".ready").touch()
    return interpreter


def _run(*command: str) -> None:
    # The guard of the tests keeps the product from leaving this machine; an installer has to.
    free = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONPATH", "PAGERATE_LEFT_THE_MACHINE"}
    }
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False, env=free)
    except (OSError, subprocess.TimeoutExpired) as mishap:
        raise CannotBuild(type(mishap).__name__) from None
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise CannotBuild((said or done.stderr.splitlines() or ["no reason given"])[-1])
