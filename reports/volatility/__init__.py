"""How much pay goes up and down from month to month, and how much of it hangs on few platforms (METHOD section 10)."""

from reports.volatility.by_month import month_figures
from reports.volatility.concentration import PlatformMoney, concentration_figures
from reports.volatility.figures import PAYDAYS, volatility_figures
from reports.volatility.month_series import MonthMoney, MonthSeries, complete_months, month_series

__all__ = [
    "PAYDAYS",
    "MonthMoney",
    "MonthSeries",
    "PlatformMoney",
    "complete_months",
    "concentration_figures",
    "month_figures",
    "month_series",
    "volatility_figures",
]
