"""Guild health cover, and gig pay beside covered writing pay."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions.definition import MONEY, SHARE, Definition
from reports.wording import N_

GUILD: Mapping[str, Definition] = {
    "guild_health_threshold": Definition(
        N_("Earnings to be covered by the guild health plan"),
        N_(
            "Covered earnings that bring guild health cover, by the last figure on file or the one you typed."
        ),
        N_("minimum covered earnings in up to four quarters in a row"),
        "4",
        MONEY,
    ),
    "covered_earnings": Definition(
        N_("Covered earnings"),
        N_(
            "Your covered guild earnings in the best run of up to four quarters that ends in this one. Gig pay"
            " adds nothing to them."
        ),
        N_("sum of the covered earnings you entered"),
        "4",
        MONEY,
    ),
    "distance_to_guild_health": Definition(
        N_("To guild health cover"),
        N_("How much more covered work you would have to earn for guild health cover."),
        N_("earnings to be covered − covered earnings, at least 0"),
        "4",
        MONEY,
    ),
    "guild_health_share_reached": Definition(
        N_("Share of the guild threshold reached"),
        N_("How much of the earnings to be covered you have. If the amount has risen, the share is smaller."),
        N_("covered earnings ÷ earnings to be covered"),
        "4",
        SHARE,
        gives_pay_away=True,
    ),
    "gig_pay_share_of_guild_threshold": Definition(
        N_("Gig pay as a share of the guild threshold"),
        N_(
            "How much of the earnings to be covered your gig pay would be if it were covered. It is not, and adds"
            " nothing; this shows its size only."
        ),
        N_("gig pay ÷ earnings to be covered"),
        "4",
        SHARE,
        gives_pay_away=True,
    ),
    "guild_health_contribution": Definition(
        N_("Guild health contribution"),
        N_(
            "What would have been paid into the guild health fund if this money had been covered earnings. It"
            " stands in the place of the health line, never beside it."
        ),
        N_("health rate of the day × receipts, up to the cap of a project"),
        "3c",
        MONEY,
    ),
    "guild_pension_contribution": Definition(
        N_("Guild pension contribution"),
        N_(
            "What would have been paid into the guild pension plan if this money had been covered earnings. It"
            " stands in the place of the retirement line, never beside it."
        ),
        N_("pension rate of the day × receipts"),
        "3c",
        MONEY,
    ),
    "guild_contributions": Definition(
        N_("Guild contributions"),
        N_(
            "What would have been paid into the guild plans if this money had been covered earnings. Never add it"
            " to the health and retirement lines."
        ),
        N_("health contribution + pension contribution"),
        "3c",
        MONEY,
    ),
    "gig_pay_of_year": Definition(
        N_("Gig pay of the year"),
        N_("What you earned from AI training in this calendar year, before fees and costs."),
        N_("sum of pay earned"),
        "10b",
        MONEY,
    ),
    "covered_pay_of_year": Definition(
        N_("Covered writing pay of the year"),
        N_("The covered writing pay you entered for this calendar year."),
        N_("sum of the covered earnings you entered"),
        "10b",
        MONEY,
    ),
}
