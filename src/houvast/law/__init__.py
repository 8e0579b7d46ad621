"""The law engine: reads laws, computes exactly, explains, doubts honestly and asks only what matters.

Takes   a folder with laws (`laws/`), a situation (facts of a household and its persons) and a day.
Gives   per scheme: yes, no or depends, an exact amount or honest bounds, the reasoning with articles, what
        is missing.
Knows   nothing of Django, databases, clocks or residents' files. Other rooms import `houvast.law.api` only.
"""
