"""What somebody means: which language, which question, and what they told us along the way.

Takes   whatever somebody typed, and the questions that people ask (`laws/questions/`).
Gives   an `Understanding`: topics with their scores, whether to answer, to ask or to call a person, and
        what was said of amounts, days, ages and the household, to be shown back and never assumed.
Knows   nothing of Django or of households. The same words give the same outcome, with or without the
        embedding model; no outside service is asked.
"""
