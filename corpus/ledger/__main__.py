"""`python -m corpus.ledger`: writes a bureau's year."""

from __future__ import annotations

from pathlib import Path

import click

from corpus.ledger.writing import write_ledger

__all__ = ["command"]


@click.command()
@click.option("--rows", type=click.IntRange(min=300), default=3000, show_default=True, help="行数。")
@click.option("--seed", type=int, default=7, show_default=True, help="随机种子；种子和语料相同，结果逐字节相同。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="输出目录。")
@click.option("--clean", is_flag=True, help="不埋设任何问题。")
def command(rows: int, seed: int, out: Path, clean: bool) -> None:
    """用语料生成一个单位全年的台账：rows.jsonl、roster.json、truth.jsonl（埋设的问题）、counts.json（报送与认定次数）。"""
    planted = write_ledger(out, rows, seed, clean=clean)
    click.echo(f"{rows}行写在 {out}；埋设：" + "、".join(f"{kind} {count}" for kind, count in sorted(planted.items())))


command()
