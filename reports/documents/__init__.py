"""A report, a figure or a study as a document: JSON and text."""
