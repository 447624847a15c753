"""Which addresses the operator connects to for whoever writes a spec: public ones, and what is allowed.

The operator stands inside the cluster's network, so that without this a spec could make it ask what its
author cannot reach (OWASP: Server Side Request Forgery).
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence
from concurrent.futures import Executor
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult

Network = IPv4Network | IPv6Network

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
"""Addresses that a gateway turns into the IPv4 address at their end (RFC 6052)."""


class NotPublicError(Exception):
    """No address of the host is one that the operator connects to."""


def is_allowed(text: str, networks: Sequence[Network]) -> bool:
    """Whether the operator may connect to the address."""
    address = _meant(ip_address(text.partition("%")[0]))
    if any(address in network for network in networks):
        return True
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not address.is_multicast


def _meant(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address in an IPv6 one that leads to it, however it is written."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None) or address


async def resolve(
    host: str, port: int, networks: Sequence[Network], executor: Executor
) -> list[ResolveResult]:
    """The addresses of the host that the operator may connect to.

    Raises:
        NotPublicError: there is none of those.
        OSError: the name cannot be resolved.
    """
    # A pool of its own: names that never answer must not keep others of the process from being resolved.
    found = await asyncio.get_running_loop().run_in_executor(
        executor, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    )
    allowed: list[ResolveResult] = [
        {
            "hostname": host,
            "host": str(address[0]),
            "port": port,
            "family": family,
            "proto": protocol,
            "flags": socket.AI_NUMERICHOST,
        }
        for family, _, protocol, _, address in found
        if is_allowed(str(address[0]), networks)
    ]
    if not allowed:
        raise NotPublicError(f"{host} has no public address")
    return allowed


class Resolved(AbstractResolver):
    """Knows the addresses of one host, which were judged: what is connected to is what was judged."""

    def __init__(self, addresses: list[ResolveResult]) -> None:
        self._addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Those addresses, whatever is asked for."""
        return self._addresses

    async def close(self) -> None:
        """Nothing is open."""
