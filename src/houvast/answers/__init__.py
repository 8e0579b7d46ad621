"""Questions on all schemes, answered with sources.

Takes   somebody's words, or the name of a topic; the corpus and its questions.
Gives   what a question is about, a short answer with its article and day, and official words explained.
Knows   nothing of who asks. It writes no sentence of its own, and keeps only a count of what it could not
        answer: words of the laws, by the month.
"""
