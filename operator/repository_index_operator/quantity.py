"""Quantities of Kubernetes, such as 500m, 2 or 4Gi, as numbers."""

from __future__ import annotations

import re
from decimal import Decimal

_QUANTITY = re.compile(r"([+-]?[0-9.]+)([eE][+-]?[0-9]+)?([numkKMGTPE]?i?)")
_DECIMAL = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
_BINARY = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60}


def amount(quantity: str) -> Decimal:
    """A quantity as a number (apimachinery, pkg/api/resource).

    Raises:
        ValueError: it is none.
    """
    match = _QUANTITY.fullmatch(quantity)
    if match is None:
        raise ValueError(f"{quantity!r} is no quantity")
    number = Decimal(match[1] + (match[2] or ""))
    if match[3] in _BINARY:
        return number * (1 << _BINARY[match[3]])
    return number.scaleb(_DECIMAL[match[3]])
