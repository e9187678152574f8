"""`mqa doctor`: what is in force and what is missing."""

from __future__ import annotations

import sys

import click

from analyzer.cli.extras import EXTRAS, has_service, installed

__all__ = ["command"]


@click.command("doctor", short_help="检查安装、模型、政策和可选组件。")
@click.pass_context
def command(ctx: click.Context) -> None:
    """检查安装是否完好：程序、模型、政策、读取进程、服务的设置（mqa.toml 和环境变量）、可选组件。有问题时退出码为 2。

    \b
    例：mqa doctor
    """
    from analyzer.errors import AnalyzerError
    from analyzer.pipeline import Analyzer
    from analyzer.readers import ReadingCell
    from analyzer.readers.legacy_doc import program
    from analyzer.types.document import Document, Source

    failed = False
    click.echo(f"Python     {sys.version.split()[0]}")
    try:
        analyzer = Analyzer()
        versions = analyzer.versions
        click.echo(f"程序       {versions.code}\n模型       {versions.model}\n词表       {versions.lexicon}\n政策       {versions.policy}")
        with ReadingCell() as cell:
            limits = cell.limits
            document = cell.read("谈话人：甲\n谈话对象：乙\n谈心谈话：孩子住院了。".encode(), "自检.txt")
        analyzer.analyze(Document(document.text, Source("自检.txt", "text", "")))
        click.echo(
            f"读取进程   正常（文件≤{limits.file_bytes // 1_000_000}MB，内存≤{limits.memory_bytes // 1_000_000}MB，时间≤{limits.wall_seconds:.0f}秒）"
        )
    except AnalyzerError as error:
        failed = True
        click.echo(f"错误[{error.code}] {error}", err=True)
    if has_service():
        try:
            click.echo(f"服务设置   {_service_settings()}")
        except AnalyzerError as error:
            failed = True
            click.echo(f"错误[{error.code}] 服务设置：{error}", err=True)
    click.echo(f"旧版 .doc  {program() or '没有转换程序（catdoc），遇到时会提示另存为 .docx'}")
    for name, (what, _) in EXTRAS.items():
        click.echo(f"{what}：" + ("已安装" if installed(name) else f"未安装（pip install 'minutes-quality-analyzer[{name}]'）"))
    ctx.exit(2 if failed else 0)


def _service_settings() -> str:
    """What `mqa serve` would run with here. Raises SettingsError, PolicyError, ModelError, UnknownModel."""
    from analyzer.classifying.registry import find_model
    from analyzer.pipeline import Analyzer
    from service.settings import load_settings

    settings = load_settings()
    model = find_model(settings.model, settings.models) if settings.model else None
    versions = Analyzer(policy=settings.policy, model=model).versions
    database = settings.database.partition(":")[0]
    return f"政策 {versions.policy}，模型 {versions.model}，数据目录 {settings.data_dir}（{database}），{settings.host}:{settings.port}；只对 mqa serve 起作用"
