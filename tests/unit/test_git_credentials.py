"""The credential helper shows the password to the hosts that the Secret names, and to no other."""

from pathlib import Path

import pytest

from repository_indexer.checkout.credentials import answer

QUIT = "quit=1\n"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    (tmp_path / "username").write_text("robot\n")
    (tmp_path / "password").write_text("s3cret\n")
    (tmp_path / "hosts").write_text("git.example.org, other.org:8443\nhttp://plain.local\n")
    return tmp_path


@pytest.mark.parametrize(
    "request_lines",
    [
        "protocol=https\nhost=git.example.org\n",
        "protocol=https\nhost=GIT.example.org:443\npath=a\n",
        "protocol=https\nhost=other.org:8443\n",
        "protocol=http\nhost=plain.local\nwwwauth[]=Basic\n",
        "protocol=http\nhost=plain.local:80\n",
    ],
)
def test_listed_hosts_get_the_password(secret: Path, request_lines: str) -> None:
    assert answer(secret, request_lines) == "username=robot\npassword=s3cret\n"


@pytest.mark.parametrize(
    "request_lines",
    [
        "protocol=https\nhost=evil.org\n",
        "protocol=https\nhost=git.example.org.evil.org\n",
        "protocol=https\nhost=sub.git.example.org\n",
        "protocol=http\nhost=git.example.org\n",
        "protocol=https\nhost=other.org\n",
        "protocol=https\nhost=git.example.org:8443\n",
        "protocol=https\nhost=plain.local\n",
        "protocol=https\nhost=\n",
        "protocol=https\n",
        "",
    ],
)
def test_other_hosts_get_nothing(secret: Path, request_lines: str) -> None:
    assert answer(secret, request_lines) == QUIT


def test_without_a_list_of_hosts_nobody_gets_the_password(secret: Path) -> None:
    (secret / "hosts").unlink()
    assert answer(secret, "protocol=https\nhost=git.example.org\n") == QUIT


def test_a_token_needs_no_user_name(secret: Path) -> None:
    (secret / "username").unlink()
    assert answer(secret, "protocol=https\nhost=git.example.org\n") == "username=git\npassword=s3cret\n"
