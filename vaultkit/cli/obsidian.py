"""`vaultkit obsidian`: install, uninstall, status."""

from typing import TYPE_CHECKING, Annotated

import typer

from vaultkit.actions.obsidian_plugin import Plugin, install_plugin, plugin_status, uninstall_plugin
from vaultkit.cli.opening import (
    DryRun,
    Json,
    agrees,
    asks,
    opened,
    plain_app,
    print_json,
    say,
    say_path,
    wants_json,
)
from vaultkit.errors import UserError

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

app = plain_app("The plugin for Obsidian: copy it into this vault, look at it, take it out.")

Yes = Annotated[bool, typer.Option("--yes", help="Without being asked.")]

_STANDING = {
    "absent": "not there",
    "current": "as it came with this program",
    "earlier": "of an earlier version of this program",
    "changed": "changed since, or not from this program",
}


@app.command()
def install(ctx: typer.Context, yes: Yes = False, dry_run: DryRun = False, json: Json = False) -> None:
    """Copy the plugin into this vault. You switch it on in Obsidian yourself."""
    config = opened(ctx)
    found, quiet = plugin_status(config), wants_json(ctx, json)
    if not quiet:
        _explain(config, found)
    if not (yes or dry_run):
        _ask("install", "Copy the plugin into this vault", quiet=quiet)
    done = install_plugin(config, dry_run=dry_run)
    if quiet:
        print_json({**done._asdict(), "warnings": found.warnings, "dry_run": dry_run})
        return
    if done.written:
        say(f"{'Would copy' if dry_run else 'Copied'}: {', '.join(done.written)}")
    else:
        say("It is there already, as it came with this program.")
    for name in done.aside:
        say(f"{'Would put' if dry_run else 'Put'} aside what was there and not from this program: {name}")
    if not found.enabled:
        say(
            "To switch it on: in Obsidian, Settings, Community plugins, turn on community plugins if you want them, "
            "then Vaultkit. Nothing is switched on for you."
        )
    elif done.written:
        say("To use it: restart Obsidian, or switch Vaultkit off and on under Community plugins.")
    say_path(done.folder)


@app.command()
def uninstall(ctx: typer.Context, yes: Yes = False, dry_run: DryRun = False, json: Json = False) -> None:
    """Take the plugin out of this vault: its own files, as long as nobody has changed them."""
    config = opened(ctx)
    found, quiet = plugin_status(config), wants_json(ctx, json)
    if found.installed and not (yes or dry_run):
        _ask("uninstall", "Take the plugin out of this vault", quiet=quiet)
    done = uninstall_plugin(config, dry_run=dry_run)
    if quiet:
        print_json({**done._asdict(), "dry_run": dry_run})
        return
    if done.removed:
        say(f"{'Would take out' if dry_run else 'Taken out'}: {', '.join(done.removed)}")
    else:
        say("There was nothing of it to take out.")
    for name in done.kept:
        say(f"Stays, because it is not from this program or was changed: {name}")
    if done.removed and found.enabled:
        say(
            "Obsidian still has Vaultkit in its list of switched-on plugins, where it does nothing without its files."
        )
    say("Your notes are as they were.")
    say_path(done.folder)


@app.command()
def status(ctx: typer.Context, json: Json = False) -> None:
    """Whether the plugin is in this vault, as it came, and switched on."""
    found = plugin_status(opened(ctx))
    if wants_json(ctx, json):
        print_json({**found._asdict(), "installed": found.installed})
        return
    if not found.installed:
        say("The plugin is not in this vault. vaultkit obsidian install copies it there.")
        return
    for file in found.files:
        say(f"{file.name}: {_STANDING[file.standing]}")
    say("Obsidian has it switched on." if found.enabled else "Obsidian does not have it switched on.")
    if any(file.standing == "changed" for file in found.files):
        say(
            "If it was not you who changed that, switch it off in Obsidian and run: vaultkit obsidian install"
        )
    say_path(found.folder)


def _explain(config: "Config", found: Plugin) -> None:
    """What a plugin is, who else could change it here, and what is about to happen."""
    if found.warnings:
        say(
            "A plugin is code that runs on your computer as you. Whoever can write in this folder could change it, "
            "and Obsidian would run what they wrote."
        )
        for warning in found.warnings:
            say(warning)
    if not (config.root / ".obsidian").is_dir():
        say("Obsidian has not opened this folder yet; it finds the plugin once it does.")


def _ask(command: str, question: str, *, quiet: bool) -> None:
    """Go on after a yes. Where the answer is JSON nobody is asked, as what there is to know first is not said there."""
    if quiet or not asks():
        raise UserError(f"obsidian {command}: nobody is here to be asked; say --yes if you mean it")
    if not agrees(question):
        raise typer.Abort
