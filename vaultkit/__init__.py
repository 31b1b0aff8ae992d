"""A couples' workbook for Markdown vaults.

`vaultkit.Vault` is the way in for programs; `vaultkit.UserError` is the one
error a person is meant to see.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaultkit.api import Vault as Vault
    from vaultkit.errors import UserError as UserError

__all__ = ["UserError", "Vault", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # Loaded on first use, so that a command starts with what it needs and no more.
    if name == "Vault":
        from vaultkit.api import Vault

        return Vault
    if name == "UserError":
        from vaultkit.errors import UserError

        return UserError
    raise AttributeError(name)
