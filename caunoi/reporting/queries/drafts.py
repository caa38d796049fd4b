"""What a person has typed on a report and not sent, in one window or in several at once."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def mark_of(typed: Mapping[str, Any]) -> str:
    """By which a window knows the draft that it began from or left: the same words have the same mark, none has none."""
    if not typed:
        return ""
    said = json.dumps(dict(typed), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
