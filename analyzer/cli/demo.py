"""`mqa demo`: the shipped samples, from file to report."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import click

from analyzer.cli.extras import has_service
from analyzer.types.report import Report

__all__ = ["command"]


@click.command("demo", short_help="分析自带样例，写出各种结果。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("out"), show_default=True, help="结果目录。")
def command(out: Path) -> None:
    """分析自带的样例，在屏幕上显示报告，并写出批注 Word、考核工作簿和网页报告。

    \b
    例：mqa demo --out out
    """
    from rich.console import Console

    from analyzer.batch import run_batch
    from analyzer.pipeline import Analyzer
    from analyzer.readers import ReadingCell, read
    from analyzer.rendering.docx import annotated_docx
    from analyzer.rendering.html import render_html
    from analyzer.rendering.terminal import print_reports
    from analyzer.rendering.whole import make_folder, write_whole
    from analyzer.samples import sample, samples

    console = Console(highlight=False)
    started = time.perf_counter()
    analyzer = Analyzer()
    reports: list[Report] = []
    make_folder(out)
    with ReadingCell() as cell, tempfile.TemporaryDirectory() as folder:
        for number, (name, what) in enumerate(samples().items(), 1):
            console.rule(f"样例 {number}/{len(samples())}：{what}", align="left")
            path = Path(folder) / name
            path.write_bytes(sample(name))
            found = analyzer.analyze(read(sample(name), name=name, cell=cell))
            print_reports(found, console)
            reports.extend(found)
            if name.endswith(".docx"):
                write_whole(out / f"{Path(name).stem}-批注.docx", [annotated_docx(found, sample(name))])
        write_whole(out / "报告.html", [render_html(reports).encode()])
        with console.status("批量分析，写考核工作簿……"):
            names = [str(Path(folder) / name) for name in samples()]
            run_batch(names, out / "批量", workers=min(2, os.cpu_count() or 1), replace=True)
    seconds = time.perf_counter() - started
    console.print(f"\n{len(reports)}份报告，用时{seconds:.1f}秒。结果在 {out}/ ：", style="bold")
    console.print(
        "  报告.html            全部报告，一页看完\n  *-批注.docx          原文件加批注\n  批量/考核工作簿.xlsx 一行一条记录，可筛选"
    )
    serve = f"{Path(sys.argv[0])} serve" if has_service() else "make serve（会先装上服务组件）"
    console.print(f"下一步：\n  {serve}，打开 http://127.0.0.1:8000/ ，拖一份自己的文件进去", style="green", soft_wrap=True)
    console.print(f"  {Path(sys.argv[0])} ledger {out / '批量'}，看样例台账里的一会多报和补录", style="green", soft_wrap=True)
