"""The identity that every new record is given."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any

from ..domain.records import new_id


def new_stamp(now: datetime) -> dict[str, Any]:
    """Return the first fields of a new record: `id`, `created_at`, `updated_at`, `rev`. Raises AppError before 1970."""
    return {"id": new_id(now, os.urandom(10)), "created_at": now, "updated_at": now, "rev": 1}
