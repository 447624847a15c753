"""kopf: the watches. They only fill the cache and enqueue a key; nothing is decided here.

Low-level event handlers leave no trace on the objects: no finalizers, no annotations, no Events of kopf's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import kopf

from repository_index_api.v1alpha1 import GROUP, PLURAL, VERSION
from repository_index_operator.cache import Cache, Store, Versioned
from repository_index_operator.cluster import Cluster
from repository_index_operator.kopf_storage import NoDiffBase, NoProgress
from repository_index_operator.liveness import Liveness
from repository_index_operator.names import JOB_SELECTOR, OPERATOR
from repository_index_operator.observe import (
    observe_job,
    observe_notice,
    observe_pod,
    observe_resource,
    version_of,
)
from repository_index_operator.observed import Key, RawObject
from repository_index_operator.sweep import FAILED_CREATE_SELECTOR
from repository_index_operator.workqueue import WorkQueue

RESOURCES = (GROUP, VERSION, PLURAL)
JOBS = ("batch", "v1", "jobs")
PODS = ("", "v1", "pods")
CORE_EVENTS = ("", "v1", "events")
EVENTS = ("events.k8s.io", "v1", "events")
KINDS = {RESOURCES: "resources", JOBS: "jobs", PODS: "pods"}
"""As the sweep calls them."""

LIST_CHUNK = 100
RECONNECT_SECONDS = (1, 1, 2, 3, 5, 8, *(10,) * 8_640)
"""kopf gives up after the last one; an API server that is away for a day should not end the operator."""
IDLE_SECONDS = 0.05
"""kopf keeps a task for every object that it has just seen, and the object with it: at a start, when all of
them are listed, not for longer than needed."""

T = TypeVar("T", bound=Versioned)


def kopf_settings() -> kopf.OperatorSettings:
    """kopf as a plain source of events."""
    settings = kopf.OperatorSettings()
    settings.posting.enabled = False
    # The CRD is there before kopf starts, and namespaces are not looked up: less to be allowed to read.
    settings.scanning.disabled = True
    settings.peering.standalone = True
    settings.persistence.diffbase_storage = NoDiffBase()
    settings.persistence.progress_storage = NoProgress()
    settings.queueing.idle_timeout = IDLE_SECONDS
    settings.networking.error_backoffs = RECONNECT_SECONDS
    settings.watching.chunk_size = LIST_CHUNK
    settings.watching.label_selectors[JOBS] = JOB_SELECTOR
    settings.watching.label_selectors[PODS] = JOB_SELECTOR
    settings.watching.field_selectors[CORE_EVENTS] = FAILED_CREATE_SELECTOR
    # A selector takes only one reason; the second one is watched by the other name of the same Events.
    settings.watching.field_selectors[EVENTS] = "reason=FailedMount,regarding.kind=Pod"
    return settings


async def watch(
    cache: Cache,
    queue: WorkQueue[Key],
    cluster: Cluster,
    liveness: Liveness,
    *,
    namespaces: Sequence[str],
    watching: asyncio.Event,
) -> None:
    """Watch until cancelled, in the `namespaces` or, without any, in all; `watching` is set at the start."""
    await kopf.operator(
        registry=make_registry(cache, queue, cluster, liveness),
        settings=kopf_settings(),
        # Only peering needs it; kopf would make it of the user's name, which a container has none of.
        identity=OPERATOR,  # type: ignore[arg-type]
        standalone=True,
        clusterwide=not namespaces,
        namespaces=namespaces,
        ready_flag=watching,
    )


def make_registry(
    cache: Cache, queue: WorkQueue[Key], cluster: Cluster, liveness: Liveness
) -> kopf.OperatorRegistry:
    """The handlers, bound to this cache and this queue."""
    registry = kopf.OperatorRegistry()

    def watch(
        resource: tuple[str, str, str],
        store: Store[T],
        observe: Callable[[RawObject], T | None],
        put: Callable[[T], set[Key]],
        remove: Callable[[T], set[Key]],
    ) -> None:
        async def seen(event: kopf.RawEvent, **_: Any) -> None:  # noqa: ANN401 - kopf's own protocol
            liveness.watch_told(KINDS.get(resource, ""))
            metadata, gone = event["object"]["metadata"], event["type"] == "DELETED"
            if not gone and store.knows(metadata["uid"], version_of(metadata)):
                # As a rule what this process has written itself: a third of all events.
                return
            item = observe(event["object"])
            if item is not None:
                for key in remove(item) if gone else put(item):
                    queue.add(key, urgent=resource in (JOBS, PODS))

        kopf.on.event(*resource, registry=registry, id=f"{resource[2]}.{resource[0]}")(seen)

    watch(
        RESOURCES,
        cache.resources,
        observe_resource,
        cache.put_resource,
        lambda item: cache.remove_resource(item.uid),
    )
    watch(JOBS, cache.jobs, observe_job, cache.put_job, lambda item: cache.remove_job(item.uid))
    watch(PODS, cache.pods, observe_pod, cache.put_pod, cache.remove_pod)
    for events in (CORE_EVENTS, EVENTS):
        watch(
            events,
            cache.notices,
            observe_notice,
            cache.put_notice,
            lambda item: cache.remove_notice(item.uid),
        )

    @kopf.on.login(registry=registry)
    async def login(**_: Any) -> kopf.ConnectionInfo:  # noqa: ANN401 - kopf's own protocol
        """Asked again when a token has expired."""
        identity = await cluster.identity()
        return kopf.ConnectionInfo(
            server=identity.server,
            ca_path=identity.ca_path,
            insecure=not identity.verify,
            certificate_path=identity.certificate_path,
            private_key_path=identity.private_key_path,
            token=identity.token,
        )

    return registry
