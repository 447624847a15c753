"""A benchmark's figures: measured beside their targets, printed as a table, written as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """One measured value; `holds` is None where there is no target, and it is only reported."""

    figure: str
    value: float
    unit: str
    target: str
    holds: bool | None


def at_most(figure: str, value: float, unit: str, target: float) -> Figure:
    """A figure that is to be `target` or less."""
    return Figure(figure, round(value, 4), unit, f"<= {target:g}", value <= target)


def at_least(figure: str, value: float, unit: str, target: float) -> Figure:
    """A figure that is to be `target` or more."""
    return Figure(figure, round(value, 4), unit, f">= {target:g}", value >= target)


def reported(figure: str, value: float, unit: str) -> Figure:
    """A figure without a target."""
    return Figure(figure, round(value, 4), unit, "reported", None)


def publish_figures(figures: Sequence[Figure], path: Path) -> None:
    """Print the figures, and write them to `path`."""
    table = Table("figure", "value", "unit", "target", "holds")
    words = {True: "yes", False: "NO", None: ""}
    for one in figures:
        table.add_row(one.figure, f"{one.value:g}", one.unit, one.target, words[one.holds])
    Console(width=140).print(table)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(one) for one in figures], indent=2) + "\n", encoding="utf-8")
