"""The manifest of the Job that deletes the rows of a resource which is to go."""

from __future__ import annotations

from repository_index_api.index_job import IndexJob
from repository_index_operator.job_manifest import (
    JobDefaults,
    Manifest,
    job_metadata,
    pod_failure_policy,
    pod_labels,
    pod_spec,
)
from repository_index_operator.observed import Resource
from repository_index_operator.runs import Run

PURGE = "purge"
RETRIES = 20
"""By the Job's own delay, which doubles from 10 seconds to 10 minutes: about two and a half hours, for
nothing else asks for a purge again."""


def purge_manifest(resource: Resource, run: Run, defaults: JobDefaults) -> Manifest:
    """The Job of the purge `run`.

    Its pods see no source. They get what was enough for the runs, and so passes the same quotas; there is no
    deadline but the process's own, for a wait, for instance for a Secret, is told and can be let go of.
    """
    job = IndexJob(
        run_id=run.id,
        requested_at=run.requested_time,
        tenant=resource.tenant,
        repository=resource.repository,
    )
    return {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": job_metadata(resource, run, PURGE),
        "spec": {
            "backoffLimit": RETRIES,
            "podFailurePolicy": pod_failure_policy(),
            "podReplacementPolicy": "Failed",
            "template": {
                "metadata": {"labels": pod_labels(resource, run, PURGE)},
                "spec": pod_spec(resource, job, defaults, PURGE),
            },
        },
    }
