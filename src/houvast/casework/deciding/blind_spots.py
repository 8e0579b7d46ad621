"""A quiet reminder of the usual blind spots, read before the second of two decides.

Takes   nothing: it is written down here.
Gives   questions, in Dutch, for a page.
Knows   nothing of requests. They are questions to oneself; nobody has to answer them to anybody.
"""

BLIND_SPOTS: tuple[str, ...] = (
    "Lees ik iemands houding als onwil? Wat als het stress is, of schaamte?",
    "Oordeel ik over de toon, en niet over wat iemand vraagt?",
    "Zou ik dit ook besluiten bij een andere naam, taal of afkomst?",
    "Zeg ik te snel ja, omdat iemand het zo goed vertelt?",
    "Zeg ik te snel nee, omdat iemand het niet goed vertelt?",
)
