"""What servers say that no test can run: the words of the large hosts, and of things gone wrong under way."""

from __future__ import annotations

import pytest

from repository_indexer.checkout.messages import explain, explain_local
from repository_indexer.errors import (
    ConnectionFailedError,
    IndexingError,
    OutOfMemoryError,
    RepositoryParseError,
    SourceAccessError,
    SourceNotFoundError,
    StorageError,
)

URL = "https://git.example.org/a.git"


def meaning(output: str, ref: str | None = "main", password: str | None = None) -> IndexingError:
    return explain(output, url=URL, host="git.example.org", ref=ref, password=password)


@pytest.mark.parametrize(
    ("output", "error"),
    [
        (
            "remote: Repository not found.\nfatal: repository 'https://github.com/a/b/' not found",
            RepositoryParseError,
        ),
        ("ERROR: Repository not found.\nfatal: Could not read from remote repository.", RepositoryParseError),
        (
            "remote: The project you were looking for could not be found or ...\n"
            "fatal: repository 'https://gitlab.com/a/b.git/' not found",
            RepositoryParseError,
        ),
        (
            "remote: HTTP Basic: Access denied. If a password was provided ...\n"
            "fatal: Authentication failed for 'https://gitlab.com/a/b.git/'",
            SourceAccessError,
        ),
        (
            "remote: Invalid username or token. Password authentication is not ...\n"
            "fatal: Authentication failed for 'https://github.com/a/b/'",
            SourceAccessError,
        ),
        (
            "remote: Write access to repository not granted.\n"
            "fatal: unable to access 'https://github.com/a/b/': The requested URL returned error: 403",
            SourceAccessError,
        ),
        ("fatal: unable to access 'X': SSL certificate problem: self-signed certificate", SourceAccessError),
        ("fatal: unable to access 'X': Operation timed out after 300 ms with 0 bytes", ConnectionFailedError),
        ("fatal: unable to access 'X': The requested URL returned error: 502", ConnectionFailedError),
        ("ssh: connect to host h port 22: Connection timed out", ConnectionFailedError),
        ("kex_exchange_identification: Connection closed by remote host", ConnectionFailedError),
        (
            "error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly\nfatal: early EOF",
            ConnectionFailedError,
        ),
        ("fatal: the remote end hung up unexpectedly", ConnectionFailedError),
        ("error: unable to write file a.py\nfatal: write error: No space left on device", StorageError),
        ("error: index-pack died of signal 9\nfatal: index-pack failed", OutOfMemoryError),
        ("error: Server does not allow request for unadvertised object 1111", SourceNotFoundError),
        ("fatal: mismatched algorithms: client sha1; server sha256", RepositoryParseError),
        ("", ConnectionFailedError),
    ],
)
def test_meanings(output: str, error: type[IndexingError]) -> None:
    assert type(meaning(output)) is error


def test_gits_own_words_stand_behind_the_sentence() -> None:
    assert str(meaning("warning: x\nfatal: couldn't find remote ref main\n")) == (
        f"{URL} has no ref 'main'. (git: fatal: couldn't find remote ref main)"
    )


def test_a_hostile_server_controls_neither_terminal_nor_length() -> None:
    message = str(meaning("fatal: remote error: \x1b]0;evil\x07 ä {url} {0} %s " + "x" * 100_000))
    assert message.isascii()
    assert message.isprintable()
    assert len(message) < 600


def test_a_password_sent_back_is_not_shown() -> None:
    assert "s3cret" not in str(meaning("fatal: remote error: got s3cret", password="s3cret"))


def test_on_a_volume_what_is_not_the_machines_fault_is_the_repositorys() -> None:
    assert type(explain_local("fatal: write error: No space left on device", "p")) is StorageError
    assert type(explain_local("fatal: something new", "p")) is RepositoryParseError
    assert type(explain_local("fatal: unable to read tree 1234", "p")) is RepositoryParseError
