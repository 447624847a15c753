"""Text from pods and from the API on its way into a status, an Event or a terminal."""

from __future__ import annotations

MAX_MESSAGE = 1_000


def printable(text: str, limit: int = MAX_MESSAGE) -> str:
    """`text` on one line of at most `limit` characters, without control characters.

    What a pod says is hostile input, and `kubectl get` writes it to a terminal as it is.
    """
    words = "".join(character if character.isprintable() else " " for character in text).split()
    line = " ".join(words)
    return line if len(line) <= limit else line[: limit - 1] + "…"
