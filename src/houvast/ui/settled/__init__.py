"""Templates of which everything that is the same for everybody is worked out once, when they are read.

Takes   a template, and the language in which it is about to be shown.
Gives   the same template for that language alone, of which the texts, the addresses of pages and files, the
        pictures and the components that are made of nothing else are plain text already.
Knows   nothing of pages or people. What belongs to a request, a person or a moment is never settled: only
        tags of which every word stands in the template are.
"""
