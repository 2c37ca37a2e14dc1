"""One short word for all public figures on file: another row or another value, and it is another word."""

from __future__ import annotations

import json
from dataclasses import astuple
from hashlib import sha256

from reports.parameters.lookup import Parameters


def digest(parameters: Parameters) -> str:
    """SHA-256 of every row with its source, and of whether unverified ones may be used, as 64 hexadecimal digits.

    The order of the rows does not matter. Kept beside what was computed, it says later whether the same figures were
    on file.

    Examples
    --------
    >>> ours = Parameters.on_file()
    >>> digest(ours) == digest(Parameters(ours.rows[::-1])) != digest(ours.allowing_unverified())
    True
    """
    rows = sorted(json.dumps([str(cell) for cell in astuple(row)]) for row in parameters.rows)
    return sha256(json.dumps([parameters.unverified, rows]).encode()).hexdigest()
