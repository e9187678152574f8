"""The command `mqa`: one file a command; the folder is the list.

Results go to stdout, progress and messages to stderr. Exit codes: 0 fine, 1 findings at or above `--fail-on`, 2 usage or input error,
3 partial (some files or rows failed).
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

import click

from analyzer.cli.chinese import in_chinese, speak_chinese
from analyzer.errors import AnalyzerError

__all__ = ["main"]

_NOT_COMMANDS = ("__main__", "chinese", "extras", "inputs", "outcome", "progress")


class _Commands(click.Group):
    """Finds a command in the file of its name, and imports it only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(entry.name for entry in pkgutil.iter_modules(__path__) if entry.name not in _NOT_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"analyzer.cli.{cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"analyzer.cli.{cmd_name}.command is no command")
        return in_chinese(command)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="minutes-quality-analyzer", message="mqa %(version)s", help="显示版本后退出。")
def cli() -> None:
    """党建会议记录与谈心谈话记录质量分析。

    \b
    例：mqa analyze 会议记录.docx
        mqa batch 台账目录 --out 结果 && mqa ledger 结果
        mqa serve
    """


def main() -> None:
    """Runs the command line; errors of the family become one line on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    speak_chinese()
    try:
        in_chinese(cli)(standalone_mode=True)
    except AnalyzerError as error:
        click.echo(f"错误[{error.code}] {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
