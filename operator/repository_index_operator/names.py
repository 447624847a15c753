"""Labels, annotations and other names that the operator puts on objects: the only list of them."""

from __future__ import annotations

import hashlib

from repository_index_api.v1alpha1 import GROUP

OPERATOR = "repository-index-operator"

LABEL_MANAGED_BY = "app.kubernetes.io/managed-by"
LABEL_NAME = "app.kubernetes.io/name"
LABEL_COMPONENT = "app.kubernetes.io/component"
LABEL_RUN_ID = f"{GROUP}/run-id"
LABEL_QUEUE_NAME = "kueue.x-k8s.io/queue-name"
"""Kueue's: it takes charge of Jobs with this label (kueue.sigs.k8s.io, Run a Kubernetes Job)."""
LABEL_RESOURCE_NAME = f"{GROUP}/repository-index-name"
JOB_SELECTOR = f"{LABEL_MANAGED_BY}={OPERATOR}"
"""Selects the operator's Jobs and their pods, and nothing else."""

ANNOTATION_TRIGGER = f"{GROUP}/trigger"
ANNOTATION_REQUESTED_TIME = f"{GROUP}/requested-time"

ANNOTATION_REQUEST = f"{GROUP}/request"
"""On a Job: the resource's annotation `reindex-requested-at` that its run answers."""
ANNOTATION_PUSH = f"{GROUP}/push"
"""On a Job: the push in the resource's status that its run answers."""

PURGE_FINALIZER = f"{GROUP}/purge"
"""On a resource with `deletionPolicy: Purge`: it goes only when its rows are gone."""

ATTEMPT_GATE = f"{GROUP}/attempt"
"""The scheduling gate of every attempt's pod; lifted by the operator when the attempt may start."""


def label_value(text: str) -> str:
    """`text` if it fits into a label's value (63 characters), else its beginning and a hash of it."""
    if len(text) <= 63:
        return text
    return f"{text[:50].rstrip('.-_')}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
