"""How the work is to do: its toll, what a writer says of her contracts, credit, and what she has contributed.

METHOD section 10b. Shares are of hours or of contracts; nothing is rolled up into a score.
"""

from reports.conditions.contributions import (
    Contribution,
    ContributionStatement,
    StatementLine,
    contribution_statement,
)
from reports.conditions.credit import (
    ContractCredit,
    CreditTerms,
    RightsGroup,
    by_rights,
    credit_figures,
    credit_of,
)
from reports.conditions.reviews import PRINCIPLE_OF, Answers, Review, conditions
from reports.conditions.toll import MARKS, Mark, toll_figures

__all__ = [
    "MARKS",
    "PRINCIPLE_OF",
    "Answers",
    "ContractCredit",
    "Contribution",
    "ContributionStatement",
    "CreditTerms",
    "Mark",
    "Review",
    "RightsGroup",
    "StatementLine",
    "by_rights",
    "conditions",
    "contribution_statement",
    "credit_figures",
    "credit_of",
    "toll_figures",
]
