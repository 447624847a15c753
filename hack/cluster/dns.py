"""One DNS question, to prove that names resolve in the cluster's network."""

import contextlib
import socket
import struct
from ipaddress import IPv4Address

_ID = 0x5249
_RECURSION_DESIRED = 0x0100
_A, _INTERNET = 1, 1


def query(name: str) -> bytes:
    """The packet that asks for the address of a name."""
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.rstrip(".").split("."))
    return (
        struct.pack("!6H", _ID, _RECURSION_DESIRED, 1, 0, 0, 0)
        + labels
        + struct.pack("!B2H", 0, _A, _INTERNET)
    )


def addresses(answer: bytes) -> list[IPv4Address]:
    """The addresses in an answer; empty when it says that there are none, or is no answer to our question."""
    if len(answer) < 12:
        return []
    identity, flags, questions, answers = struct.unpack("!4H", answer[:8])
    if identity != _ID or flags & 0x000F:
        return []
    found = []
    with contextlib.suppress(IndexError, struct.error):
        position = 12
        for _ in range(questions):
            position = _after_name(answer, position) + 4
        for _ in range(answers):
            position = _after_name(answer, position)
            kind, _, _, length = struct.unpack("!2HIH", answer[position : position + 10])
            position += 10
            if kind == _A and length == 4:
                found.append(IPv4Address(answer[position : position + 4]))
            position += length
    return found


def resolve(name: str, server: IPv4Address, *, timeout: float = 1) -> list[IPv4Address]:
    """Ask a server; empty when it does not answer in time."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(timeout)
        try:
            asking.connect((str(server), 53))
            asking.send(query(name))
            return addresses(asking.recv(512))
        except OSError:
            return []


def _after_name(packet: bytes, position: int) -> int:
    while (length := packet[position]) != 0:
        if length >= 0xC0:
            return position + 2
        position += length + 1
    return position + 1
