"""A dashboard as JSON: one form to keep and read back without loss, one for others to download."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.sharing.dashboard import SharedDashboard


class UnreadableDashboard(ValueError):
    """Kept data that is no dashboard of this version."""


def to_json(dashboard: SharedDashboard) -> dict[str, Any]:
    """Everything of a dashboard, for `from_json`; plain lists, texts and numbers."""
    raise NotImplementedError


def from_json(data: Mapping[str, Any]) -> SharedDashboard:
    """The dashboard that was kept, equal to what it was; `UnreadableDashboard` for anything else."""
    raise NotImplementedError


def public_json(dashboard: SharedDashboard) -> dict[str, Any]:
    """What others download: values as they are shown, and nothing else."""
    raise NotImplementedError
