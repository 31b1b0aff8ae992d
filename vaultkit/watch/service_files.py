"""The files that make the watcher a service of the system: systemd, launchd, and the Task Scheduler. Pure."""

import plistlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from xml.sax.saxutils import escape

DESCRIPTION = "vaultkit keeps a vault ready"
_NONE: Mapping[str, str] = MappingProxyType({})


def systemd_unit(command: Sequence[str], environment: Mapping[str, str] = _NONE) -> str:
    """A unit for systemd's user instance; `environment` is set for it beside its own. Raises ValueError for a command that no unit can hold, with a line end in it."""
    settings = "".join(
        f"Environment={_for_systemd(f'{name}={value}', '')}\n" for name, value in environment.items()
    )
    return f"""\
[Unit]
Description={DESCRIPTION}
StartLimitIntervalSec=600
StartLimitBurst=10

[Service]
ExecStart={" ".join(map(_for_systemd, command))}
{settings}Restart=on-failure
RestartSec=10
Nice=10
UMask=0077
StandardOutput=null
StandardError=null

[Install]
WantedBy=default.target
"""


def launchd_plist(label: str, command: Sequence[str], environment: Mapping[str, str] = _NONE) -> bytes:
    """A launch agent for one account on macOS; `environment` is set for it beside its own."""
    return plistlib.dumps(
        {
            "Label": label,
            "ProgramArguments": list(command),
            **({"EnvironmentVariables": dict(environment)} if environment else {}),
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ThrottleInterval": 10,
            "ProcessType": "Background",
            "LowPriorityIO": True,
            "Umask": 0o077,
            "StandardOutPath": "/dev/null",
            "StandardErrorPath": "/dev/null",
        },
        sort_keys=False,
    )


def task_xml(command: Sequence[str], user: str) -> str:
    """A task for Windows' Task Scheduler, begun when `user` logs on. It is to be saved as UTF-16, as `schtasks` wants it."""
    program, *arguments = command
    return f"""\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>{escape(DESCRIPTION)}</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
      <UserId>{escape(user)}</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>{escape(user)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <IdleSettings>
      <StopOnIdleEnd>false</StopOnIdleEnd>
      <RestartOnIdle>false</RestartOnIdle>
    </IdleSettings>
    <Enabled>true</Enabled>
    <Hidden>false</Hidden>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>7</Priority>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>10</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(_plain(program))}</Command>
      <Arguments>{escape(" ".join(map(_for_windows, arguments)))}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def _for_systemd(word: str, dollar: str = "$") -> str:
    """A word of ExecStart: systemd would act on % and $, and on quotation marks and backslashes; elsewhere not on $."""
    word = (
        _plain(word).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", f"${dollar}")
    )
    return f'"{word}"'


def _for_windows(word: str) -> str:
    """An argument as a Windows program takes it apart: a backslash counts double before a quotation mark alone."""
    out, slashes = "", 0
    for character in _plain(word):
        if character == "\\":
            slashes += 1
            continue
        out += "\\" * (slashes * 2 + 1 if character == '"' else slashes) + character
        slashes = 0
    if word and " " not in word and '"' not in word:
        return out + "\\" * slashes
    return '"' + out + "\\" * (slashes * 2) + '"'


def _plain(word: str) -> str:
    if not all(character.isprintable() for character in word):
        raise ValueError(f"{word!r} has a character that no service's file can hold")
    return word
