"""The language each message was written in; of those stored before, nobody knows it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # MariaDB commits each statement: a run that was killed before it noted its revision finds the column there.
    is_mariadb = op.get_bind().dialect.name != "sqlite"
    op.add_column("messages", sa.Column("locale", sa.Enum("fr", "en", name="locale")), if_not_exists=is_mariadb or None)


def downgrade() -> None:
    op.drop_column("messages", "locale")
