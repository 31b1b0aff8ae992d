"""What time and which day it is in a vault."""

import datetime
from typing import TYPE_CHECKING

from vaultkit.workbook.days import day_at

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def now(config: "Config") -> datetime.datetime:
    """The local time, in the vault's time zone if it names one."""
    if not config.time_zone:
        return datetime.datetime.now()
    from zoneinfo import ZoneInfo

    return datetime.datetime.now(ZoneInfo(config.time_zone)).replace(tzinfo=None)


def today(config: "Config") -> datetime.date:
    """The day it is, which begins at the vault's rollover."""
    return day_at(now(config), config.rollover)


def day_begins(config: "Config", day: datetime.date) -> float:
    """When that day begins in the vault, in seconds since 1970; earlier days count as the first ones of that year."""
    # Not every system knows times before these.
    begins = datetime.datetime.combine(max(day, datetime.date(1970, 1, 2)), config.rollover)
    if config.time_zone:
        from zoneinfo import ZoneInfo

        begins = begins.replace(tzinfo=ZoneInfo(config.time_zone))
    return begins.timestamp()
