"""What a command is, and what its exit code says."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """What a caller learns from the exit code."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    UNREADABLE = 3
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Command:
    """One command of `pagerate`."""

    name: str
    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    notes: str = ""
