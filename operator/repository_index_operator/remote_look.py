"""Looks at the commit that a ref of a public repository is at: few bytes, little time, no redirects.

What answers is chosen by the author of a spec, and hostile. What cannot be told like this is left to a run,
which has the means of git itself, and the rights of its namespace alone.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import aiohttp
from yarl import URL

from repository_index_operator.addresses import Network, NotPublicError, Resolved, resolve
from repository_index_operator.git_protocol import (
    AGENT,
    NotSpokenError,
    RemoteError,
    ls_refs,
    read_capabilities,
    read_commit,
)
from repository_index_operator.observed import Target

TIMEOUT_SECONDS = 15.0
MAX_BYTES = 256 * 1024
"""Of one answer; a server sends each ref whose name begins like the one that is looked for."""
NAMES_AT_A_TIME = 8

_HEADERS = {"User-Agent": AGENT, "Git-Protocol": "version=2", "Accept-Encoding": "identity"}
_REFUSALS = {
    401: "it asks for credentials: the repository is private or gone (a private one needs"
    " spec.source.git.secretRef)",
    403: "it refuses the request",
    404: "there is no repository at spec.source.git.url",
    429: "it asks to be left alone for a while",
}


class LookError(Exception):
    """The look failed; `str(error)` says why, in words that stay the same as long as the reason does."""


class NeedsRunError(Exception):
    """Only a run can look at this repository; `str(error)` says why."""


class RemoteLook:
    """Looks at public repositories, and at those in the allowed `networks`."""

    def __init__(self, networks: Sequence[Network]) -> None:
        self._networks = networks
        # Trusts what the system trusts, and what SSL_CERT_FILE names.
        self._tls = ssl.create_default_context()
        self._resolving = ThreadPoolExecutor(NAMES_AT_A_TIME, thread_name_prefix="resolve")

    async def commit_of(self, target: Target) -> str:
        """The commit that the target's ref is at.

        Raises:
            LookError: it cannot be told for now, or the spec is wrong.
            NeedsRunError: it cannot be told by the operator.
        """
        try:
            url = URL(target.url)
            host, port = url.host or "", url.port or 0
        except ValueError as error:
            raise NeedsRunError(f"the URL is not understood: {error}") from error
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                addresses = await resolve(host, port, self._networks, self._resolving)
                connector = aiohttp.TCPConnector(
                    resolver=Resolved(addresses), use_dns_cache=False, ssl=self._tls, limit=1
                )
                # trust_env: a proxy would resolve the name anew.
                async with aiohttp.ClientSession(
                    connector=connector,
                    headers=_HEADERS,
                    trust_env=False,
                    auto_decompress=False,
                    cookie_jar=aiohttp.DummyCookieJar(),
                ) as session:
                    commit = await _commit_of(session, target)
        except NotPublicError as error:
            raise NeedsRunError(str(error)) from error
        except NotSpokenError as error:
            raise NeedsRunError(f"{host} does not tell it by git's protocol version 2: {error}") from error
        except RemoteError as error:
            raise LookError(f"{host} says: {error}") from error
        except TimeoutError as error:
            raise LookError(f"{host} does not answer within {TIMEOUT_SECONDS:.0f} s") from error
        except aiohttp.ClientConnectorCertificateError as error:
            raise LookError(f"the certificate of {host} is not trusted by the operator") from error
        except (aiohttp.ClientError, OSError, UnicodeError) as error:
            raise LookError(f"{host} cannot be reached ({type(error).__name__})") from error
        if commit is None:
            raise LookError(f"there is no ref {target.ref or 'HEAD'} at {host}")
        return commit


async def _commit_of(session: aiohttp.ClientSession, target: Target) -> str | None:
    base = target.url.rstrip("/")
    async with session.get(
        _exactly(f"{base}/info/refs?service=git-upload-pack"), allow_redirects=False
    ) as answer:
        capabilities = read_capabilities(await _body(answer))
    headers = {
        "Content-Type": "application/x-git-upload-pack-request",
        "Accept": "application/x-git-upload-pack-result",
    }
    request = ls_refs(capabilities, target.ref)
    async with session.post(
        _exactly(f"{base}/git-upload-pack"), data=request, headers=headers, allow_redirects=False
    ) as answer:
        return read_commit(await _body(answer), target.ref)


def _exactly(url: str) -> URL:
    """The URL as it is written, as git sends it."""
    return URL(url, encoded=True)


async def _body(answer: aiohttp.ClientResponse) -> bytes:
    """The whole body, of which no more than the limit and a network buffer are ever held."""
    host = answer.url.host
    if 300 <= answer.status < 400:
        raise NotSpokenError("it redirects to another address")
    if answer.status != 200:
        why = _REFUSALS.get(answer.status, f"it answers with status {answer.status}")
        raise LookError(f"{host} does not show the repository: {why}")
    body = bytearray()
    async for chunk in answer.content.iter_any():
        body += chunk
        if len(body) > MAX_BYTES:
            raise NotSpokenError(f"it says more than {MAX_BYTES} bytes")
    return bytes(body)
