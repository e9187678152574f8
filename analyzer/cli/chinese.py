"""Chinese for the words of click itself: usage, headings, errors (`locale`, a gettext catalogue), and the placeholders of values."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import click

__all__ = ["in_chinese", "speak_chinese"]

_PLACEHOLDERS = {
    "text": "文字",
    "path": "路径",
    "file": "文件",
    "directory": "目录",
    "integer": "整数",
    "integer range": "整数",
    "float": "数",
    "float range": "数",
    "datetime": "日期",
}


def speak_chinese() -> None:
    """Makes gettext, by which click speaks, give Chinese whatever the locale."""
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
    os.environ["LANGUAGE"] = "zh_CN"


def in_chinese(command: click.Command) -> click.Command:
    """A command, and those within it, with Chinese placeholders where the usage names kinds of values."""
    command.options_metavar = "[选项]"
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.is_flag and parameter.metavar is None:
            parameter.metavar = _PLACEHOLDERS.get(parameter.type.name)
    if isinstance(command, click.Group):
        command.subcommand_metavar = "命令 [参数]…"
        for one in command.commands.values():
            in_chinese(one)
    return command
