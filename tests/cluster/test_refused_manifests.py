"""A wrong manifest is refused by `kubectl apply` with a sentence that says what to write instead."""

import pytest

pytestmark = pytest.mark.cluster

GIT = {"git": {"url": "https://git.example/a.git"}}
VOLUME = {"persistentVolumeClaim": {"claimName": "sources"}}


@pytest.fixture(scope="module")
def apply(kubectl, operator):
    """Apply a RepositoryIndex with this spec, without its being stored."""

    def apply(spec, *arguments):
        manifest = {
            "apiVersion": "repoindex.dev/v1alpha1",
            "kind": "RepositoryIndex",
            "metadata": {"name": "refused", "namespace": "default"},
            "spec": spec,
        }
        command = ["apply", *arguments, "--filename", "-"]
        import yaml

        return kubectl.run(*command, stdin=yaml.safe_dump(manifest), check=False)

    return apply


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ({"source": {**GIT, **VOLUME}}, "names two sources: keep either"),
        ({"source": {}}, "names no source: set spec.source.git.url"),
        ({"source": GIT, "retry": {"limit": -1}}, "must be from 0 to 20; 0 means"),
        ({"source": GIT, "retry": {"baseDelaySeconds": 5}}, "must be from 10 to 86400: the Job's own delay"),
        ({"source": GIT, "retry": {"maxDelaySeconds": 20}}, "maxDelaySeconds must not be less than"),
        ({"source": GIT, "timeLimit": {"softSeconds": 3_600}}, "softSeconds must be less than hardSeconds"),
        ({"source": GIT, "colour": "blue"}, 'unknown field "spec.colour"'),
        ({"source": GIT, "shedule": "@daily"}, 'unknown field "spec.shedule"'),
        ({"source": {"git": {"url": "file:///etc"}}}, "must begin with https://"),
        ({"source": {"git": {"url": "ext::sh -c id"}}}, "must begin with https://"),
        ({"source": {"git": {"url": "https://-oProxyCommand=id/x"}}}, "must begin with https://"),
        ({"source": {"git": {"url": "https://a:secret@git.example/a.git"}}}, "must not contain a password"),
        (
            {"source": {"git": {"url": "https://git.example/a", "ref": "--upload-pack=id"}}},
            "must be a branch",
        ),
        ({"source": {"persistentVolumeClaim": {"claimName": "a", "path": "../b"}}}, "must not contain '..'"),
        ({"source": {"persistentVolumeClaim": {"claimName": "a", "path": "/b"}}}, "must be relative"),
        ({"source": GIT, "tenant": "Team A"}, "must consist of lower case letters"),
        ({"source": GIT, "job": {"env": [{"name": "DATABASE_URI"}]}}, "is not one of the variables that may"),
        ({"source": GIT, "job": {"env": [{"name": "LD_PRELOAD"}]}}, "be set: HTTP_PROXY, HTTPS_PROXY, NO_PR"),
        ({"source": GIT, "job": {"env": [{"name": "Https_Proxy"}]}}, "is not one of the variables that may"),
        (
            {"source": GIT, "job": {"resources": {"limits": {"memory": "banana"}}}},
            "must be a quantity that is",
        ),
        (
            {"source": GIT, "job": {"resources": {"requests": {"cpu": -1}}}},
            "must be a quantity that is not neg",
        ),
        ({"source": GIT, "job": {"scratchSize": "10 GB"}}, "must be a quantity that is not negative, for"),
        ({"source": GIT, "include": ["x" * 257]}, "may not be more than 256"),
        ({"source": GIT, "job": {"env": [{"name": "A", "valueFrom": {}}]}}, "unknown field"),
    ],
)
def test_refused_with_a_sentence(apply, spec, says):
    answer = apply(spec, "--dry-run=server")
    assert answer.returncode != 0
    assert says in answer.stderr


@pytest.mark.parametrize(
    "url", ["https://git.example/a.git", "ssh://git@git.example:2222/a.git", "git@git.example:team/a.git"]
)
def test_ordinary_sources_are_accepted(apply, url):
    answer = apply({"source": {"git": {"url": url, "ref": "feature/x-1.2"}}}, "--dry-run=server")
    assert answer.returncode == 0, answer.stderr


def test_an_ordinary_job_is_accepted(apply):
    job = {
        "resources": {"requests": {"cpu": 1, "memory": "512Mi"}, "limits": {"cpu": "1500m", "memory": "1e9"}},
        "scratchSize": 10_000_000_000,
        "env": [
            {"name": "https_proxy", "value": "http://proxy.example:3128"},
            {"name": "TZ", "value": "UTC"},
        ],
    }
    answer = apply({"source": GIT, "job": job}, "--dry-run=server")
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("before", "after"),
    [({"tenant": "a"}, {"tenant": "b"}), ({}, {"tenant": "a"}), ({"repository": "a"}, {"repository": "b"})],
)
def test_what_the_rows_carry_cannot_be_changed(apply, kubectl, before, after):
    try:
        source = {"git": {"url": "https://127.0.0.1/a.git"}}
        assert apply({"source": source, **before}).returncode == 0
        answer = apply({"source": source, **after})
        assert answer.returncode != 0
        assert "cannot be changed, set or unset later" in answer.stderr
    finally:
        kubectl.delete("--namespace", "default", "repositoryindex/refused")
