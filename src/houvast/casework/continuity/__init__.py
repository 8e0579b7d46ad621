"""The same faces: who stands in, who can carry more, how many people somebody met, and who got what why."""
