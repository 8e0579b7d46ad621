"""All that other rooms may import from the law engine.

Takes   nothing. Gives names; what each does stands with its definition. Knows nothing of its own.
"""

from houvast.law.asjson import (
    VERSION,
    assessment_as_json,
    cliff_as_json,
    fact_as_json,
    missing_as_json,
    outcome_as_json,
)
from houvast.law.assessing import Answer, Assessment, Granted, Outcome, assess, replay
from houvast.law.binding import Missing
from houvast.law.cliffs import Change, Cliff, cliffs
from houvast.law.corpus import Corpus, load_corpus
from houvast.law.coverage import Coverage, Period, Proof, Standing, coverage, not_here, proven_by
from houvast.law.errors import BadCorpus, BadSituation, Fault, OutsideCorpus
from houvast.law.explain import Reason
from houvast.law.facts import FactDefinition, refusal
from houvast.law.flips import Flip, flips
from houvast.law.interview import wording
from houvast.law.ir import Level, Number, Plain
from houvast.law.lawfile import Gap, Law, OpenNorm
from houvast.law.lawpage import value_in_dutch
from houvast.law.life_events import LifeEvent, Line, read_life_events
from houvast.law.questions import Question, QuestionKind, ScreenOf, open_questions, screen_of
from houvast.law.receipt import ENGINE, OtherLaws, Receipt
from houvast.law.reform import Difference, Reform, differences, one_value_changed, read_reform
from houvast.law.reform_at_home import AtHome, reform_at_home
from houvast.law.reform_at_home import picture as picture_at_home
from houvast.law.rendering import (
    as_text,
    cliff_in_dutch,
    difference_in_dutch,
    flip_in_dutch,
    missing_in_dutch,
    of_whom,
    sentence,
    timeline_in_dutch,
)
from houvast.law.situation import MOST, Person, Situation, parsed, read_situation
from houvast.law.timeline import Cause, Event, Month, Timeline, Turn, situation_on, timeline
from houvast.law.units import Kind, Unit
from houvast.law.values import Unsure, day_in_dutch, euros, exact_text, in_dutch

__all__ = [
    "ENGINE",
    "MOST",
    "VERSION",
    "Answer",
    "Assessment",
    "AtHome",
    "BadCorpus",
    "BadSituation",
    "Cause",
    "Change",
    "Cliff",
    "Corpus",
    "Coverage",
    "Difference",
    "Event",
    "FactDefinition",
    "Fault",
    "Flip",
    "Gap",
    "Granted",
    "Kind",
    "Law",
    "Level",
    "LifeEvent",
    "Line",
    "Missing",
    "Month",
    "Number",
    "OpenNorm",
    "OtherLaws",
    "Outcome",
    "OutsideCorpus",
    "Period",
    "Person",
    "Plain",
    "Proof",
    "Question",
    "QuestionKind",
    "Reason",
    "Receipt",
    "Reform",
    "ScreenOf",
    "Situation",
    "Standing",
    "Timeline",
    "Turn",
    "Unit",
    "Unsure",
    "as_text",
    "assess",
    "assessment_as_json",
    "cliff_as_json",
    "cliff_in_dutch",
    "cliffs",
    "coverage",
    "day_in_dutch",
    "difference_in_dutch",
    "differences",
    "euros",
    "exact_text",
    "fact_as_json",
    "flip_in_dutch",
    "flips",
    "in_dutch",
    "load_corpus",
    "missing_as_json",
    "missing_in_dutch",
    "not_here",
    "of_whom",
    "one_value_changed",
    "open_questions",
    "outcome_as_json",
    "parsed",
    "picture_at_home",
    "proven_by",
    "read_life_events",
    "read_reform",
    "read_situation",
    "reform_at_home",
    "refusal",
    "replay",
    "screen_of",
    "sentence",
    "situation_on",
    "timeline",
    "timeline_in_dutch",
    "value_in_dutch",
    "wording",
]
