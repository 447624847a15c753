"""What the API server answers becomes one of the operator's errors, in the server's own words."""

from __future__ import annotations

import asyncio
import json
from http.server import BaseHTTPRequestHandler

import pytest
from kubernetes.aio.client.api_client import ApiClient
from kubernetes.aio.client.configuration import Configuration

from http_servers import serving
from repository_index_operator.cluster import Cluster, _resource
from repository_index_operator.errors import ClusterError, InvalidError, RefusedError


def create_job(status: int, message: str) -> ClusterError:
    """The error that comes of this answer to the creation of a Job."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps({"kind": "Status", "message": message}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    async def call(address: str) -> None:
        cluster = Cluster(ApiClient(Configuration(host=f"http://{address}")))
        try:
            await cluster.create_job({"metadata": {"namespace": "team-a", "name": "x"}})
        finally:
            await cluster.close()

    with serving(Handler) as address, pytest.raises(ClusterError) as caught:
        asyncio.run(call(address))
    return caught.value


@pytest.mark.parametrize(
    ("status", "message", "kind"),
    [
        (403, 'jobs.batch "x" is forbidden: exceeded quota: tight', RefusedError),
        (400, 'admission webhook "policy.example" denied the request: no', RefusedError),
        (
            422,
            "jobs.batch \"x\" is forbidden: ValidatingAdmissionPolicy 'p' denied request: no",
            RefusedError,
        ),
        (400, "Job in version v1 cannot be handled as a Job", InvalidError),
        (422, 'Job.batch "x" is invalid: spec: Invalid value: "banana"', InvalidError),
        (500, "Internal error occurred: failed calling webhook", ClusterError),
    ],
)
def test_what_a_refused_job_becomes(status, message, kind):
    error = create_job(status, message)
    assert type(error) is kind
    assert message in str(error)


@pytest.mark.parametrize(
    ("path", "resource"),
    [
        ("/api/v1/namespaces/team-a/pods/flask-1/resize", "pods/resize"),
        ("/api/v1/namespaces/namespaces/pods/flask-1", "pods"),
        ("/apis/batch/v1/jobs", "jobs"),
        (
            "/apis/repoindex.dev/v1alpha1/namespaces/a/repositoryindexes/flask/status",
            "repositoryindexes/status",
        ),
    ],
)
def test_requests_are_counted_by_kind_and_never_by_name(path: str, resource: str):
    assert _resource(path) == resource
