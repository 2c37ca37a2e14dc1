"""Kaplan-Meier by statsmodels, run in an environment of its own: samples come in as JSON, curves go out."""

import json
import math
import sys

import numpy as np
from statsmodels.duration.survfunc import SurvfuncRight


def curve(durations, ended):
    """The days with an ending, the share left after each, and the first day with less than half left."""
    found = SurvfuncRight(np.array(durations, dtype=float), np.array(ended, dtype=int))
    median = float(found.quantile(0.5))
    return {
        "days": [int(day) for day in found.surv_times],
        "shares": [float(share) for share in found.surv_prob],
        "below_half": None if math.isnan(median) else int(median),
    }


json.dump([curve(**sample) for sample in json.load(sys.stdin)], sys.stdout)
