"""Documents cannot lie: what they name exists, and what exists is named."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import click
import pytest

from analyzer.cli import cli
from analyzer.cli.rule import BLOCK, manual
from analyzer.errors import error_codes
from analyzer.parsing.rows import COLUMN_NAMES
from analyzer.policies import policy_schema
from analyzer.rendering.blocks import block
from analyzer.types.labels import Duty, FindingKind, LedgerKind
from analyzer.types.ledger import BranchYear, LedgerCounts, LedgerFinding, LedgerReport
from analyzer.types.report import Report
from service.api.problems import HTTP_CODES
from service.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))


def test_the_readme_names_two_commands_that_the_makefile_has() -> None:
    """`make demo` and `make test`, and `make serve` after them."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", README))
    assert {"demo", "test", "serve"} <= named <= targets
    block = next(block for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if "mqa analyze" in block)
    assert block.startswith(". .venv/bin/activate\n"), "whoever copies the block has no mqa on the path otherwise"


def test_every_command_setting_code_and_kind_is_in_the_docs() -> None:
    """Found by introspection; a new one fails here until it is described."""
    context = click.Context(cli)
    names = [f"mqa {name}" for name in cli.list_commands(context)]
    names += [f"MQA_{name.upper()}" for name in Settings.model_fields]
    names += [f"`{code}`" for code in error_codes() if code not in ("analyzer_error", "input_error", "setup_error")]
    names += [f"`{kind}`" for kind in (*FindingKind, *LedgerKind)]
    names += [f"`{name}`" for kind in (Report, LedgerReport, BranchYear, LedgerFinding, LedgerCounts) for name in kind.__struct_fields__]
    names += [f"`{name}`" for name in COLUMN_NAMES]
    names += [f"`{duty}`" for duty in Duty]
    assert [name for name in names if name not in GUIDE] == []


def test_files_that_the_docs_name_are_there() -> None:
    """Whoever follows a path finds what stands there."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    named = {name for page in pages for name in re.findall(r"`([a-z_]+/[\w/.-]+\.(?:py|yaml|md))`", page.read_text(encoding="utf-8"))}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_table_of_codes_is_complete() -> None:
    """Every code that a client can meet has its row in the table for integrators, and no row names one that is not there."""
    table = (ROOT / "docs" / "integrators.md").read_text(encoding="utf-8").partition("\n## 错误\n")[2]
    rows = re.findall(r"^\| (`.+?`) \| (?:[0-9 ]+|—|其余) \|", table, re.MULTILINE)
    named = [code for row in rows for code in re.findall(r"`(\w+)`", row)]
    published = {*error_codes(), *HTTP_CODES} - {"analyzer_error", "input_error", "setup_error"}
    assert sorted(named) == sorted(published)


def test_the_manual_of_detectors_is_not_stale() -> None:
    """`docs/detectors.md` holds what `mqa rule --write` makes of the pages, and a measured row for every kind."""
    written = (ROOT / "docs" / "detectors.md").read_text(encoding="utf-8")
    assert block(written, BLOCK) == manual().strip()
    for name, kinds in (("detectors", FindingKind), ("ledger", LedgerKind)):
        measured = re.findall(r"^\| `(\w+)`", block(written, name), re.MULTILINE)
        assert measured == [str(kind) for kind in kinds]


def test_the_schema_of_policies_is_not_stale() -> None:
    """`docs/policy.schema.json` is what `mqa policy schema` prints."""
    assert json.loads((ROOT / "docs" / "policy.schema.json").read_text(encoding="utf-8")) == json.loads(json.dumps(policy_schema()))


def test_links_between_documents_lead_somewhere() -> None:
    """Every relative link and picture of every document exists."""
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_version_and_changelog_agree() -> None:
    """The newest released entry of the changelog is this version; what is not released yet stands above it."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert re.findall(r"^## (?!未发布$)(\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0] == version


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_says_what_would_change_it(path: Path) -> None:
    """Question, choice, what was given up, what would change our mind."""
    text = path.read_text(encoding="utf-8")
    assert [
        heading for heading in ("## Question", "## Choice", "## Given up", "## What would change our mind") if heading not in text
    ] == []
