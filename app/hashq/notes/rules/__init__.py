"""What takes a card apart: one rule a file. Their order is the list in ``hashq.notes.parser``."""
