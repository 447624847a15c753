"""What processes inherit of signals: tests that send some may themselves run where they are ignored."""

import contextlib
import signal
from collections.abc import Iterator


@contextlib.contextmanager
def disposition(number: signal.Signals, handler: signal.Handlers) -> Iterator[None]:
    """What the processes that are started meanwhile do at the signal (nohup and `&` ignore some)."""
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)
