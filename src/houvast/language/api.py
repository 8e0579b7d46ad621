"""All that other rooms may use of `language`."""

from houvast.language.alarm.sayings import NONE as NO_DANGER
from houvast.language.alarm.sayings import Saying
from houvast.language.alarm.sayings import sayings as danger_sayings
from houvast.language.alarm.teach import learn as learn_dangers
from houvast.language.alarm.teach import left_out as danger_left_out
from houvast.language.alarm.teach import spoken_questions
from houvast.language.amounts import NotAnAmount, amount
from houvast.language.amounts import Why as WhyNotAnAmount
from houvast.language.days import NotADay, day
from houvast.language.days import Why as WhyNotADay
from houvast.language.emergency import ALARM, Danger, Kind, danger_to_ask, dangers
from houvast.language.emergency_answers import Answer, Phone, answer
from houvast.language.simplicity import Finding, Matter, above_the_line, findings
from houvast.language.turn import one_turn
from houvast.language.understanding.mentions import Age, Amount, Day, Mentions, Term, mentions
from houvast.language.understanding.several import Candidate, Part, Urgency
from houvast.language.understanding.tongue import Tongue
from houvast.language.understanding.topics import LANGUAGES, Topic, corpus_topics, read_topics
from houvast.language.understanding.topics import Kind as TopicKind
from houvast.language.understanding.understand import (
    Decision,
    Understander,
    Understanding,
    VectorsMade,
    learn_vectors,
    learned_folder,
    understander,
    understander_kept,
)
from houvast.language.wording.endpoint import Endpoint
from houvast.language.wording.rewording import meant, plainer, translated

__all__ = [
    "ALARM",
    "LANGUAGES",
    "NO_DANGER",
    "Age",
    "Amount",
    "Answer",
    "Candidate",
    "Danger",
    "Day",
    "Decision",
    "Endpoint",
    "Finding",
    "Kind",
    "Matter",
    "Mentions",
    "NotADay",
    "NotAnAmount",
    "Part",
    "Phone",
    "Saying",
    "Term",
    "Tongue",
    "Topic",
    "TopicKind",
    "Understander",
    "Understanding",
    "Urgency",
    "VectorsMade",
    "WhyNotADay",
    "WhyNotAnAmount",
    "above_the_line",
    "amount",
    "answer",
    "corpus_topics",
    "danger_left_out",
    "danger_sayings",
    "danger_to_ask",
    "dangers",
    "day",
    "findings",
    "learn_dangers",
    "learn_vectors",
    "learned_folder",
    "meant",
    "mentions",
    "one_turn",
    "plainer",
    "read_topics",
    "spoken_questions",
    "translated",
    "understander",
    "understander_kept",
]
