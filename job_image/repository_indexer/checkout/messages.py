"""What git's messages mean: its exit code is 128 for nearly everything, so its words have to be read.

The words are those of git 2.39 to 2.47, curl (GnuTLS and OpenSSL) and OpenSSH 9, under LC_ALL=C.
"""

from __future__ import annotations

import re

from repository_indexer.checkout.url import is_abbreviated_commit
from repository_indexer.errors import (
    ConnectionFailedError,
    IndexingError,
    OutOfMemoryError,
    RepositoryParseError,
    SourceAccessError,
    SourceNotFoundError,
    StorageError,
)

_MEANINGS: tuple[tuple[str, type[IndexingError], str], ...] = (
    (
        r"no space left on device|disk quota exceeded|file too large|write error",
        StorageError,
        "The scratch disk is full: raise spec.job.scratchSize.",
    ),
    (
        r"out of memory|died of signal 9|cannot allocate memory",
        OutOfMemoryError,
        "git ran out of memory: raise spec.job.resources.limits.memory.",
    ),
    (
        r"could not read username|told us to quit",
        SourceAccessError,
        "{host} asks for credentials: name a Secret with the keys username, password and hosts"
        " in spec.source.git.secretRef.",
    ),
    (
        r"authentication failed|returned error: 401|invalid username or (password|token)",
        SourceAccessError,
        "{host} refused the user name or the password: check the keys username and password of the Secret.",
    ),
    (
        r"returned error: 403|access denied|not allowed to",
        SourceAccessError,
        "{host} forbids access to {url}: the credentials need the right to read this repository.",
    ),
    (
        r"no \S+ host key is known for",
        SourceAccessError,
        "The Secret's known_hosts has no key of {host}: add the line that `ssh-keyscan` prints,"
        " after comparing its fingerprint with the one that the host publishes.",
    ),
    (
        r"host key verification failed",
        SourceAccessError,
        "{host} shows another key than the Secret's known_hosts has: if the host's key has really changed,"
        " replace the line.",
    ),
    (
        r"(error in libcrypto|invalid format).*permission denied",
        SourceAccessError,
        "The Secret's ssh-privatekey is not a private key that ssh can read.",
    ),
    (
        r"permission denied",
        SourceAccessError,
        "{host} refused the ssh key: check that the Secret's ssh-privatekey has no passphrase and that its"
        " public key may read the repository.",
    ),
    (
        r"certificate|cacert|CAfile",
        SourceAccessError,
        "The certificate of {host} is not trusted: if it is signed by an authority of your own, put that"
        " authority's certificate into the Secret's key ca.crt.",
    ),
    (
        r"transport '\S+' not allowed",
        SourceAccessError,
        "The repository leads to a transport that is refused: only https, http and ssh are allowed.",
    ),
    (
        r"couldn't find remote ref|no such remote ref|not our ref|unadvertised object"
        r"|needed a single revision|unknown revision|bad object|expected commit type",
        SourceNotFoundError,
        "{url} has no ref {ref}.",
    ),
    (
        r"repository '?\S+ not found|repository not found|does not appear to be a git repository"
        r"|returned error: (404|410)|project you were looking for could not be found"
        r"|not a git repository|is this a git repository",
        RepositoryParseError,
        "There is no git repository at {url}, or none that may be seen without (other) credentials.",
    ),
    (
        r"no url found for submodule|repository '\S*' does not exist",
        RepositoryParseError,
        "A submodule of {url} cannot be fetched.",
    ),
    (
        r"mismatched algorithms|unsupported object format|sha256",
        RepositoryParseError,
        "{url} uses SHA-256 object ids, which are not supported.",
    ),
    (
        r"could not resolve (host|proxy)|name resolution|name or service not known",
        ConnectionFailedError,
        "The name {host} cannot be resolved.",
    ),
    (
        r"timed out|too slow|timeout",
        ConnectionFailedError,
        "{host} does not answer.",
    ),
    (
        r"connection refused|couldn't connect|failed to connect|no route to host|network is unreachable",
        ConnectionFailedError,
        "{host} cannot be reached.",
    ),
    (
        r"invalid path|unable to create file|unable to read (tree|sha1)|corrupt|unable to checkout",
        RepositoryParseError,
        "The repository at {url} cannot be checked out.",
    ),
)
_PATTERNS = tuple((re.compile(p, re.IGNORECASE | re.DOTALL), error, text) for p, error, text in _MEANINGS)

_TELLING_LINE = re.compile(
    r"^(?:fatal|error|ssh|ERROR): .*|^.*: Permission denied \(.*|^No \S+ host key is known .*", re.MULTILINE
)
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]+")
_QUOTE_LENGTH = 300


def explain(output: str, *, url: str, host: str, ref: str | None, password: str | None) -> IndexingError:
    """The error that git's output means, with a sentence for the user and git's own words behind it.

    What matches nothing is taken for a passing fault of the connection: a retry costs little.

    Args:
        output: the last lines that git wrote to standard error.
        url, host, ref: what was asked for; ref None is the remote's HEAD.
        password: the Secret's, which a hostile server could have sent back.
    """
    if password:
        output = output.replace(password, "…")
    if found := _meaning(output):
        error, sentence = found
        sentence = sentence.format(url=url, host=host, ref=repr(ref) if ref else "HEAD")
        if error is SourceNotFoundError and ref and is_abbreviated_commit(ref):
            sentence += " A commit must be given by its full 40 hex digits."
        return error(sentence + _quote(output))
    return ConnectionFailedError(f"git could not fetch {url}.{_quote(output)}")


def explain_local(output: str, path: str) -> IndexingError:
    """The same for a repository on a volume: what is not this machine's fault is the repository's."""
    if (found := _meaning(output)) and found[0] in (StorageError, OutOfMemoryError):
        return found[0](found[1] + _quote(output))
    return RepositoryParseError(f"The repository at {path!r} cannot be checked out.{_quote(output)}")


def _meaning(output: str) -> tuple[type[IndexingError], str] | None:
    return next(((error, text) for pattern, error, text in _PATTERNS if pattern.search(output)), None)


def _quote(output: str) -> str:
    """git's most telling line, printable and short."""
    lines = _TELLING_LINE.findall(output) or output.strip().splitlines()[-1:]
    if not lines:
        return ""
    return f" (git: {_UNPRINTABLE.sub(' ', lines[0]).strip()[:_QUOTE_LENGTH]})"
