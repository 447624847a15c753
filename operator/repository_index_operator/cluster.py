"""Talks to Kubernetes, and is the only module that does."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self, cast
from urllib.parse import quote

import aiohttp
import msgspec
from kubernetes.aio import config
from kubernetes.aio.client.api_client import ApiClient
from kubernetes.aio.client.configuration import Configuration

from repository_index_api.index_job import CONTAINER_NAME
from repository_index_api.v1alpha1 import GROUP, KIND, PLURAL, VERSION
from repository_index_api.v1alpha1.status import RepositoryIndexStatus
from repository_index_operator import metrics
from repository_index_operator.errors import (
    ClusterError,
    ConflictError,
    InvalidError,
    NamespaceTerminatingError,
    NotFoundError,
    RefusedError,
)
from repository_index_operator.names import ATTEMPT_GATE
from repository_index_operator.observed import Job, Key, Pod, RawObject, Resource
from repository_index_operator.quantity import amount
from repository_index_operator.waiting import NODE_LOST, is_refused_by_admission

REQUEST_TIMEOUT = aiohttp.ClientTimeout(total=15)
PAGE_SIZE = 250
"""Of a list: a page must come within the time limit also from an API server that has much else to do."""

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
STRATEGIC_MERGE_PATCH = "application/strategic-merge-patch+json"

RESOURCES_PATH = f"/apis/{GROUP}/{VERSION}"
JOBS_PATH = "/apis/batch/v1"
CORE_PATH = "/api/v1"
LEASES_PATH = "/apis/coordination.k8s.io/v1"


@dataclass(frozen=True, slots=True)
class Identity:
    """How to log in to the API server: kopf does so by itself, and as the same."""

    server: str
    ca_path: str | None
    verify: bool
    certificate_path: str | None
    private_key_path: str | None
    token: str | None


class Cluster:
    """The API server, as far as the operator needs it.

    Every method raises ClusterError or one of its kinds, and nothing else, when the call does not succeed.
    """

    def __init__(self, client: ApiClient) -> None:
        self._client = client

    @classmethod
    async def connect(cls) -> Self:
        """Reach the cluster that this process runs in, or else the one of KUBECONFIG.

        Raises:
            ClusterError: there is neither.
        """
        # Of the environment: a proxy, which kopf does not take either, and netrc. aiohttp would look for both
        # anew, in a thread, with each request.
        configuration = Configuration(client_session_kwargs={"trust_env": False})
        try:
            if os.environ.get("KUBERNETES_SERVICE_HOST"):
                config.load_incluster_config(client_configuration=configuration)  # type: ignore[no-untyped-call]
            else:
                await config.load_kube_config(client_configuration=configuration)  # type: ignore[no-untyped-call]
        except config.ConfigException as error:
            raise ClusterError(
                f"no cluster: this is not a pod with a service account, and KUBECONFIG names none: {error}"
            ) from error
        return cls(ApiClient(configuration))

    async def close(self) -> None:
        """End all connections."""
        await self._client.rest_client.close()

    async def identity(self) -> Identity:
        """Where the API server is and who we are, as of now: a service account's token changes."""
        configuration: Configuration = self._client.configuration
        header: str | None = await configuration.get_api_key_with_prefix("BearerToken")
        return Identity(
            server=configuration.host,
            ca_path=configuration.ssl_ca_cert,
            verify=configuration.verify_ssl,
            certificate_path=configuration.cert_file,
            private_key_path=configuration.key_file,
            token=header.split(" ", 1)[-1] if header else None,
        )

    async def create_job(self, manifest: Mapping[str, Any]) -> RawObject:
        """Make the Job; if one of that name exists already, return that.

        Raises:
            RefusedError: quota, admission, or a namespace that is being deleted.
            InvalidError: the spec makes a Job that is none.
        """
        path = _path(JOBS_PATH, manifest["metadata"]["namespace"], "jobs")
        try:
            return await self._call("POST", path, body=manifest)
        except ConflictError:
            return await self._call("GET", f"{path}/{manifest['metadata']['name']}")

    async def delete_job(self, job: Job, *, pods_first: bool = False) -> None:
        """Delete exactly this Job; its pods follow by garbage collection, or go before it."""
        policy = "Foreground" if pods_first else "Background"
        body = {"propagationPolicy": policy, "preconditions": {"uid": job.uid}}
        await self._call("DELETE", _path(JOBS_PATH, job.key.namespace, "jobs", job.name), body=body)

    async def expire_job(self, job: Job, seconds: int) -> RawObject:
        """Let Kubernetes delete the Job `seconds` after its end."""
        patch = {"metadata": {"uid": job.uid}, "spec": {"ttlSecondsAfterFinished": seconds}}
        path = _path(JOBS_PATH, job.key.namespace, "jobs", job.name)
        return await self._call("PATCH", path, body=patch, content_type=MERGE_PATCH)

    async def suspend_job(self, job: Job, *, suspend: bool) -> RawObject:
        """Suspend the Job, or resume it."""
        patch = {"metadata": {"uid": job.uid}, "spec": {"suspend": suspend}}
        path = _path(JOBS_PATH, job.key.namespace, "jobs", job.name)
        return await self._call("PATCH", path, body=patch, content_type=MERGE_PATCH)

    async def resize_pod(self, pod: Pod, memory_limit: str) -> RawObject:
        """Give the pod this memory limit, and a request of memory that is greater by the same factor."""
        resources: dict[str, Any] = {"limits": {"memory": memory_limit}}
        if pod.memory_request is not None and pod.memory_limit:
            grown = amount(memory_limit) / pod.memory_limit
            resources["requests"] = {"memory": str(int(pod.memory_request * grown))}
        patch = {
            "metadata": {"uid": pod.uid},
            "spec": {"containers": [{"name": CONTAINER_NAME, "resources": resources}]},
        }
        path = _path(CORE_PATH, pod.namespace, "pods", pod.name)
        return await self._call("PATCH", f"{path}/resize", body=patch, content_type=STRATEGIC_MERGE_PATCH)

    async def lift_gate(self, pod: Pod) -> RawObject:
        """Take our scheduling gate from the pod, so that it is scheduled."""
        patch = {
            "metadata": {"uid": pod.uid},
            "spec": {"schedulingGates": [{"name": ATTEMPT_GATE, "$patch": "delete"}]},
        }
        path = _path(CORE_PATH, pod.namespace, "pods", pod.name)
        return await self._call("PATCH", path, body=patch, content_type=STRATEGIC_MERGE_PATCH)

    async def get_node(self, name: str) -> RawObject:
        """The node.

        Raises:
            NotFoundError: it is gone.
            RefusedError: the operator may not look.
        """
        return await self._call("GET", _path(CORE_PATH, None, "nodes", name))

    async def fail_pod(self, pod: Pod, message: str, now: datetime) -> RawObject:
        """Say in the place of its lost node that the pod has failed: as Kubernetes' pod collector does.

        Deleted alone it would stay, for its Job would wait for it to fail.
        """
        disruption = {
            "type": "DisruptionTarget",
            "status": "True",
            "reason": NODE_LOST,
            "message": message,
            "lastTransitionTime": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        patch = {"metadata": {"uid": pod.uid}, "status": {"phase": "Failed", "conditions": [disruption]}}
        path = _path(CORE_PATH, pod.namespace, "pods", pod.name)
        return await self._call("PATCH", f"{path}/status", body=patch, content_type=STRATEGIC_MERGE_PATCH)

    async def delete_pod_by_force(self, pod: Pod) -> None:
        """Delete exactly this pod without waiting for its node."""
        body = {"gracePeriodSeconds": 0, "preconditions": {"uid": pod.uid}}
        await self._call("DELETE", _path(CORE_PATH, pod.namespace, "pods", pod.name), body=body)

    async def write_status(self, resource: Resource, status: RepositoryIndexStatus) -> RawObject:
        """Replace the status of exactly the version of the resource that the decision was made from.

        Raises:
            ConflictError: the resource has changed meanwhile.
        """
        body = {
            "apiVersion": f"{GROUP}/{VERSION}",
            "kind": KIND,
            "metadata": {
                "namespace": resource.key.namespace,
                "name": resource.key.name,
                "uid": resource.uid,
                "resourceVersion": str(resource.version),
            },
            "status": status.model_dump(mode="json", by_alias=True, exclude_none=True),
        }
        path = _path(RESOURCES_PATH, resource.key.namespace, PLURAL, resource.key.name)
        return await self._call("PUT", f"{path}/status", body=body)

    async def note_push(self, key: Key, push: str) -> None:
        """Write a push into the status of this resource, whatever else stands there now.

        Raises:
            NotFoundError: it is gone.
            ConflictError: others wrote at the same time, again and again.
        """
        patch = {"status": {"push": push}}
        path = _path(RESOURCES_PATH, key.namespace, PLURAL, key.name)
        await self._call("PATCH", f"{path}/status", body=patch, content_type=MERGE_PATCH)

    async def set_finalizers(self, resource: Resource, finalizers: tuple[str, ...]) -> RawObject:
        """Let exactly this version of the resource have these finalizers.

        Raises:
            ConflictError: the resource has changed meanwhile.
        """
        metadata = {"resourceVersion": str(resource.version), "finalizers": list(finalizers)}
        path = _path(RESOURCES_PATH, resource.key.namespace, PLURAL, resource.key.name)
        return await self._call("PATCH", path, body={"metadata": metadata}, content_type=MERGE_PATCH)

    async def create_event(self, manifest: Mapping[str, Any]) -> None:
        """Post an Event; one of that name that exists already says the same."""
        path = _path(CORE_PATH, manifest["metadata"]["namespace"], "events")
        try:
            await self._call("POST", path, body=manifest)
        except ConflictError:
            return

    async def get_lease(self, namespace: str, name: str) -> RawObject:
        """The Lease."""
        return await self._call("GET", _path(LEASES_PATH, namespace, "leases", name))

    async def create_lease(self, manifest: Mapping[str, Any]) -> RawObject:
        """Make the Lease.

        Raises:
            ConflictError: another one was quicker.
        """
        path = _path(LEASES_PATH, manifest["metadata"]["namespace"], "leases")
        return await self._call("POST", path, body=manifest)

    async def replace_lease(self, manifest: Mapping[str, Any]) -> RawObject:
        """Replace exactly the version of the Lease that `manifest` was made from.

        Raises:
            ConflictError: it has changed meanwhile.
        """
        metadata = manifest["metadata"]
        path = _path(LEASES_PATH, metadata["namespace"], "leases", metadata["name"])
        return await self._call("PUT", path, body=manifest)

    async def list_all(
        self, group_path: str, plural: str, namespace: str | None, **selectors: str
    ) -> AsyncIterator[tuple[list[RawObject], int]]:
        """All objects of a kind in pages, each with the resource version that the whole list shows."""
        token = ""
        while True:
            query = {"limit": str(PAGE_SIZE), **selectors}
            if token:
                query["continue"] = token
            page = await self._call("GET", _path(group_path, namespace, plural), query=query)
            metadata = page["metadata"]
            yield page["items"], int(metadata["resourceVersion"])
            token = metadata.get("continue") or ""
            if not token:
                return

    async def _call(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
        content_type: str = JSON,
    ) -> RawObject:
        # The client's typed methods would make an object of some hundred classes of each answer.
        try:
            request = await self._client.param_serialize(
                method=method,
                resource_path=path,
                query_params=list((query or {}).items()),
                header_params={"Accept": JSON, "Content-Type": content_type},
                body=body,
                auth_settings=["BearerToken"],
            )
            answer = await self._client.call_api(*request, _request_timeout=REQUEST_TIMEOUT)
            response: aiohttp.ClientResponse = answer.response
            content = await response.read()
        except (aiohttp.ClientError, OSError) as error:
            raise ClusterError(f"{method} {path}: {type(error).__name__}: {error}") from error
        metrics.API_REQUESTS.labels(method, _resource(path), str(response.status)).inc()
        if response.status >= 400:
            raise _error(method, path, response.status, response.headers.get("Retry-After"), content)
        return cast(RawObject, msgspec.json.decode(content))


def _path(group_path: str, namespace: str | None, plural: str, name: str | None = None) -> str:
    scope = f"/namespaces/{quote(namespace, safe='')}" if namespace else ""
    return f"{group_path}{scope}/{plural}" + (f"/{quote(name, safe='')}" if name else "")


def _resource(path: str) -> str:
    """What a request to `path` is about, as Kubernetes' own metrics say it: "jobs", "pods/resize"."""
    _, prefix, *rest = path.split("/")
    rest = rest[1 if prefix == "api" else 2 :]
    if rest[0] == "namespaces":
        rest = rest[2:]
    return "/".join((rest[0], *rest[2:]))


def _error(method: str, path: str, status: int, retry_after: str | None, content: bytes) -> ClusterError:
    """The API server's answer `status`, as one of our errors, with its own words."""
    causes: list[str] = []
    try:
        answer = msgspec.json.decode(content)
        message = str(answer.get("message") or "")
        causes = [cause.get("reason") for cause in (answer.get("details") or {}).get("causes") or ()]
    except (ValueError, AttributeError):
        message = content[:200].decode(errors="replace")
    if status == 403 and "NamespaceTerminating" in causes:
        return NamespaceTerminatingError(message)
    if status in (400, 403, 422):
        # A policy's refusal is 400 from a webhook and 422 from a ValidatingAdmissionPolicy that name no code.
        may_change = status == 403 or is_refused_by_admission(message)
        # The API server's sentence is for the person who wrote the manifest.
        return (RefusedError if may_change else InvalidError)(message or f"{method} {path}: {status}")
    kind = {404: NotFoundError, 409: ConflictError}.get(status, ClusterError)
    seconds = float(retry_after) if retry_after and retry_after.isdigit() else None
    return kind(f"{method} {path}: {status} {message}", seconds)
