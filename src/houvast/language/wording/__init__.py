"""Other words for what is already true, by an optional language model that may add nothing.

Takes   a text of ours, or somebody's own words, and an endpoint that speaks the protocol of OpenAI.
Gives   the same facts in plainer words or another language, or a topic that the person may have meant; or
        nothing, and then our own text stands.
Knows   nothing of pages, residents or laws. No endpoint is set by default, and everything works without one.

What leaves has no figure, date, account, address or name in it: those become marks (`hiding`). What comes
back is shown only when every mark is there once, and no figure, right, denial, comparison or address was
added (`copying`). Why: docs/decisions/0013-language-model.md.
"""
