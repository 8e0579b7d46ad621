"""The rooms put together.

Takes   every room's addresses; the clock; what fails.
Gives   one site: its addresses, pages that show several rooms at once, and what a person reads when it fails.
Knows   no subject of its own, and has no tables.
"""
