"""The switch of the manifest tests."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-manifests",
        action="store_true",
        help="write the expected manifests anew instead of comparing with them",
    )


@pytest.fixture
def rewrite_manifests(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-manifests"))
