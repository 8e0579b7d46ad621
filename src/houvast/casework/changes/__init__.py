"""The lines of the table of states (`table.py`), by subject. A sub-app adds a file of its own."""
