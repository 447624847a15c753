"""Which git URLs and refs pass, before git sees them."""

import pytest

from repository_indexer.checkout.url import Remote, check_ref, parse_url
from repository_indexer.errors import SourceAccessError, SourceNotFoundError


@pytest.mark.parametrize(
    ("url", "remote"),
    [
        ("https://github.com/pallets/flask", ("https", "github.com", None, None, "github.com")),
        ("https://Git.Example.org:443/a.git", ("https", "Git.Example.org", 443, None, "git.example.org")),
        ("http://git.demo:8080/a%20b.git", ("http", "git.demo", 8080, None, "git.demo:8080")),
        ("https://[fd00::1]/a.git", ("https", "[fd00::1]", None, None, "[fd00::1]")),
        ("ssh://git@host.org:2222/~/a.git", ("ssh", "host.org", 2222, "git", "host.org:2222")),
        ("ssh://host.org/a.git", ("ssh", "host.org", None, None, "host.org")),
        ("git@github.com:pallets/flask.git", ("ssh", "github.com", None, "git", "github.com")),
        ("github.com:pallets/flask.git", ("ssh", "github.com", None, None, "github.com")),
    ],
)
def test_allowed_urls(url: str, remote: tuple[str, str, int | None, str | None, str]) -> None:
    *parts, address = remote
    parsed = parse_url(url)
    assert parsed == Remote(url, *parts)  # type: ignore[arg-type]
    assert parsed.address == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "-uhttps://host/a",
        "--upload-pack=id",
        "file:///etc",
        "/etc",
        "../a",
        "ext::sh -c id",
        "ext::sh",
        "fd::7",
        "git://host/a",
        "ftp://host/a",
        "https://host",
        "https:///a",
        "https://-host/a",
        "https://host:x/a",
        "https://good.org\\@evil.org/a",
        "https://good.org#@evil.org/a",
        "https://host/a b",
        "https://host/a\nhost=evil",
        "https://host%0aevil/a",
        "https://host/a?token=x",
        "https://host/a#x",
        "ssh://-oProxyCommand=id/a",
        "ssh://-o@host/a",
        "ssh://user:password@host/a",
        "-oProxyCommand=id@host:a",
        "host:-a",
        "user@host:",
        "https://host/a\x00",
        "https://hóst/a",
    ],
)
def test_refused_urls(url: str) -> None:
    with pytest.raises(SourceAccessError):
        parse_url(url)


@pytest.mark.parametrize(
    "url",
    ["https://me:s3cret@host/a", "https://s3cret@host/a", "http://:s3cret@host/a", "ssh://me:s3cret@h/a"],
)
def test_a_password_in_the_url_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(SourceAccessError, match="into a Secret") as refusal:
        parse_url(url)
    assert "s3cret" not in str(refusal.value)


@pytest.mark.parametrize(
    "ref", ["main", "v1.0", "refs/heads/feature/x", "a" * 40, "HEAD", "ünï", "a.b", "a@b"]
)
def test_allowed_refs(ref: str) -> None:
    check_ref(ref)


@pytest.mark.parametrize(
    "ref",
    [
        "",
        "-x",
        "--upload-pack=id",
        "+main",
        "^main",
        "main:other",
        "a b",
        "a..b",
        "a~1",
        "a^{}",
        "*",
        "a?",
        "[a",
        "a\\b",
        "/a",
        "a/",
        "a//b",
        "a.lock",
        "a.lock/b",
        ".a",
        "a/.b",
        "a.",
        "@",
        "a@{1}",
        "a\n",
        "a\x7f",
        "a" * 256,
    ],
)
def test_refused_refs(ref: str) -> None:
    with pytest.raises(SourceNotFoundError, match="cannot be a ref"):
        check_ref(ref)
