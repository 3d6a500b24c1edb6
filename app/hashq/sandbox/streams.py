"""Seeded chance: one stream of draws per instance and purpose, so that adding an instance changes no other's luck.

A draw is a hash of its own address; no state is kept and no order of asking matters.
"""

from __future__ import annotations

from hashlib import blake2b

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def _hash(address: str) -> int:
    # Scenario text may hold lone surrogates; a seed must still be a seed.
    return int.from_bytes(blake2b(address.encode(errors="surrogatepass"), digest_size=8).digest())


def draw(seed: int, owner: str, purpose: str, number: int = 0) -> float:
    """The ``number``-th draw of a stream, from 0 up to but not including 1."""
    return (_hash(f"{seed}/{purpose}/{number}/{owner}") >> 11) / (1 << 53)


def deployment_id(seed: int, ordinal: int) -> str:
    """An id in the service's form for the ``ordinal``-th deployment of a run: ``d-`` and nine characters."""
    number = _hash(f"{seed}/deployment/{ordinal}")
    letters = []
    for _ in range(9):
        number, digit = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[digit])
    return "d-" + "".join(letters)
