"""What a build needs from this machine to reach package registries: its certificates and pip configuration.

All of it is mounted into build steps only, so that nothing of this machine gets into an image.
"""

import configparser
import os
import re
from collections.abc import Mapping
from pathlib import Path

_BUNDLE_VARIABLES = ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
_NOT_OPTIONS = {
    "PIP_CONFIG_FILE",
    "PIP_CACHE_DIR",
    "PIP_CERT",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_USER",
    "PIP_TARGET",
}


def volumes(scratch: Path, cache: Path, environment: Mapping[str, str] = os.environ) -> list[str]:
    """The volumes of a build, as buildah takes them; ``scratch`` must live as long as the build."""
    found = []
    bundle = next((environment[name] for name in _BUNDLE_VARIABLES if environment.get(name)), _BUNDLE)
    if Path(bundle).is_file():
        found.append(f"{Path(bundle).resolve()}:{_BUNDLE}:ro")
    options = pip_options(environment, _configuration_files(environment))
    local: dict[str, str] = {}
    if "find-links" in options:
        options["find-links"] = "\n".join(_inside(link, local) for link in options["find-links"].split())
    pip_cache = cache / "pip"
    pip_cache.mkdir(parents=True, exist_ok=True)
    options |= {"cert": _BUNDLE, "cache-dir": "/mnt/pip-cache"}
    configuration = scratch / "pip.conf"
    text = "".join(f"{name} = {_indented(value)}\n" for name, value in options.items())
    configuration.write_text(f"[global]\n{text}")
    found += [f"{configuration}:/etc/pip.conf:ro", f"{pip_cache}:/mnt/pip-cache:rw"]
    return found + [f"{outside}:{inside}:ro" for outside, inside in local.items()]


def _indented(value: str) -> str:
    return value.replace("\n", "\n    ")


def pip_options(environment: Mapping[str, str], files: list[Path]) -> dict[str, str]:
    """pip's global options on this machine: its configuration files, and over them its variables."""
    options: dict[str, str] = {}
    for file in files:
        parser = configparser.RawConfigParser()
        parser.read(file)
        for section in ("global", "install"):
            if parser.has_section(section):
                options |= {name.replace("_", "-"): value for name, value in parser.items(section)}
    for name, value in environment.items():
        if re.fullmatch(r"PIP_[A-Z_]+", name) and name not in _NOT_OPTIONS and value:
            options[name.removeprefix("PIP_").lower().replace("_", "-")] = value
    return options


def _configuration_files(environment: Mapping[str, str]) -> list[Path]:
    """Where pip looks, later ones counting more."""
    home = Path.home()
    candidates = [Path("/etc/xdg/pip/pip.conf"), Path("/etc/pip.conf")]
    candidates += [home / ".pip/pip.conf", home / ".config/pip/pip.conf"]
    if environment.get("PIP_CONFIG_FILE"):
        candidates.append(Path(environment["PIP_CONFIG_FILE"]))
    return [file for file in candidates if file.is_file()]


def _inside(link: str, local: dict[str, str]) -> str:
    """Where a local directory of packages is mounted; addresses stay as they are."""
    if not Path(link).is_dir():
        return link
    return local.setdefault(link, f"/mnt/pip-links-{len(local)}")
