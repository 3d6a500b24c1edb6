"""Markdown notes in, cards and problems out. Pure, but for the reader, the finder and the vault at the edge."""
