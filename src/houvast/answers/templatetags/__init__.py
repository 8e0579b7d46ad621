"""Tags of `answers` for the pages of other rooms."""
