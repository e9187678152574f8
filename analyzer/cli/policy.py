"""`mqa policy`: the rules in force, whether a policy file is right, what a report's points rest on, what another policy would change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from analyzer.cli.inputs import LedgerChoice, ledger_options
from analyzer.errors import UnreadableFile
from analyzer.policies import load_policy, policy_mistakes, policy_schema, policy_version, shipped_policies

if TYPE_CHECKING:
    from analyzer.types.report import Report

__all__ = ["command"]


@click.group("policy", short_help="查看、检查、解释、比较政策文件。")
def command() -> None:
    """查看、检查、解释、比较政策文件（次数、扣分、上限、时限、必备要素，各有出处）。

    \b
    例：mqa policy show
        mqa policy check 本单位.yaml
        mqa policy diff default 本单位.yaml 结果
    """


@command.command("show", short_help="打印政策全文。")
@click.argument("name", metavar="[政策]", default="default")
def show(name: str) -> None:
    """打印政策全文；可复制后修改，或在新文件里写 extends: default，只写要改的部分。

    \b
    例：mqa policy show default > 本单位.yaml
    """
    load_policy(name)
    shipped = name in shipped_policies()
    place = resources.files("analyzer.policies").joinpath(f"{name}.yaml") if shipped else Path(name)
    click.echo(place.read_text(encoding="utf-8"), nl=False)


@command.command("check", short_help="检查政策文件，指出有误的行和改法。")
@click.argument("name", metavar="政策文件")
@click.pass_context
def check(ctx: click.Context, name: str) -> None:
    """检查政策文件；有误时逐条指出文件、行和改法，退出码 2。

    \b
    例：mqa policy check 本单位.yaml
    """
    mistakes = list(policy_mistakes(name))
    for mistake in mistakes:
        click.echo(f"错误[{mistake.code}] {mistake}", err=True)
    if mistakes:
        ctx.exit(2)
    policy = load_policy(name)
    rows = sum(len(getattr(policy.ledger, section)) for section in policy.ledger.__struct_fields__)
    click.echo(
        f"{policy.title}（{policy_version(policy)}）：没有问题。"
        f"共{len(policy.deductions)}类记录扣分，{len(policy.elements)}项必备要素，{rows}条台账规定。"
    )


@command.command("schema", short_help="打印政策文件的 JSON Schema。")
def schema() -> None:
    """打印政策文件的 JSON Schema，供编辑器提示和检查。

    \b
    例：mqa policy schema > policy.schema.json
    """
    click.echo(json.dumps(policy_schema(), ensure_ascii=False, indent=2))


@command.command("explain", short_help="说明一份报告的分数从何而来。")
@click.argument("report", metavar="报告", type=click.Path(path_type=Path))
def explain(report: Path) -> None:
    """从分数走到原文：每一分扣在哪里，依据什么，原文是什么。报告是 mqa analyze 或 mqa ledger 的 JSON 结果。

    \b
    例：mqa ledger 结果 --format json > 台账.json && mqa policy explain 台账.json
    """
    import msgspec

    try:
        words = report.read_bytes()
    except OSError as error:
        remedy = "请给一个文件：批处理的在 结果目录/reports.jsonl。" if report.is_dir() else "请核对文件名和路径。"
        problem = "这是目录，不是文件。" if report.is_dir() else "没有这个文件，或不能读。"
        raise UnreadableFile(problem, where=str(report), remedy=remedy) from error
    try:
        for line in _explained(words):
            click.echo(line)
    except msgspec.MsgspecError as error:
        raise UnreadableFile(
            "不是 mqa analyze、mqa batch 或 mqa ledger 的 JSON 结果。", where=str(report), remedy="请用 --format json 重新输出。"
        ) from error


def _explained(words: bytes) -> Iterator[str]:
    import msgspec

    from analyzer.rendering.explanation import explain_ledger, explain_record
    from analyzer.types.ledger import LedgerReport

    if b'"branches"' in words:
        yield from explain_ledger(msgspec.json.decode(words, type=LedgerReport))
    else:
        yield from (line for one in _reports(words) for line in explain_record(one))


def _reports(words: bytes) -> Iterator[Report]:
    """The reports of a file: one object, a list, or one a line as `mqa analyze` and `mqa batch` write them; lines of errors have none."""
    import msgspec

    from analyzer.batch.output import Line
    from analyzer.types.report import Report

    stripped = words.strip()
    if stripped.startswith(b"["):
        yield from msgspec.json.decode(stripped, type=list[Report])
        return
    try:
        yield msgspec.json.decode(stripped, type=Report)
    except msgspec.MsgspecError:
        for line in stripped.split(b"\n"):
            found = msgspec.json.decode(line, type=Line)
            if found.report is not None:
                yield found.report
            elif found.error is None:
                yield msgspec.json.decode(line, type=Report)


@command.command("diff", short_help="换一个政策，哪些支部会变，为什么。")
@click.argument("before", metavar="原政策")
@click.argument("after", metavar="新政策")
@click.argument("ledger", metavar="结果目录", type=click.Path(path_type=Path))
@ledger_options
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True, help="输出格式。")
def diff(
    before: str,
    after: str,
    ledger: Path,
    form: str,
    **choice: Unpack[LedgerChoice],
) -> None:
    """在 mqa batch 的结果目录上比较两个政策：哪些支部的分数、认定、应开展次数会变，为什么。

    出台账时给了纸质台账、名册的，这里也要给，分数才是公布的分数。

    \b
    例：mqa policy diff default bureau 结果
        mqa policy diff default bureau 结果 --roster 名册.xlsx --paper 纸质台账.xlsx
    """
    import msgspec

    from analyzer.batch.ledger import finished_ledger
    from analyzer.ledger.difference import moves

    found = moves(*(finished_ledger(ledger, policy=name, **choice) for name in (before, after)))
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    for move in found:
        scores = " → ".join("未评价" if score is None else f"{score:g}分" for score in (move.before, move.after))
        click.echo(f"{move.branch}：{scores}")
        for why in move.why:
            click.echo(f"  {why}")
    click.echo(f"{len(found)}个支部会变。", err=True)
