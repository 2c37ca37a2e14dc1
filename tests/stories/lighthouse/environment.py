"""Lighthouse in a directory of its own, installed once from its lock; it needs Node 20 and npm."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
INSTALLED = Path(__file__).parents[3] / ".lighthouse"


class CannotInstallError(Exception):
    """Node or a registry is missing; the sentence says which."""


def lighthouse() -> Path:
    """Lighthouse's command, installed when it is not there yet or its lock has changed."""
    if not (shutil.which("npm") and shutil.which("node")):
        raise CannotInstallError("Node 20 and npm are not installed")
    locked = sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    mark = INSTALLED / "installed"
    if not mark.exists() or mark.read_text(encoding="utf-8") != locked:
        shutil.rmtree(INSTALLED, ignore_errors=True)
        INSTALLED.mkdir()
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(HERE / name, INSTALLED)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        done = subprocess.run(
            command, cwd=INSTALLED, capture_output=True, text=True, check=False, timeout=600
        )
        if done.returncode:
            raise CannotInstallError(f"npm ci ended with {done.returncode}: {done.stderr.strip()[-200:]}")
        mark.write_text(locked, encoding="utf-8")
    return INSTALLED / "node_modules" / ".bin" / "lighthouse"
