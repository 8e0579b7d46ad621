"""What makes the database itself refuse to change or remove a row of the log.

Takes   a connection to SQLite or PostgreSQL.
Gives   the statements that set the guards, and those that take them away.
Knows   nothing of who would try.

The guards stop mistakes and careless scripts. Whoever owns the database can take them away; what they then
do shows in `houvast verify-ledger`, because they cannot make seals.
"""

SET = {
    "sqlite": (
        "CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger_entry "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger_entry "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_keeps_its_head BEFORE DELETE ON ledger_head "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_head_goes_on BEFORE UPDATE ON ledger_head WHEN NEW.seq <= OLD.seq "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation'; END $$",
        "CREATE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE ON ledger_entry "
        "FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
        "CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()",
        "CREATE TRIGGER ledger_keeps_its_head BEFORE DELETE ON ledger_head "
        "FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
        "CREATE TRIGGER ledger_no_headless_truncate BEFORE TRUNCATE ON ledger_head "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()",
        "CREATE TRIGGER ledger_head_goes_on BEFORE UPDATE ON ledger_head "
        "FOR EACH ROW WHEN (NEW.seq <= OLD.seq) EXECUTE FUNCTION ledger_refuse()",
    ),
}
TAKEN_AWAY = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS ledger_no_update",
        "DROP TRIGGER IF EXISTS ledger_no_delete",
        "DROP TRIGGER IF EXISTS ledger_keeps_its_head",
        "DROP TRIGGER IF EXISTS ledger_head_goes_on",
    ),
    "postgresql": ("DROP FUNCTION IF EXISTS ledger_refuse() CASCADE",),
}
