"""What a shared dashboard shows: redaction acts on the figures, before any chart or word is made of them."""

from reports.sharing.choices import PARTS, Amounts, Choices
from reports.sharing.dashboard import SharedDashboard
from reports.sharing.files import UnreadableDashboard, from_json, public_json, to_json
from reports.sharing.saying import Saying
from reports.sharing.showing import shared_dashboard

__all__ = [
    "PARTS",
    "Amounts",
    "Choices",
    "Saying",
    "SharedDashboard",
    "UnreadableDashboard",
    "from_json",
    "public_json",
    "shared_dashboard",
    "to_json",
]
