"""What Prometheus may ask: names, units and labels by its conventions; never an object's name as a label."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Iterator

from prometheus_client import Counter, Gauge, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import REGISTRY, Collector

from repository_index_api.index_job import Reason
from repository_index_api.v1alpha1 import REPOSITORY_CONFLICT
from repository_index_operator.attempts import DISRUPTED, PENDING_TIMEOUT, POD_FAILED
from repository_index_operator.cache import Cache
from repository_index_operator.status import CANCEL_REQUESTED, INVALID_JOB, JOB_DELETED, RUN_TIMED_OUT

_SECONDS_OF_A_RUN = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400)
_BYTES = tuple(2.0**exponent for exponent in range(25, 36))

OTHER = "Other"
_KNOWN_REASONS = frozenset(
    {
        *Reason,
        *(DISRUPTED, PENDING_TIMEOUT, POD_FAILED, RUN_TIMED_OUT),
        *(CANCEL_REQUESTED, INVALID_JOB, JOB_DELETED, REPOSITORY_CONFLICT),
        # The Job controller's.
        *("BackoffLimitExceeded", "DeadlineExceeded", "PodFailurePolicy"),
        # The kubelet's (pkg/kubelet: eviction, preemption, nodeshutdown, lifecycle).
        *("Evicted", "Preempting", "NodeShutdown", "NodeAffinity", "UnexpectedAdmissionError"),
        *("OutOfcpu", "OutOfmemory", "OutOfpods", "OutOfephemeral-storage"),
    }
)


def reason_label(reason: str) -> str:
    """`reason` as a label: one of a bounded set, for anybody may write a pod's status or a policy's words."""
    return str(reason) if not reason or reason in _KNOWN_REASONS else OTHER


RUNS = Counter("repository_index_runs", "Runs that have ended, by how.", ["namespace", "phase", "reason"])
RUN_DURATION = Histogram(
    "repository_index_run_duration_seconds",
    "From the start of a run's first attempt to its end.",
    ["phase"],
    buckets=_SECONDS_OF_A_RUN,
)
RUN_WAIT = Histogram(
    "repository_index_run_wait_seconds",
    "From the request of a run to the start of its first attempt.",
    buckets=_SECONDS_OF_A_RUN,
)
STAGE_DURATION = Histogram(
    "repository_index_stage_duration_seconds",
    "Time that a run's last attempt took for a stage.",
    ["stage"],
    buckets=_SECONDS_OF_A_RUN,
)
ATTEMPTS = Counter(
    "repository_index_attempts",
    "Attempts that have ended, by why they failed; an empty reason: they published.",
    ["namespace", "reason"],
)
RETRIES = Counter(
    "repository_index_retries", "Attempts that were scheduled after a failed one.", ["namespace"]
)
QUEUE_DEPTH = Gauge("repository_index_queue_depth", "Runs that wait for a slot.", ["namespace"])
QUEUE_WAIT = Histogram(
    "repository_index_queue_wait_seconds",
    "From the request of a run to the slot that it was given.",
    buckets=_SECONDS_OF_A_RUN,
)
NODES_WRITTEN = Counter(
    "repository_index_nodes_written", "Nodes that runs created or deleted.", ["namespace"]
)
EDGES_WRITTEN = Counter(
    "repository_index_edges_written", "Edges that runs created or deleted.", ["namespace"]
)
RUN_PEAK_MEMORY = Histogram(
    "repository_index_run_peak_memory_bytes", "Most memory that a run's last attempt used.", buckets=_BYTES
)
RUN_CPU = Histogram(
    "repository_index_run_cpu_seconds",
    "Processor time of a run's last attempt.",
    buckets=_SECONDS_OF_A_RUN,
)
RECONCILE_DURATION = Histogram(
    "repository_index_reconcile_duration_seconds", "Time from taking a key from the queue to leaving it."
)
RECONCILES = Counter("repository_index_reconciles", "Reconciles, by their result.", ["result"])
RECONCILE_ERRORS = Counter(
    "repository_index_reconcile_errors", "Reconciles that failed and are tried again, by why.", ["reason"]
)
STATUS_WRITES = Counter("repository_index_status_writes", "Writes of a status.")
STATUS_LAG = Histogram(
    "repository_index_status_lag_seconds",
    "From the event of a Job or pod to the acknowledged write of the status that answers it.",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 7.5, 10, 15, 30, 60, 120),
)
API_REQUESTS = Counter(
    "repository_index_api_requests",
    "Requests to the API server that were answered, those of the watches left out.",
    ["verb", "resource", "code"],
)
LEADER = Gauge("repository_index_leader", "1 where this replica acts, 0 where it stands by.")
WORKQUEUE_DEPTH = Gauge("repository_index_workqueue_depth", "Keys that wait for a worker.")
WORKQUEUE_ADDS = Counter("repository_index_workqueue_adds", "Keys that were put into the work queue.")
WORKQUEUE_LATENCY = Histogram(
    "repository_index_workqueue_latency_seconds", "How long keys waited for a worker."
)
WORKQUEUE_RETRIES = Counter("repository_index_workqueue_retries", "Keys that came back after a failure.")
SWEEP_DRIFT = Counter(
    "repository_index_sweep_drift", "Changes that the sweep saw before a watch told of them.", ["kind"]
)
SWEEP_ERRORS = Counter("repository_index_sweep_errors", "Sweeps that failed.")
LAST_SWEEP = Gauge(
    "repository_index_last_sweep_timestamp_seconds", "When everything was last listed; 0: never."
)
LOOKS = Counter("repository_index_looks", "Looks of the operator for a moved commit.", ["outcome"])
DELIVERIES = Counter("repository_index_webhook_deliveries", "What the webhook was sent, by answer.", ["code"])
SWEEP_DURATION = Histogram("repository_index_sweep_duration_seconds", "Time to list everything.")


# A counter that first shows as 1 has not increased, as Prometheus sees it: the first defect would be missed.
for _reason in ("ConflictError", "NotFoundError", "RefusedError", "ClusterError", "InvalidSpec", "Defect"):
    RECONCILE_ERRORS.labels(_reason)
for _kind in ("resources", "jobs", "pods"):
    SWEEP_DRIFT.labels(_kind)
for _result in ("Succeeded", "Failed"):
    RECONCILES.labels(_result)


class PhaseCollector(Collector):
    """Counts the resources by phase when Prometheus asks, from what the cache holds anyway."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        REGISTRY.register(self)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Called by the registry."""
        return self.families(self._cache)

    @staticmethod
    def families(cache: Cache) -> Iterator[GaugeMetricFamily]:
        """What is collected from the cache."""
        family = GaugeMetricFamily(
            "repository_index_resources", "RepositoryIndex resources.", labels=["namespace", "phase"]
        )
        counts = Count((resource.key.namespace, resource.phase) for resource in cache.resources)
        for labels, count in counts.items():
            family.add_metric(labels, count)
        yield family
