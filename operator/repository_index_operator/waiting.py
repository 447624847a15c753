"""Why a run's pod is not running, in a person's words."""

from __future__ import annotations

from dataclasses import dataclass

from repository_index_operator.observed import Notice, Pod
from repository_index_operator.text import printable

UNSCHEDULABLE = "Unschedulable"
IMAGE_PULL_FAILED = "ImagePullFailed"
SECRET_MISSING = "SecretMissing"  # noqa: S105 - a reason, not a secret
CONTAINER_CONFIGURATION_ERROR = "ContainerConfigurationError"
VOLUME_MOUNT_FAILED = "VolumeMountFailed"
QUOTA_EXCEEDED = "ResourceQuotaExceeded"
REFUSED_BY_ADMISSION = "RefusedByAdmission"
POD_REFUSED = "PodRefused"
NOT_CREATED = "NotCreated"
NODE_LOST = "NodeLost"
NODE_NOT_READY = "NodeNotReady"
POD_NOT_ENDING = "PodNotEnding"

_IMAGE_REASONS = {
    "ErrImagePull",
    "ImagePullBackOff",
    "InvalidImageName",
    "ErrImageNeverPull",
    "ImageInspectError",
    "RegistryUnavailable",
}
_ADMISSION_SIGNS = ("violates PodSecurity", "admission webhook", "ValidatingAdmissionPolicy")
_REFUSAL_SIGNS = ("forbidden", "denied", "not found", "Invalid value")
_CONFIGURATION_REASONS = {"CreateContainerConfigError", "CreateContainerError", "RunContainerError"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What holds a pod up: one word, and a sentence that says what to do."""

    reason: str
    message: str


def why_waiting(pod: Pod, namespace: str, notice: Notice | None) -> Waiting | None:
    """What keeps `pod` from running; None: nothing that is known. `notice`: a FailedMount about it."""
    if pod.gated or pod.running or pod.end_time:
        return None
    if pod.unschedulable is not None:
        return Waiting(UNSCHEDULABLE, f"no node can take the pod: {printable(pod.unschedulable)}")
    if pod.waiting_reason in _IMAGE_REASONS:
        return Waiting(
            IMAGE_PULL_FAILED,
            f"the image {printable(pod.image)} cannot be pulled: {printable(pod.waiting_message)}",
        )
    if pod.waiting_reason in _CONFIGURATION_REASONS:
        return _configuration(pod.waiting_message, namespace)
    return _volume(notice.message, namespace) if notice else None


def why_refused(message: str, namespace: str) -> Waiting:
    """Why the API server refused to make the Job, or a pod of it: its own `message`, explained."""
    text = printable(message)
    if "exceeded quota" in message:
        return Waiting(QUOTA_EXCEEDED, f"a ResourceQuota of namespace {namespace} is used up: {text}")
    if is_refused_by_admission(message):
        return Waiting(REFUSED_BY_ADMISSION, f"an admission policy of the cluster refuses it: {text}")
    if any(sign in message for sign in _REFUSAL_SIGNS):
        return Waiting(POD_REFUSED, f"the API server refuses it: {text}")
    return Waiting(NOT_CREATED, f"Kubernetes could not make it, and tries again: {text}")


def is_refused_by_admission(message: str) -> bool:
    """Whether the API server's `message` tells of a policy of the cluster, which may change."""
    return any(sign in message for sign in _ADMISSION_SIGNS)


def _configuration(message: str, namespace: str) -> Waiting:
    if "secret" in message.lower() and ("not found" in message or "couldn't find key" in message):
        return _missing_secret(message, namespace)
    return Waiting(CONTAINER_CONFIGURATION_ERROR, f"the container cannot be set up: {printable(message)}")


def _volume(message: str, namespace: str) -> Waiting:
    if "secret" in message.lower() and "not found" in message:
        return _missing_secret(message, namespace)
    return Waiting(VOLUME_MOUNT_FAILED, f"a volume cannot be mounted: {printable(message)}")


def _missing_secret(message: str, namespace: str) -> Waiting:
    return Waiting(
        SECRET_MISSING,
        f"a Secret that the spec names is missing in namespace {namespace}, or lacks the key: create it, and"
        f" the run goes on by itself: {printable(message)}",
    )
