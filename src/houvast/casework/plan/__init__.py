"""The plan of a help request: who does what before when, in four rooms; and the tailor-made plan.

Takes   a help request, what its people and the resident write, and what the vault knows already.
Gives   one plan that both sides read, tick and print; and a tailor-made plan on which two people decide.
Knows   nothing of laws or budgets: the tests of a tailor-made plan are questions to people.
"""
