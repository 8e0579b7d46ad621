"""A synthetic city: an Amsterdam-like population without one real person.

Takes   a number of households, a seed, and `margins.yaml` (published statistics, each with its source and
        date).
Gives   Arrow batches of households in the layout of `houvast.law.kernel.layout`; the same seed gives the
        same bytes.
Knows   nothing of laws. Nobody in it exists; every file says so.
"""
