"""The schema's history, both ways."""
