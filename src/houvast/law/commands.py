"""The law engine from a terminal: assess a situation, interview, read and compare laws, check the corpus.

Takes   the words after `houvast assess`, `facts`, `law`, `interview`, `check-data`.
Gives   text or JSON on standard output, faults on standard error, and an exit status: 0 done, 1 the laws
        hold faults, 2 the call or the situation was wrong.
Knows   nothing of the web. The laws are those of this checkout or package, unless `--laws` or
        HOUVAST_LAWS_DIR says else.
"""

import argparse
import datetime
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from houvast.law import api, checking, lawpage, reform_at_home, strict_yaml, typed
from houvast.law import interview as talking
from houvast.law.api import Assessment, BadCorpus, BadSituation, Corpus, OutsideCorpus, Situation
from houvast.law.changed import Household, answers_changed, changed_as_text


def assess(words: list[str]) -> int:
    """`houvast assess SITUATION.yaml --on DAY [--json] [--explain]`."""
    parser = _parser("assess", "What this household has a right to on a day, exactly and with reasons.")
    _situation_and_day(parser)
    parser.add_argument("--scheme", action="append", help="only this scheme (may be repeated)")
    parser.add_argument("--json", action="store_true", help="JSON, as docs/assessment-json.md describes")
    parser.add_argument(
        "--explain", action="store_true", help="every step with its article, every value with its source"
    )
    parser.add_argument(
        "--cliffs", action="store_true", help="where a cent, a month or a day more changes the sum by a leap"
    )
    parser.add_argument("--reform", type=Path, metavar="FILE", help="what differs under this reform")
    parser.add_argument(
        "--picture", type=Path, metavar="OUT.svg", help="with --reform: before and after as a picture"
    )
    return _run(parser, words, _assess)


def _assess(corpus: Corpus, given: argparse.Namespace) -> int:
    situation = _read(given.situation, corpus, given.on)
    assessment = api.assess(corpus, situation, on=given.on, schemes=given.scheme)
    if given.reform:
        return _reformed(corpus, situation, assessment, given)
    found = api.cliffs(corpus, situation, on=given.on, schemes=given.scheme) if given.cliffs else ()
    if given.json:
        leaps = {"cliffs": [api.cliff_as_json(each) for each in found]} if given.cliffs else {}
        _print_json({**api.assessment_as_json(assessment, corpus), **leaps})
        return 0
    print(api.as_text(assessment, explain=given.explain), end="")
    if given.cliffs:
        lines = [f"  {api.cliff_in_dutch(each, corpus)}" for each in found]
        print("\n".join(["", "Hier verandert het ineens:", *(lines or ["  Nergens in de buurt."])]))
    return 0


def _reformed(corpus: Corpus, situation: Situation, before: Assessment, given: argparse.Namespace) -> int:
    reform = api.read_reform(given.reform, corpus)
    found = api.differences(before, api.assess(reform.corpus, situation, on=before.on))
    print(f"{reform.title['nl']}, op {api.day_in_dutch(before.on)}:")
    _tell("".join(f"{api.difference_in_dutch(each)}\n" for each in found) or "Er verandert niets.\n")
    home = reform_at_home.reform_at_home(corpus, reform, situation, on=before.on)
    if given.picture:
        given.picture.write_text(reform_at_home.picture(home), encoding="utf-8")
    return _tell(f"\n{reform_at_home.as_table(home)}")


def timeline(words: list[str]) -> int:
    """`houvast timeline SITUATION.yaml --on DAY`."""
    parser = _parser("timeline", "What changes in the coming months, when and why.")
    _situation_and_day(parser)
    parser.add_argument(
        "--months", type=int, default=24, choices=range(1, 61), metavar="N", help="24 when left out"
    )
    return _run(parser, words, _timeline)


def _timeline(corpus: Corpus, given: argparse.Namespace) -> int:
    situation = _read(given.situation, corpus, given.on)
    return _tell(api.timeline_in_dutch(api.timeline(corpus, situation, start=given.on, months=given.months)))


def facts(words: list[str]) -> int:
    """`houvast facts [--json]`."""
    parser = _parser("facts", "Every fact that a situation may hold: unit, level, choices and question.")
    parser.add_argument("--json", action="store_true", help="as JSON, with all languages")
    return _run(parser, words, _facts)


def _facts(corpus: Corpus, given: argparse.Namespace) -> int:
    if given.json:
        _print_json([api.fact_as_json(fact) for fact in corpus.facts.values()])
        return 0
    for fact in corpus.facts.values():
        unit = " | ".join(fact.choices) if fact.choices else fact.unit.name
        print(f"{fact.name}  ({fact.level.value}, {unit})\n    {fact.question['nl']['zelf']}")
    return 0


def check_data(words: list[str]) -> int:
    """`houvast check-data [--on DAY]`: status 1 when something must be mended; warnings leave it 0."""
    parser = _parser(
        "check-data",
        "Read and check all laws and life events: names, units, circles, sources, holes in dates, how to get "
        "each scheme, where to find each fact.",
    )
    parser.add_argument(
        "--on", type=_day, metavar="DAY", help="also warn about what expires within 60 days of this day"
    )
    return _run(parser, words, _check_data)


def _check_data(corpus: Corpus, given: argparse.Namespace) -> int:
    faults = list(checking.faults(corpus, api.read_life_events(given.laws, corpus)))
    for fault in faults:
        print(f"Mend: {fault}", file=sys.stderr)
    for warning in checking.warnings(corpus, on=given.on):
        print(warning)
    print(
        f"{len(corpus.laws)} laws and {len(corpus.facts)} facts fit together ({corpus.city}, "
        f"{corpus.digest[:12]})."
    )
    return 1 if faults else 0


def law(words: list[str]) -> int:
    """`houvast law NAME --on DAY`, `houvast law diff DAY1 DAY2`, `houvast law try NAME fact=value ...`,
    `houvast law changed`.
    """
    if words and words[0] in _LAW_WORDS:
        return _LAW_WORDS[words[0]](words[1:])
    parser = _parser(
        "law", "A law as a readable page. Also: law diff, law try, law changed (each with --help)."
    )
    parser.add_argument("name", metavar="NAME")
    _day_of(parser)
    return _run(
        parser, words, lambda corpus, given: _tell(lawpage.law_as_text(corpus, given.name, on=given.on))
    )


def _law_diff(words: list[str]) -> int:
    parser = _parser("law diff", "Which values and formulas differ between two days.")
    parser.add_argument("first", type=_day, metavar="DAY1")
    parser.add_argument("second", type=_day, metavar="DAY2")
    return _run(
        parser,
        words,
        lambda corpus, given: _tell(
            "".join(f"{line}\n" for line in lawpage.law_changes(corpus, given.first, given.second))
        ),
    )


def _law_try(words: list[str]) -> int:
    parser = _parser("law try", "One scheme for a household told on the command line, with every step.")
    parser.add_argument("name", metavar="NAME")
    parser.add_argument(
        "facts",
        nargs="*",
        metavar="[PERSON.]FACT=VALUE",
        help="partner.inkomen=1000, kind-1.geboortedatum=2015-02-03",
    )
    _day_of(parser)
    return _run(parser, words, _try)


def _try(corpus: Corpus, given: argparse.Namespace) -> int:
    situation = api.read_situation(typed.situation_from(given.facts, corpus), corpus, on=given.on)
    assessment = api.assess(corpus, situation, on=given.on, schemes=[given.name])
    found = api.flips(corpus, situation, on=given.on, scheme=given.name)
    turns = "".join(f"    {api.flip_in_dutch(flip, corpus)}\n" for flip in found)
    return _tell(
        api.as_text(assessment, explain=True) + (f"  Dit maakt het anders:\n{turns}" if turns else "")
    )


def _law_changed(words: list[str]) -> int:
    parser = _parser("law changed", "Whose answers changed between two versions of the laws.")
    parser.add_argument("--before", type=Path, required=True, metavar="FOLDER", help="the laws as they were")
    parser.add_argument(
        "people",
        nargs="*",
        type=Path,
        metavar="PEOPLE.yaml",
        help="one situation, or several under `residents:` with an `id` each",
    )
    parser.add_argument(
        "--households", type=int, default=0, metavar="N", help="also so many of the synthetic city"
    )
    parser.add_argument("--seed", type=int, default=1, help="which synthetic city (default 1)")
    _day_of(parser)
    return _run(parser, words, _changed)


def _changed(corpus: Corpus, given: argparse.Namespace) -> int:
    earlier = api.load_corpus(given.before, city=given.city)
    people = [each for path in given.people for each in _people(path)]
    if not people and given.households < 1:
        raise LookupError("Nobody to compare. Name a file with people, or --households N of the city.")
    if people:
        print(f"People of {', '.join(path.name for path in given.people)}, {given.on}")
        _tell(changed_as_text(answers_changed(earlier, corpus, people, on=given.on), corpus))
    if given.households > 0:
        from houvast.law.city.contents import households

        drawn = households({**earlier.facts, **corpus.facts}, given.households, given.seed, on=given.on)
        print(f"The synthetic city (seed {given.seed}; nobody in it exists), {given.on}")
        _tell(changed_as_text(answers_changed(earlier, corpus, drawn, on=given.on), corpus))
    return 0


def _people(path: Path) -> list[Household]:
    """What a file holds: one situation, or several of people with an `id`."""
    content = _content(path)
    if isinstance(content, dict) and isinstance(content.get("residents"), list):
        return [
            (str(each.get("id")), {"household": each.get("household"), "persons": each.get("persons")})
            for each in content["residents"]
            if isinstance(each, dict)
        ]
    return [(path.stem, content if isinstance(content, dict) else {})]


def interview(words: list[str]) -> int:
    """`houvast interview --on DAY`."""
    parser = _parser(
        "interview", "Ask what still matters, and nothing else. `?` is an answer: I do not know."
    )
    _day_of(parser)
    return _run(parser, words, _interview)


def _interview(corpus: Corpus, given: argparse.Namespace) -> int:
    try:
        situation, asked = talking.interview(corpus, on=given.on, ask=input, tell=print)
    except (EOFError, KeyboardInterrupt):
        print("\nGestopt. Er is niets bewaard.")
        return 0
    print(f"\n{asked} vragen.\n")
    return _tell(api.as_text(api.assess(corpus, situation, on=given.on)))


_LAW_WORDS = {"diff": _law_diff, "try": _law_try, "changed": _law_changed}


def _tell(text: str) -> int:
    print(text, end="")
    return 0


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"houvast {name}", description=description)
    parser.add_argument("--laws", type=Path, default=default_laws(), help="the folder with laws")
    parser.add_argument(
        "--city", default=os.environ.get("HOUVAST_CITY") or "amsterdam", help="the municipality"
    )
    return parser


def _situation_and_day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("situation", type=Path, metavar="SITUATION.yaml")
    _day_of(parser)


def _day_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=_day, required=True, metavar="DAY", help="the day, like 2026-07-01")


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a day; write it like 2026-07-01") from None


def default_laws() -> Path:
    """The folder that HOUVAST_LAWS_DIR names, else the checkout's, else the one that came with the
    package.
    """
    if named := os.environ.get("HOUVAST_LAWS_DIR"):
        return Path(named)
    package = Path(__file__).resolve().parents[1]
    checkout = package.parents[1] / "laws"
    return checkout if checkout.is_dir() else package / "corpus"


def _read(path: Path, corpus: Corpus, on: datetime.date) -> Situation:
    return api.read_situation(_content(path), corpus, on=on)


def _content(path: Path) -> object:
    try:
        return strict_yaml.read_file(path)
    except strict_yaml.Unreadable as error:
        raise BadSituation([error.at(str(path))]) from None


def _run(
    parser: argparse.ArgumentParser, words: list[str], command: Callable[[Corpus, argparse.Namespace], int]
) -> int:
    given = parser.parse_args(words)
    try:
        return command(api.load_corpus(given.laws, city=given.city), given)
    except BadCorpus as error:
        print(error, file=sys.stderr)
        return 1
    except (BadSituation, OutsideCorpus, LookupError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _print_json(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=1))
