"""Houvast: something to hold on to. Open software for income security and debts.

A folder here is a room: one subject, one owner of its tables, one small door (`api.py`). A room builds
only on rooms below it; `docs/house.md` shows the stairs and `pyproject.toml` holds the fence.
"""

__version__ = "0.1.0"
