"""The operator's metrics, as its registry has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prometheus_client import Counter, Histogram
from prometheus_client.metrics import MetricWrapperBase

from repository_index_operator import metrics
from repository_index_operator.cache import Cache
from repository_index_operator.metrics import PhaseCollector


@dataclass(frozen=True)
class Family:
    """One metric: as Prometheus is asked for it, its labels, and what it says."""

    name: str
    kind: str
    labels: tuple[str, ...]
    help: str

    @property
    def samples(self) -> tuple[str, ...]:
        if self.kind == "histogram":
            return tuple(f"{self.name}_{part}" for part in ("bucket", "sum", "count"))
        return (self.name,)


def families() -> Iterator[Family]:
    """All of them, in the order of the module."""
    for metric in vars(metrics).values():
        if isinstance(metric, MetricWrapperBase):
            name = f"{metric._name}_total" if isinstance(metric, Counter) else metric._name
            kind = "histogram" if isinstance(metric, Histogram) else metric._type
            yield Family(name, kind, tuple(metric._labelnames), metric._documentation)
    for family in PhaseCollector.families(Cache()):
        yield Family(family.name, family.type, tuple(family._labelnames), family.documentation)
