"""What happened and who looked: append-only, one row per data subject, chained."""
