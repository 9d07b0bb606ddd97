"""Runs the revisions on the connection that the caller opened, inside its transaction."""

import os

from alembic import context
from sqlalchemy import Connection

from assistant.db.models import Base
from assistant.db.session import make_engine


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:  # the alembic command line, to write the next revision
    with make_engine(os.environ["DATABASE_URL"]).begin() as opened:
        run(opened)
