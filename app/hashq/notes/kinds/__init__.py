"""Kinds of cards beyond question and answer, each in its own file: made only where a card or its note asks for them."""
