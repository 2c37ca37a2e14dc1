"""Drawings that stand by themselves: a picture of each chart model, in marks of fixed places, and its SVG."""
