"""What happened and who looked: append-only, one row per data subject, chained.

Takes   who looked at, or changed, which kind of whose data, for what, and when.
Gives   a log that its subject can read, and a proof that no row was changed, removed or slipped in.
Knows   nothing of the data itself: never a value, only its kind.
"""
