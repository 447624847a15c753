"""The manifest of a run's Job: what the pod may do, may see, and how its failures are counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from repository_index_api.index_job import (
    CONTAINER_NAME,
    DATABASE_URI_VARIABLE,
    GIT_CREDENTIALS_MOUNT_PATH,
    JOB_VARIABLE,
    POD_UID_VARIABLE,
    PROGRESS_PORT,
    RETRIED_EXIT_CODES,
    SCRATCH_MOUNT_PATH,
    SOURCE_MOUNT_PATH,
    TERMINATION_MESSAGE_PATH,
    GitSource,
    IndexJob,
    PathSource,
    encode_job,
)
from repository_index_api.v1alpha1 import GROUP, KIND, VERSION
from repository_index_api.v1alpha1.job_template import ALLOWED_VARIABLES, JobTemplate, Resources
from repository_index_api.v1alpha1.spec import RepositoryIndexSpec
from repository_index_operator.names import (
    ANNOTATION_PUSH,
    ANNOTATION_REQUEST,
    ANNOTATION_REQUESTED_TIME,
    ANNOTATION_TRIGGER,
    ATTEMPT_GATE,
    LABEL_COMPONENT,
    LABEL_MANAGED_BY,
    LABEL_NAME,
    LABEL_QUEUE_NAME,
    LABEL_RESOURCE_NAME,
    LABEL_RUN_ID,
    OPERATOR,
    label_value,
)
from repository_index_operator.observed import Resource
from repository_index_operator.retry import longest_delays
from repository_index_operator.runs import Run, job_name

Manifest = dict[str, Any]

INDEXER = "indexer"
"""The component that the Jobs of runs are."""
INDEXER_UID = 65532
"""The user of the container: any number but 0 would do, for the image owns nothing that is written to."""
POD_DEADLINE_MARGIN_SECONDS = 60
KEPT_UNSEEN_SECONDS = 86_400
"""How long a finished Job waits for an operator that reads its result, before Kubernetes deletes it."""
MAX_VARIABLE_BYTES = 100_000
"""Linux starts no program with a string of 128 KiB or more in its environment (execve(2))."""
TERMINATION_GRACE_SECONDS = 10
"""The supervisor ends at SIGTERM at once; the rest is for a node that is slow."""


@dataclass(frozen=True, slots=True)
class JobDefaults:
    """What the operator's settings say about every Job."""

    image: str
    image_pull_policy: str = "IfNotPresent"
    resources: Resources = field(default_factory=Resources)
    lost_after: timedelta = timedelta(minutes=3)
    """How long a pod may hang on a lost node before it is given up."""


class TooLargeError(ValueError):
    """The spec says more than a container can be told."""


def job_manifest(resource: Resource, run: Run, defaults: JobDefaults) -> Manifest:
    """The Job of `run`.

    Raises:
        TooLargeError: the spec's texts are too long.
    """
    spec = resource.spec
    metadata = job_metadata(resource, run, INDEXER)
    if spec.queue_name:
        metadata["labels"][LABEL_QUEUE_NAME] = spec.queue_name
    return {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": metadata,
        "spec": {
            # Kueue takes only Jobs that are made suspended.
            **({"suspend": True} if spec.queue_name else {}),
            "backoffLimit": spec.retry.limit,
            "activeDeadlineSeconds": _job_deadline(spec),
            "podFailurePolicy": pod_failure_policy(),
            "podReplacementPolicy": "Failed",
            "ttlSecondsAfterFinished": kept_unseen_seconds(spec),
            "template": {
                "metadata": {"labels": pod_labels(resource, run, INDEXER)},
                "spec": _pod_spec(resource, run, defaults),
            },
        },
    }


def job_metadata(resource: Resource, run: Run, component: str) -> Manifest:
    """The metadata of a Job that the resource controls."""
    template = resource.spec.job
    return {
        "name": job_name(resource.key.name, run.id),
        "namespace": resource.key.namespace,
        "labels": {**template.labels, **pod_labels(resource, run, component)},
        "annotations": {
            **template.annotations,
            ANNOTATION_TRIGGER: run.trigger.value,
            ANNOTATION_REQUESTED_TIME: run.requested_time.isoformat(),
            **({ANNOTATION_REQUEST: run.request} if run.request else {}),
            **({ANNOTATION_PUSH: run.push} if run.push else {}),
        },
        "ownerReferences": [
            {
                "apiVersion": f"{GROUP}/{VERSION}",
                "kind": KIND,
                "name": resource.key.name,
                "uid": resource.uid,
                "controller": True,
                # True would take the right to update the owner's finalizers on some clusters.
                "blockOwnerDeletion": False,
            }
        ],
    }


def pod_labels(resource: Resource, run: Run, component: str) -> dict[str, str]:
    """The labels of a Job's pods.

    The author's labels and annotations stay on the Job. On a pod an annotation can make a sidecar injector
    add containers and Secrets, and a label lets a Service or NetworkPolicy in.
    """
    return {
        LABEL_NAME: "repository-indexer",
        LABEL_COMPONENT: component,
        LABEL_MANAGED_BY: OPERATOR,
        LABEL_RUN_ID: run.id,
        LABEL_RESOURCE_NAME: label_value(resource.key.name),
    }


def pod_failure_policy() -> Manifest:
    """Which failures of a pod count, and which end the Job; the first rule that matches decides."""
    return {
        "rules": [
            {
                "action": "Ignore",
                "onPodConditions": [{"type": "DisruptionTarget", "status": "True"}],
            },
            {
                "action": "FailJob",
                "onExitCodes": {
                    "containerName": CONTAINER_NAME,
                    "operator": "NotIn",
                    "values": list(RETRIED_EXIT_CODES),
                },
            },
        ]
    }


def kept_unseen_seconds(spec: RepositoryIndexSpec) -> int:
    """How long the Job stays after its end if no operator sees that: a shorter time waits for the status."""
    return max(spec.ttl_seconds_after_finished, KEPT_UNSEEN_SECONDS)


def _job_deadline(spec: RepositoryIndexSpec) -> int:
    """A backstop: it counts gating, image pulls and waiting too, so it is the sum of all bounds."""
    attempts = (spec.retry.limit + 1) * _attempt_seconds(spec)
    return int(attempts + longest_delays(spec.retry) + spec.pending_timeout_seconds)


def _attempt_seconds(spec: RepositoryIndexSpec) -> int:
    """The longest that one attempt can run, its own clocks' slack included."""
    return spec.time_limit.hard_seconds + POD_DEADLINE_MARGIN_SECONDS


def _pod_spec(resource: Resource, run: Run, defaults: JobDefaults) -> Manifest:
    volumes, mounts = _volumes(resource.spec)
    pod = pod_spec(resource, index_job(resource, run), defaults, "run")
    pod["containers"][0]["volumeMounts"] = mounts
    return pod | {
        "schedulingGates": [{"name": ATTEMPT_GATE}],
        # Counted from the pod's arrival on the node, so image pulls and a wait for a Secret are in it.
        "activeDeadlineSeconds": _attempt_seconds(resource.spec) + resource.spec.pending_timeout_seconds,
        "volumes": volumes,
    }


def pod_spec(resource: Resource, job: IndexJob, defaults: JobDefaults, command: str) -> Manifest:
    """A pod that runs the indexer's `command` for `job`, with the least that it needs and nothing mounted."""
    template = resource.spec.job
    pod: Manifest = {
        "restartPolicy": "Never",
        "terminationGracePeriodSeconds": TERMINATION_GRACE_SECONDS,
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        "securityContext": {
            "runAsNonRoot": True,
            "runAsUser": INDEXER_UID,
            "runAsGroup": INDEXER_UID,
            "fsGroup": INDEXER_UID,
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        "containers": [
            {
                "name": CONTAINER_NAME,
                "image": defaults.image,
                "imagePullPolicy": defaults.image_pull_policy,
                "args": [command],
                "env": _environment(resource, job),
                "ports": [{"name": "progress", "containerPort": PROGRESS_PORT}],
                "resources": _resources(template.resources) or _resources(defaults.resources),
                "securityContext": {
                    "allowPrivilegeEscalation": False,
                    "readOnlyRootFilesystem": True,
                    "capabilities": {"drop": ["ALL"]},
                },
                # Never the log's tail: it may quote the repository, and is no document of ours.
                "terminationMessagePolicy": "File",
                "terminationMessagePath": TERMINATION_MESSAGE_PATH,
            }
        ],
    }
    return pod | _scheduling(template)


def _scheduling(template: JobTemplate) -> Manifest:
    """Where the pod may run, as far as the spec says."""
    wishes: Manifest = {
        "nodeSelector": template.node_selector,
        "tolerations": [
            toleration.model_dump(mode="json", by_alias=True, exclude_none=True)
            for toleration in template.tolerations
        ],
        "affinity": template.affinity,
        "priorityClassName": template.priority_class_name,
    }
    return {name: wish for name, wish in wishes.items() if wish}


def _resources(resources: Resources | None) -> Manifest:
    """What is said of resources; `{}` says as little as None."""
    return resources.model_dump(mode="json", exclude_defaults=True) if resources else {}


def _environment(resource: Resource, job: IndexJob) -> list[Manifest]:
    """The variables; ours stand last, and the spec can neither set nor expand them.

    The allowlist is the CRD's too, but a resource may be older than that rule.
    """
    secret = resource.spec.database.secret_ref
    ours: list[Manifest] = [
        {"name": JOB_VARIABLE, "value": _job_variable(job)},
        {
            "name": DATABASE_URI_VARIABLE,
            "valueFrom": {"secretKeyRef": {"name": secret.name, "key": secret.key}},
        },
        {"name": POD_UID_VARIABLE, "valueFrom": {"fieldRef": {"fieldPath": "metadata.uid"}}},
    ]
    theirs = [
        # Kubernetes writes $(NAME) out: with $$ a value is taken as it stands, and shows no other variable.
        {"name": variable.name, "value": variable.value.replace("$", "$$")}
        for variable in resource.spec.job.env
        if variable.name in ALLOWED_VARIABLES
    ]
    return theirs + ours


def _job_variable(job: IndexJob) -> str:
    text = encode_job(job)
    size = len(text.encode())
    if size > MAX_VARIABLE_BYTES:
        raise TooLargeError(
            f"source, include, exclude and languages together take {size} bytes, and a container can be told"
            f" {MAX_VARIABLE_BYTES}: shorten the patterns of spec.include and spec.exclude"
        )
    return text


def _volumes(spec: RepositoryIndexSpec) -> tuple[list[Manifest], list[Manifest]]:
    """The pod's volumes, and where the container sees them."""
    volumes: list[Manifest] = [{"name": "scratch", "emptyDir": {"sizeLimit": spec.job.scratch_size}}]
    mounts: list[Manifest] = [{"name": "scratch", "mountPath": SCRATCH_MOUNT_PATH}]
    git, claim = spec.source.git, spec.source.persistent_volume_claim
    if git and git.secret_ref:
        # Readable by the pod's group, for the files belong to root.
        volumes.append(
            {
                "name": "git-credentials",
                "secret": {"secretName": git.secret_ref.name, "defaultMode": 0o440},
            }
        )
        mounts.append({"name": "git-credentials", "mountPath": GIT_CREDENTIALS_MOUNT_PATH, "readOnly": True})
    if claim:
        volumes.append(
            {"name": "source", "persistentVolumeClaim": {"claimName": claim.claim_name, "readOnly": True}}
        )
        mounts.append({"name": "source", "mountPath": SOURCE_MOUNT_PATH, "readOnly": True})
    return volumes, mounts


def index_job(resource: Resource, run: Run) -> IndexJob:
    """What the pod is told to do."""
    spec = resource.spec
    git, claim = spec.source.git, spec.source.persistent_volume_claim
    return IndexJob(
        run_id=run.id,
        requested_at=run.requested_time,
        tenant=resource.tenant,
        repository=resource.repository,
        git=GitSource(url=git.url, ref=git.ref, submodules=git.submodules) if git else None,
        path=PathSource(path=claim.path) if claim else None,
        include=tuple(spec.include),
        exclude=tuple(spec.exclude),
        languages=tuple(spec.languages),
        max_file_bytes=spec.max_file_bytes,
        soft_seconds=spec.time_limit.soft_seconds,
        hard_seconds=spec.time_limit.hard_seconds,
        workers=spec.job.workers,
    )
