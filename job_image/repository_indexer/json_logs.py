"""The container's log: one JSON object a line, on standard error."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime


class _JsonFormatter(logging.Formatter):
    def __init__(self, context: Mapping[str, str]) -> None:
        super().__init__()
        self._context = context

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **self._context,
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        # ASCII: a file's name need not be text, and a line must stay a line.
        return json.dumps(entry)


def log_as_json(context: Mapping[str, str]) -> None:
    """Log everything from level INFO on; `context` stands in every line."""
    handler = logging.StreamHandler()
    handler.setFormatter(_JsonFormatter(context))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
