"""Questions on all schemes, answered with sources.

Takes   somebody's words, or the name of a topic; the corpus and its questions.
Gives   what a question is about, a short answer with its article and day, and official words explained.
Knows   nothing of who asks, keeps nothing, and writes no sentence of its own: every line stands in `laws/`.
"""
