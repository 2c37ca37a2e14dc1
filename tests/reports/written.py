"""What a topic of a report says as JSON, read back from its text."""

from __future__ import annotations

import json
from typing import Any

from reports.documents.json import report_json
from reports.frames import Ledger
from reports.periods import Period
from reports.personal import report
from tests.reports.some_writer import AS_OF


def written(key: str, ledger: Ledger, period: Period | None = None) -> dict[str, Any]:
    """Figures and parts of one topic."""
    text = json.dumps(report_json(report(ledger, as_of=AS_OF, period=period)))
    found: dict[str, Any] = json.loads(text)["topics"][key]
    return found
