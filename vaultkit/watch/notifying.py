"""A notification on the desktop, for those who want one: neutral words alone, since anyone may look at a screen."""

import threading

from vaultkit.watch.telling import Event

_WORDS = {
    "page": "Today's page is ready.",
    "prepared": "The check-in note is ready.",
    "problem": "Something needs a look: see Vaultkit in your vault.",
}


def notify(event: Event) -> None:
    """Show a notification about an event that calls for one; without desktop-notifier, or a desktop, nothing happens."""
    if words := _WORDS.get(event.name):
        threading.Thread(target=_show, args=(words,), daemon=True).start()


def _show(words: str) -> None:
    import asyncio

    try:
        from desktop_notifier import DesktopNotifier

        asyncio.run(DesktopNotifier(app_name="vaultkit").send(title="vaultkit", message=words))
    except Exception:  # noqa: BLE001
        # What a desktop can't show stands in the vault anyway.
        return
