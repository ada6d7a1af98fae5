"""Dates as pages state them, as EDTF."""

from __future__ import annotations

import datetime
import re

NEVER_SET = {datetime.date.min, datetime.date(1970, 1, 1)}


def edtf_date(value: str | None) -> str | None:
    """The day (or month, or year) of an ISO 8601 date or time, as EDTF; else None.

    A date that software puts where nobody has set one ("0001-01-01") is none.

    >>> edtf_date("2021-05-03T10:15:00Z"), edtf_date("2021-05"), edtf_date("yesterday")
    ('2021-05-03', '2021-05', None)
    """
    value = (value or "").strip()
    if re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", value):
        return value
    try:
        day = datetime.datetime.fromisoformat(value).date()
    except ValueError:
        return None
    return None if day in NEVER_SET else day.isoformat()
