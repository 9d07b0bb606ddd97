"""How a model's reply ended when it did not come whole, so that a command delivered again knows it too."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # MariaDB commits each statement: a run that was killed before it noted its revision finds the column there.
    is_mariadb = op.get_bind().dialect.name != "sqlite"
    op.add_column("ai_replies", sa.Column("failure", sa.String(40)), if_not_exists=is_mariadb or None)


def downgrade() -> None:
    op.drop_column("ai_replies", "failure")
