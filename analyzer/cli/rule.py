"""`mqa rule`: what a kind of finding means, from the detector's own page."""

from __future__ import annotations

import click

__all__ = ["command", "manual"]


def manual() -> str:
    """The manual of all detectors in Markdown."""
    from analyzer.detectors import detectors

    pages = [
        f"## `{found.kind}` {found.kind.zh}\n\n依据：{found.rule.source}（`{found.rule.id}`）\n\n```text\n{found.page.strip()}\n```\n"
        for found in detectors()
    ]
    return "# 查哪些问题\n\n本页由 `mqa rule --all` 生成。\n\n" + "\n".join(pages)


@click.command("rule", short_help="说明一类问题：查什么、为什么、不查什么。")
@click.argument("kind", required=False)
@click.option("--all", "everything", is_flag=True, help="打印全部，Markdown 格式。")
def command(kind: str | None, everything: bool) -> None:
    """说明一类问题；不给名称则列出全部。

    \b
    例：mqa rule one_pot
        mqa rule --all > docs/detectors.md
    """
    from analyzer.detectors import detectors

    if everything:
        click.echo(manual(), nl=False)
        return
    known = {str(found.kind): found for found in detectors()}
    if kind is None:
        for name, found in known.items():
            click.echo(f"{name:22}{found.kind.zh}")
        return
    if kind not in known:
        raise click.UsageError(f"没有这类问题：{kind}。可用：{'、'.join(known)}。")
    click.echo(f"{kind} {known[kind].kind.zh}\n依据：{known[kind].rule.source}\n\n{known[kind].page.strip()}")
