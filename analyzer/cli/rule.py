"""`mqa rule`: what a kind of finding means, from the own page of its detector or check."""

from __future__ import annotations

from pathlib import Path

import click

from analyzer.errors import UnreadableFile
from analyzer.types.finding import Rule
from analyzer.types.labels import Label

__all__ = ["BLOCK", "command", "manual"]

BLOCK = "rules"
"""The name of the part of docs/detectors.md that holds the manual."""


def manual() -> str:
    """The manual of all detectors and checks in Markdown."""
    from analyzer.detectors import detectors
    from analyzer.ledger import all_checks

    inside = [_page(found.kind, found.rule, found.page) for found in detectors()]
    between = [_page(found.kind, found.rule, found.page) for found in all_checks()]
    return "\n".join(("# 一条记录之内\n", *inside, "# 记录之间\n", *between))


def _page(kind: Label, rule: Rule, page: str) -> str:
    return f"## `{kind}` {kind.zh}\n\n依据：{rule.source}（`{rule.id}`）\n\n```text\n{page.strip()}\n```\n"


@click.command("rule", short_help="说明一类问题：查什么、为什么、不查什么。")
@click.argument("kind", required=False, metavar="[问题]")
@click.option("--all", "everything", is_flag=True, help="打印全部，Markdown 格式。")
@click.option(
    "--write", "target", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="把全部写进一个文档里由标记围起的部分。"
)
def command(kind: str | None, everything: bool, target: Path | None) -> None:
    """说明一类问题；不给名称则列出全部。

    \b
    例：mqa rule one_pot
        mqa rule --write docs/detectors.md
    """
    from analyzer.detectors import detectors
    from analyzer.ledger import all_checks

    if target is not None:
        _write(target)
        return
    if everything:
        click.echo(manual(), nl=False)
        return
    known: dict[str, tuple[Label, Rule, str]] = {str(found.kind): (found.kind, found.rule, found.page) for found in detectors()}
    known |= {str(found.kind): (found.kind, found.rule, found.page) for found in all_checks()}
    if kind is None:
        for name, (label, _, _) in known.items():
            click.echo(f"{name:22}{label.zh}")
        return
    if kind not in known:
        raise click.UsageError(f"没有这类问题：{kind}。可用：{'、'.join(known)}。")
    label, rule, page = known[kind]
    click.echo(f"{kind} {label.zh}\n依据：{rule.source}\n\n{page.strip()}")


def _write(target: Path) -> None:
    """Puts the manual into its part of a page. Raises UnreadableFile where the page has no such part, OutputError."""
    from analyzer.rendering.blocks import with_block
    from analyzer.rendering.whole import write_whole

    remedy = f"请在文档里写上两行：“<!-- generated:{BLOCK} -->”和“<!-- end -->”，存为 UTF-8；说明会写在中间。"
    try:
        page = with_block(target.read_text(encoding="utf-8"), BLOCK, manual())
    except LookupError as error:
        raise UnreadableFile("文档里没有标出写在哪里。", where=str(target), remedy=remedy) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile("文档打不开，或不是 UTF-8 编码。", where=str(target), remedy=remedy) from error
    write_whole(target, [page.encode()])
