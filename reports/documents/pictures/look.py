"""The looks of marks: the light palette, and the hatch that says “missing” without colour."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reports.charts.legend import HATCHES

Attributes = Mapping[str, str | int | None]

PAPER, DESK, INK, INK2 = "#ffffff", "#ebefed", "#17202e", "#4c5767"
EDGE, RULE = "#7c8794", "#d3dad6"
BLUE, RED, RED_SOFT = "#1b4fc4", "#b23020", "#fbe8e2"

_STEPS = {"step-1": "0.18", "step-2": "0.42", "step-3": "0.7", "step-4": "1"}

#: Looks of boxes, lines and dots.
LOOKS: Mapping[str, Attributes] = MappingProxyType(
    {
        "paper": {"fill": PAPER},
        "kept": {"fill": BLUE},
        "dot": {"fill": BLUE},
        "middle": {"fill": BLUE, "fill_opacity": "0.35"},
        "interval": {"stroke": INK, "stroke_width": "2"},
        "pooled": {"fill": PAPER, "stroke": BLUE, "stroke_width": "3"},
        "lost": {"fill": "url(#hatch-lost)"},
        "gap": {"fill": "url(#hatch-lost)", "opacity": "0.6"},
        "compared": {"fill": PAPER, "stroke": BLUE, "stroke_width": "2"},
        "earned": {"fill": PAPER, "stroke": EDGE, "stroke_width": "1.6"},
        "ring": {"fill": PAPER, "stroke": EDGE, "stroke_width": "2"},
        "due": {"fill": PAPER, "stroke": EDGE, "stroke_width": "1.6"},
        "unknown": {"fill": "url(#hatch-unknown)", "stroke": EDGE, "stroke_width": "1.6"},
        "no-part": {"fill": PAPER, "stroke": EDGE, "stroke_width": "1.5", "stroke_dasharray": "3 2"},
        "rule": {"stroke": RULE, "stroke_width": "1"},
        "edge": {"stroke": EDGE, "stroke_width": "1"},
        "zero": {"stroke": INK, "stroke_width": "2"},
        "between": {"stroke": RED, "stroke_width": "2.5", "stroke_dasharray": "2 4"},
        "step-0": {"fill": PAPER, "stroke": EDGE, "stroke_width": "0.6", "stroke_opacity": "0.5"},
        **{
            step: {"fill": BLUE, "fill_opacity": share, "stroke": BLUE, "stroke_width": "0.6"}
            for step, share in _STEPS.items()
        },
        **{
            f"line-{number}": {
                "fill": f"url(#hatch-line-{number})" if path else RED,
                "stroke": PAPER,
                "stroke_width": "2",
            }
            for number, (_, path, _) in enumerate(HATCHES, 1)
        },
    }
)

#: Colours of words.
INKS: Mapping[str, str] = MappingProxyType(
    {
        "plain": INK,
        "bold": INK,
        "heading": INK,
        "muted": INK2,
        "real": BLUE,
        "loss": RED,
        "loss_bold": RED,
    }
)
