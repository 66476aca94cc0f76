"""The database itself refuses to change or remove an event of the audit log, whoever asks.

A migration makes these triggers; a later one that alters the table has to make them again, because SQLite then builds
the table anew. Whoever owns the database can drop them: that is what the chain of hashes is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "record_auditevent"
WHY = "The audit log is only ever added to."  # not for readers
MAKE = {
    "sqlite": [
        f"CREATE TRIGGER audit_no_{action} BEFORE {action} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{WHY}'); END"  # not for readers
        for action in ("update", "delete")
    ],
    "postgresql": [
        f"CREATE OR REPLACE FUNCTION audit_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "  # not for readers
        f"$$ BEGIN RAISE EXCEPTION '{WHY}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {TABLE} "  # not for readers
        "FOR EACH ROW EXECUTE FUNCTION audit_only_added_to()",
    ],
}
DROP = {
    "sqlite": [f"DROP TRIGGER IF EXISTS audit_no_{action}" for action in ("update", "delete")],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS audit_no_change ON {TABLE}",
        "DROP FUNCTION IF EXISTS audit_only_added_to()",
    ],
}


def make(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers, on the database a migration runs on."""
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away again."""
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
