"""`mqa schema`: the JSON Schema of the report."""

from __future__ import annotations

import json

import click

from analyzer.types.report import report_schema

__all__ = ["command"]


@click.command("schema", short_help="打印报告的 JSON Schema。")
def command() -> None:
    """打印报告的 JSON Schema（版本1），供集成方校验。

    \b
    例：mqa schema > report.schema.json
    """
    click.echo(json.dumps(report_schema(), ensure_ascii=False, indent=2))
