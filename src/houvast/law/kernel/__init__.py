"""The compiled engine: every law over a whole population at the speed of the machine, exact to the cent.

Takes   a corpus on a day, and populations as Arrow batches (one row per household, persons as a list of
        structs).
Gives   the outcome of every law for every household, streamed, with a receipt; comparisons of reforms;
        pictures.
Knows   nothing of Django, clocks or how a formula is explained. Formulas come as the typed tree of
        `houvast.law.ir`.
"""
