"""What people learn from each other: case discussions of peers from several organisations.

Takes   a help request that its duo brings, blurred so that nobody can be known from it.
Gives   a table with an agenda, three questions and their answers; the outcome back in the plan; and a signal
        without a person when more people have the same.
Knows   nothing of how a request is held, or of what a rule costs.
"""
