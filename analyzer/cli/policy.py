"""`mqa policy`: the rules in force, and whether a policy file is right."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import click

from analyzer.policies import load_policy, policy_version, shipped_policies

__all__ = ["command"]


@click.group("policy", short_help="查看、检查政策文件。")
def command() -> None:
    """查看、检查政策文件（扣分、上限、必备要素，各有出处）。

    \b
    例：mqa policy show
        mqa policy check 本单位.yaml
    """


@command.command("show", short_help="打印政策全文。")
@click.argument("name", default="default")
def show(name: str) -> None:
    """打印政策全文；可复制后修改。

    \b
    例：mqa policy show default > 本单位.yaml
    """
    load_policy(name)
    shipped = name in shipped_policies()
    place = resources.files("analyzer.policies").joinpath(f"{name}.yaml") if shipped else Path(name)
    click.echo(place.read_text(encoding="utf-8"), nl=False)


@command.command("check", short_help="检查政策文件，指出有误的行。")
@click.argument("name", type=str)
def check(name: str) -> None:
    """检查政策文件；有误时指出文件和行，退出码 2。

    \b
    例：mqa policy check 本单位.yaml
    """
    policy = load_policy(name)
    click.echo(
        f"{policy.title}（{policy_version(policy)}）：没有问题。共{len(policy.deductions)}类扣分，{len(policy.elements)}项必备要素。"
    )
