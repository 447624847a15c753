"""Check-outs that need credentials: who gets to see them, and what a person reads when they are refused."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from check_outs import PASSWORD, Secret, fails
from checked_out import files_of
from git_remotes import SshRemote, free_port, http_remote, new_ssh_key
from http_servers import redirecting
from repository_index_api.index_job import GitSource
from repository_indexer.checkout.remote import check_out
from repository_indexer.errors import (
    ConnectionFailedError,
    RepositoryParseError,
    SourceAccessError,
)


class TestPassword:
    def test_right_one(self, private_server: str, scratch: Path, secret: Secret) -> None:
        folder = secret(username="robot", password=PASSWORD, hosts=f"http://{private_server}")
        checkout = check_out(GitSource(url=f"http://{private_server}/app.git"), scratch, folder)
        assert files_of(checkout).keys() == {"a.py"}

    def test_wrong_one(self, private_server: str, scratch: Path, secret: Secret) -> None:
        folder = secret(username="robot", password="other", hosts=f"http://{private_server}")
        message = fails(SourceAccessError, f"http://{private_server}/app.git", scratch, folder)
        assert "check the keys username and password" in message

    def test_none(self, private_server: str, scratch: Path) -> None:
        message = fails(SourceAccessError, f"http://{private_server}/app.git", scratch)
        assert "spec.source.git.secretRef" in message

    def test_a_secret_without_hosts_says_what_to_add(self, scratch: Path, secret: Secret) -> None:
        folder = secret(username="robot", password=PASSWORD)
        message = fails(SourceAccessError, "https://git.example.org:8443/a.git", scratch, folder)
        assert "add the key hosts: git.example.org:8443" in message

    def test_plain_http_must_be_allowed_by_name(self, server: str, scratch: Path, secret: Secret) -> None:
        folder = secret(username="robot", password=PASSWORD, hosts=server)
        message = fails(SourceAccessError, f"http://{server}/app.git", scratch, folder)
        assert f"add http://{server} to its key hosts" in message

    def test_another_host_is_not_even_asked(self, scratch: Path, secret: Secret) -> None:
        folder = secret(username="robot", password=PASSWORD, hosts="github.com")
        message = fails(SourceAccessError, f"https://127.0.0.1:{free_port()}/a.git", scratch, folder)
        assert "may not be shown to 127.0.0.1" in message

    def test_a_redirect_to_another_host_does_not_see_it(
        self, private_server: str, scratch: Path, secret: Secret
    ) -> None:
        with redirecting(f"http://localhost:{private_server.split(':')[1]}") as address:
            folder = secret(username="robot", password=PASSWORD, hosts=f"http://{address}")
            fails(SourceAccessError, f"http://{address}/app.git", scratch, folder)

    def test_a_proxy_of_the_environment_does_not_see_it_over_plain_http(
        self, private_server: str, scratch: Path, secret: Secret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        folder = secret(username="robot", password=PASSWORD, hosts=f"http://{private_server}")
        check_out(GitSource(url=f"http://{private_server}/app.git"), scratch, folder)

    def test_it_stands_in_no_argument_and_no_environment(
        self, scratch: Path, secret: Secret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = []
        popen = subprocess.Popen

        def spy(command, **options):
            seen.append((command, options["env"]))
            return popen(command, **options)

        monkeypatch.setattr(subprocess, "Popen", spy)
        address = f"127.0.0.1:{free_port()}"
        folder = secret(username="robot", password=PASSWORD, hosts=address)
        fails(ConnectionFailedError, f"https://{address}/a.git", scratch, folder)
        assert len(seen) >= 2
        assert PASSWORD not in repr(seen)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    extra = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key", "-out", folder / "crt"]
    subprocess.run([*command, *map(str, extra)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def tls_server(served: Path, certificate: Path) -> Iterator[str]:
    with http_remote(served, "--certificate", certificate / "crt", "--key", certificate / "key") as address:
        yield address


class TestHttps:
    def test_an_unknown_authority_is_refused(self, tls_server: str, scratch: Path) -> None:
        assert "ca.crt" in fails(SourceAccessError, f"https://{tls_server}/app.git", scratch)

    def test_the_secret_may_bring_the_authority(
        self, tls_server: str, certificate: Path, scratch: Path, secret: Secret
    ) -> None:
        folder = secret(ca_crt=(certificate / "crt").read_text())
        assert check_out(GitSource(url=f"https://{tls_server}/app.git"), scratch, folder).commit


class TestSsh:
    def url(self, ssh: SshRemote, served: Path, name: str = "app.git") -> str:
        return f"ssh://{ssh.user}@{ssh.address}{served}/{name}"

    def test_with_the_right_key(self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret) -> None:
        # Secrets are often made without the final line break, or with Windows' ones.
        key = ssh.private_key.rstrip("\n").replace("\n", "\r\n")
        folder = secret(ssh_privatekey=key, known_hosts=ssh.known_hosts)
        assert check_out(GitSource(url=self.url(ssh, served)), scratch, folder).commit

    def test_without_a_secret(self, ssh: SshRemote, served: Path, scratch: Path) -> None:
        assert "ssh-privatekey and known_hosts" in fails(SourceAccessError, self.url(ssh, served), scratch)

    def test_without_known_hosts(self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret) -> None:
        folder = secret(ssh_privatekey=ssh.private_key)
        assert "no key known_hosts" in fails(SourceAccessError, self.url(ssh, served), scratch, folder)

    def test_an_unknown_host(self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret) -> None:
        folder = secret(ssh_privatekey=ssh.private_key, known_hosts="github.com ssh-ed25519 AAAA\n")
        message = fails(SourceAccessError, self.url(ssh, served), scratch, folder)
        assert "known_hosts has no key of" in message

    def test_a_host_with_another_key(
        self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret, tmp_path: Path
    ) -> None:
        host, _ = ssh.known_hosts.split(" ", 1)
        folder = secret(
            ssh_privatekey=ssh.private_key, known_hosts=f"{host} {new_ssh_key(tmp_path / 'other')}"
        )
        message = fails(SourceAccessError, self.url(ssh, served), scratch, folder)
        assert "shows another key" in message

    def test_a_wrong_key(
        self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret, tmp_path: Path
    ) -> None:
        new_ssh_key(tmp_path / "other")
        key = (tmp_path / "other").read_text()
        folder = secret(ssh_privatekey=key, known_hosts=ssh.known_hosts)
        message = fails(SourceAccessError, self.url(ssh, served), scratch, folder)
        assert "refused the ssh key" in message

    def test_a_key_that_is_none(self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret) -> None:
        folder = secret(ssh_privatekey="hello", known_hosts=ssh.known_hosts)
        message = fails(SourceAccessError, self.url(ssh, served), scratch, folder)
        assert "not a private key that ssh can read" in message

    def test_no_repository_there(self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret) -> None:
        folder = secret(ssh_privatekey=ssh.private_key, known_hosts=ssh.known_hosts)
        fails(RepositoryParseError, self.url(ssh, served, "none.git"), scratch, folder)

    def test_nobody_listens(self, ssh: SshRemote, scratch: Path, secret: Secret) -> None:
        folder = secret(ssh_privatekey=ssh.private_key, known_hosts=ssh.known_hosts)
        fails(ConnectionFailedError, f"ssh://git@127.0.0.1:{free_port()}/a.git", scratch, folder)
        fails(ConnectionFailedError, "ssh://git@host.invalid/a.git", scratch, folder)
