"""What people decided about reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("analysis_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("json", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["analysis_id", "position"], ["reports.analysis_id", "reports.position"], ondelete="CASCADE"),
    )
    op.create_index("ix_reviews_analysis_id", "reviews", ["analysis_id"])


def downgrade() -> None:
    """Drops the table."""
    op.drop_table("reviews")
