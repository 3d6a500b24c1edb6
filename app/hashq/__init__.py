"""hashq: study your own ``#Q`` Markdown notes in the terminal."""

__version__ = "0.1.0"
