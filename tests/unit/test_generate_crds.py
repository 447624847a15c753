"""The CRD is what the models say, and offers nothing that is not built."""

import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_committed_crd_is_what_the_models_say():
    run = subprocess.run(
        [sys.executable, ROOT / "hack/generate_crds.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_fields_without_behaviour_are_left_out():
    crd = yaml.safe_load((ROOT / "crds/repositoryindexes.yaml").read_text())
    spec = crd["spec"]["versions"][0]["schema"]["openAPIV3Schema"]["properties"]["spec"]["properties"]
    assert {"source", "retry", "timeLimit", "refreshInterval", "deletionPolicy"} <= spec.keys()
    assert not {"image", "serviceAccountName"} & spec["job"]["properties"].keys()


def test_every_field_is_described():
    crd = yaml.safe_load((ROOT / "crds/repositoryindexes.yaml").read_text())
    undescribed = []

    def visit(path, schema):
        for name, field in schema.get("properties", {}).items():
            if not field.get("description"):
                undescribed.append(f"{path}.{name}")
            visit(f"{path}.{name}", field)
        if "items" in schema:
            visit(f"{path}[]", schema["items"])

    top = crd["spec"]["versions"][0]["schema"]["openAPIV3Schema"]
    visit("spec", top["properties"]["spec"])
    visit("status", top["properties"]["status"])
    assert undescribed == []
