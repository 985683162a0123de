"""Another day: every clock that Python code can read, years later and in another time zone."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

SHIFT = dt.timedelta(days=1500, hours=7, minutes=11, seconds=13)
"""How much later it is: another year, month, weekday and hour."""

_ZONE = "NPT-05:45"
_SECONDS = SHIFT.total_seconds()
# The replaced functions are called by these names, which are not replaced.
_date, _datetime = dt.date, dt.datetime
_time, _time_ns, _localtime, _gmtime = time.time, time.time_ns, time.localtime, time.gmtime
_strftime, _asctime, _ctime = time.strftime, time.asctime, time.ctime


class _Either(type):
    """Makes the replacements pass as the classes that they replace."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.__mro__[1])

    def __subclasscheck__(cls, other: type) -> bool:
        return issubclass(other, cls.__mro__[1])


class _LaterDate(dt.date, metaclass=_Either):
    @classmethod
    def today(cls) -> Any:
        return _datetime.fromtimestamp(_time() + _SECONDS).date()


class _LaterDatetime(dt.datetime, metaclass=_Either):
    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Any:
        return _datetime.fromtimestamp(_time() + _SECONDS, tz)

    @classmethod
    def utcnow(cls) -> Any:
        return _datetime.fromtimestamp(_time() + _SECONDS, dt.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> Any:
        return cls.now()


_LATER: dict[int, Any] = {
    id(_date): _LaterDate,
    id(_datetime): _LaterDatetime,
    id(_time): lambda: _time() + _SECONDS,
    id(_time_ns): lambda: _time_ns() + int(_SECONDS) * 10**9,
    id(_localtime): lambda seconds=None: _localtime(_time() + _SECONDS if seconds is None else seconds),
    id(_gmtime): lambda seconds=None: _gmtime(_time() + _SECONDS if seconds is None else seconds),
    id(_ctime): lambda seconds=None: _ctime(_time() + _SECONDS if seconds is None else seconds),
    id(_strftime): lambda form, t=None: _strftime(form, _localtime(_time() + _SECONDS) if t is None else t),
    id(_asctime): lambda t=None: _asctime(_localtime(_time() + _SECONDS) if t is None else t),
}
"""The replacement of a clock, by the identity of the clock."""

_NOW: dict[int, Any] = {
    id(_LATER[id(clock)]): clock
    for clock in (_date, _datetime, _time, _time_ns, _localtime, _gmtime, _ctime, _strftime, _asctime)
}


@contextmanager
def another_day() -> Iterator[None]:
    """Change the clocks of all modules inside the with block. Compiled code that reads the clock itself is not
    affected.
    """
    zone = os.environ.get("TZ")
    _set_zone(_ZONE)
    _replace(_LATER)
    try:
        yield
    finally:
        # Modules that were imported meanwhile have stored the replacements.
        _replace(_NOW)
        _set_zone(zone)


def _replace(clocks: dict[int, Any]) -> None:
    for name, module in list(sys.modules.items()):
        if name == __name__ or not isinstance(module, ModuleType):
            continue
        names = vars(module)
        for key, value in list(names.items()):
            if id(value) in clocks:
                names[key] = clocks[id(value)]


def _set_zone(zone: str | None) -> None:
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    if hasattr(time, "tzset"):  # Windows has no tzset and ignores the variable
        time.tzset()
