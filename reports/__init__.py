"""Numbers from checked frames: no web, no database, no clock, no network, no globals.

Language and "today" come in as arguments; frames in, numbers, charts and documents out.
"""
