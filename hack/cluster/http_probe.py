"""Asking the cluster's own components whether they are well."""

import ssl
import urllib.error
import urllib.request


def answers(url: str, *, timeout: float = 2) -> bool:
    """Whether a health address answers 200.

    Certificates are not verified: the question is whether it lives, and some components sign their own.
    """
    unverified = ssl.create_default_context()
    unverified.check_hostname = False
    unverified.verify_mode = ssl.CERT_NONE
    # A proxy in the environment must not stand between the machine and its own cluster.
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=unverified)
    )
    try:
        with opener.open(url, timeout=timeout) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError, ValueError):
        return False
