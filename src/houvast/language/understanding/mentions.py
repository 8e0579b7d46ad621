"""What was said in passing: amounts, days, terms, ages, who lives in the house.

Takes   a text in Dutch, English, Turkish or Arabic, and today's day for words such as "morgen".
Gives   each mention with the very words it came from, so that it can be shown back: it is never assumed.
Knows   nothing of facts of the law. Leaves out what it is not sure of; a postcode or a telephone number is
        no amount.
"""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction

from text_to_num import alpha2digit  # type: ignore[import-untyped]  # has no types

from houvast.language.amounts import NotAnAmount, amount
from houvast.language.days import NotADay, day
from houvast.language.understanding.number_words import with_digits
from houvast.language.understanding.spellings import plain

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_NUMBER = r"\d{1,3}(?:[.\s]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_BARE_PERIOD = (
    r"(?:netto |bruto )?(?:p/m\b|p\.m\.|per (?:maand|mnd|week)\b|in de maand\b|a month\b|per month\b)"
)
_AMOUNT = re.compile(
    rf"(?:(?:€|eur\b|euro\b)\s*(?P<after>{_NUMBER})(?:,-)?)|(?<![\w.,-])(?P<before>{_NUMBER})"
    rf"(?:(?:,-)?\s*(?:€|eu?r(?:o|os|o's|oo|tjes)?\b|euro(?:luk|nun|yu|ya|dan)\b|avro\w*|يورو|اورو|أورو)|,-|\s*(?={_BARE_PERIOD}))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"^[\s,]*(?:netto|bruto|net|gross|schoon)?\s*", re.IGNORECASE)
_EACH = r"(?:per|in de|in het|elk|elke|a|an|each|every)"
_PERIODS = (
    (
        "week",
        re.compile(
            rf"{_EACH} week|/\s?week|p/?w\b|wekelijks|weekly|haftada|haftalık|(?:في |كل |بال)?أسبوع", re.I
        ),
    ),
    (
        "month",
        re.compile(
            rf"{_EACH} (?:maand|mnd|month)|/\s?(?:maand|mnd|month)|p/?m\b|p\.m\.|maandelijks|monthly|"
            r"ayda|aylık|"
            r"(?:في |كل |بال|ف|شهريا|شهرياً)?(?:ال)?شهر",
            re.I,
        ),
    ),
    ("quarter", re.compile(rf"{_EACH} (?:kwartaal|quarter)|quarterly", re.I)),
    ("year", re.compile(rf"{_EACH} (?:jaar|year)|jaarlijks|yearly|yılda|yıllık|سنة|سنويا", re.I)),
    (
        "hour",
        re.compile(rf"{_EACH} (?:uur|hour)|/\s?(?:uur|hour)|p/?u\b|saatte|(?:في |بال|ف)?(?:ال)?ساعة", re.I),
    ),
)
_TERM = re.compile(
    r"\b(?P<count>\d{1,3}|anderhalf|half|één|bir)\s*(?P<unit>dagen|dag|weken|week|maanden|maand|jaar|jaren|"
    r"days?|weeks?|months?|years?|mnd|wkn|jr|gün|hafta|ay|yıl|sene|aydır|haftadır|yıldır|gündür|يوم|أيام|ايام|أسبوع|"
    r"أسابيع|اسابيع|سيمانات|شهر|أشهر|اشهر|شهور|تشهر|سنة|سنوات|سنين|عام)\b",
    re.IGNORECASE,
)
_UNITS = {
    "dag": "day", "dagen": "day", "day": "day", "days": "day", "gün": "day",
    "week": "week", "weken": "week", "weeks": "week", "hafta": "week",
    "maand": "month", "maanden": "month", "month": "month", "months": "month", "ay": "month",
    "jaar": "year", "jaren": "year", "year": "year", "years": "year", "yıl": "year", "jr": "year",
    "sene": "year", "mnd": "month", "wkn": "week", "aydır": "month", "haftadır": "week",
    "yıldır": "year", "gündür": "day",
    "يوم": "day", "أيام": "day", "ايام": "day", "أسبوع": "week", "أسابيع": "week", "اسابيع": "week",
    "سيمانات": "week", "شهر": "month", "أشهر": "month", "اشهر": "month", "شهور": "month", "تشهر": "month",
    "سنة": "year", "سنوات": "year", "سنين": "year", "عام": "year",
}  # fmt: skip
_UNIT_OF = {plain(word): unit for word, unit in _UNITS.items()}
"""By its plain letters: for a regular expression an i is the same as an ı, with or without its dot."""
_DAY = re.compile(
    r"\b(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,2} "
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|maart|mrt|march|april|mei|may|juni|june|juli|july|aug(?:ustus|ust)?|"
    r"sep(?:t|tember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|"
    r"eylül|ekim|kasım|aralık|يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)"
    r"(?: \d{4})?)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?P<since>sinds|sedert|since|vanaf|from) (?:begin |eind |half )?(?P<month>januari|january|"
    r"februari|february|maart|march|april|mei|may|juni|june|juli|july|augustus|august|september|oktober|october|november|december)\b"
    r"(?: (?P<year>\d{4}))?",
    re.IGNORECASE,
)
_BACK = {"sinds", "sedert", "since"}
_RELATIVE = {
    "vandaag": 0, "today": 0, "bugün": 0, "اليوم": 0,
    "morgen": 1, "tomorrow": 1, "yarın": 1, "غدا": 1,
    "overmorgen": 2, "gisteren": -1, "yesterday": -1, "dün": -1, "امس": -1,
}  # fmt: skip
_CHILD = (
    r"zoon|zoontje|dochter|dochtertje|kind|kindje|kleine|baby|peuter|puber|son|daughter|child|"
    r"oğlum|kızım|çocuğum|bebeğim|jongste|oudste|ابني|ابنتي|بنتي|ولدي|طفلي"
)
_AGE = re.compile(
    rf"\b(?:(?P<who>{_CHILD}|ik|man|vrouw|partner|moeder|vader|i am|i'm|husband|wife|annem|babam|"
    r"kocam|karım|eşim|أنا|أمي|أبي|زوجي|زوجتي)\b(?:\s+(?!\d)\w+)?\s+)?"
    r"(?:(?:is|ben|van|wordt|word|was|of|عمره|عمرها)\s+)?(?:nu |bijna |net |al )?(?P<age>\d{1,3})"
    r"(?P<unit>\s*(?:jaar oud|jaar|jr|years? old|yaşında\w*|yaş\w*)\b|(?=\s*(?:en|,|\.|$|geworden)))",
    re.IGNORECASE,
)
_COUNTED = (
    r"dag(?:en)?|week|weken|maand(?:en)?|mnd|jaar|jr|uur|uren|minuten|keer|x|eur\w*|kinderen|kids|procent|kilo|km|"
    r"personen|mensen|van|op|days?|weeks?|months?|years?|hours?|times|children|percent|gün|hafta|ay|yıl|saat"
)
_TURNS = re.compile(
    rf"\b(?:(?P<who>{_CHILD}|ik|man|vrouw|partner|moeder|vader|husband|wife)\s+)?"
    r"(?P<verb>is|ben|van|wordt|word|was|am|turns|is turning)\s+"
    r"(?:(?:nu|bijna|net|al|pas|straks|binnenkort|almost|now|"
    r"(?:volgende|deze|komende|next|this) (?:week|maand|jaar|month|year))\s+)*"
    rf"(?P<age>\d{{1,3}})(?=\s+(?!(?:{_COUNTED})\b)[^\W\d_]|\s*[?!])"
    r"|\b(?P<child>o[gğ]lum|k[ıi]z[ıi]m|[cç]ocu[gğ]um)\s+(?P<soon>\d{1,2})(?=\s+ol(?:acak|du|uyor))",
    re.IGNORECASE,
)
"""An age without its unit, in the middle of a sentence: "me zoon van 28 woont hier", "ben 19 en"."""
_OF_ONESELF = {"ben", "word", "am"}
_GOES_ON = re.compile(r"\s+(?!(?:en|and|maar|of|met|ve|geworden)\b)[^\W\d_]", re.IGNORECASE)
"""After "6 jaar": then it is how long something lasts, "al 6 jaar op het minimum"; not after "van 8 jaar"."""
_SURELY_AGE = re.compile(r"\b(?:van|wordt|word)\s|oud|old|yaş", re.IGNORECASE)
_BARE_AMOUNT = re.compile(
    r"\b(?:huur|kost|kosten|betaal|betaalt|betaalde|betalen|terugbetalen|verdien|verdient|krijg|krijgt|inkomen|loon|salaris|"
    r"schuld|boete|rekening|aanslag|rent|pay|earn|kiram|maaşım|maasim)\s+(?:(?:is|was|van|nu|nog|maar|me|mij|mijn|ongeveer|zo'n)\s+)*"
    rf"(?P<money>(?!(?:19|20)\d\d\b)(?:\d{{1,3}}\.\d{{3}}|\d{{3,5}})(?:,\d\d)?)(?![\d.,%])(?!\s*(?:{_COUNTED}|[A-Z]{{2}})\b)"
    r"|(?<![\w.,/-])(?P<cents>(?:\d{1,3}(?:\.\d{3})+|\d{2,5}),\d\d)(?![\w,./%-])"
)
"""Money without a euro: after a word of money, or with its two cents. A year is none."""
_MY_AGE = re.compile(
    r"(?<!\w)(?:عمري|عندي)\s+(?P<arabic>\d{1,3})(?=\s*(?:سنة|عام|$|[,.،؟]|و))|(?P<turkish>\d{1,3})\s+yaşındayım"
)
_CHILDREN = re.compile(
    r"\b(?P<count>\d{1,2})\s+(?:(?:kleine|jonge|little|small|küçük)\s+)?"
    r"(?:kinderen|kinders|kids|kindjes|kindertjes|kind|koters|bloedjes|children|zonen|zoons|dochters|[cç]ocu[kğg]\w*|أولاد|اولاد|"
    r"ولاد|أطفال|اطفال|وليدات|دراري|بنات)\b",
    re.IGNORECASE,
)
_THEIR_AGES = re.compile(
    r"^\s*(?:van |\()?(?P<ages>\d{1,2}(?:\s*(?:,|en|and|ve|و|&)\s*\d{1,2})*)"
    r"(?![\d.]|\s*(?:maand|month|ay\b|week|dagen))"
)
_PARTNER = re.compile(
    r"\b(?:mijn|me|mn|m'n|my)\s+(?:man|vrouw|vriend|vriendin|partner|echtgenoot|echtgenote|verloofde|husband|wife|boyfriend|"
    r"girlfriend)\b|\b(?:eşim|kocam|karım|nişanlım)(?:le|la|in|ın|e|a)?\b|زوجي|زوجتي|راجلي|مراتي",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"overleden|gestorven|dood|weg\b|verlaten|\bex\b|gescheiden|scheiding|died|left me|divorced|"
    r"öldü|vefat|ayrıl|توفي|طلق",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\balleenstaand\w*|\bwoon alleen\b|\bik ben alleen\b|\bin mijn eentje\b|"
    r"\bsingle (?:mother|father|parent|mum|mom|dad)\b|\b(?:live|am) alone\b|\byaln[ıi]z (?:yaşıyorum|anne)\b|"
    r"\byaln[ıi]z[ıi]m\b|\btek başıma\b|(?:أم|ام|أب|اب|عايشة?|ساكنة?)\s+(?:لحالي|لوحدي|وحدي)",
    re.IGNORECASE,
)
_WHOSE = {
    "self": {"ik", "i am", "i m", "انا"},
    "partner": {"man", "vrouw", "partner", "husband", "wife", "kocam", "karim", "esim", "زوجي", "زوجتي"},
    "parent": {"moeder", "vader", "annem", "babam", "امي", "ابي"},
}
_OLDEST = 120
ALWAYS_A_NUMBER = 1.5
"""Number words from two up; "een" is nearly always an article."""


@dataclasses.dataclass(frozen=True)
class Amount:
    """Euros, exactly, with the period when it was said."""

    euros: Fraction
    period: str | None
    words: str


@dataclasses.dataclass(frozen=True)
class Day:
    """A day. `sure` is false when the year was not said and the coming one was taken."""

    day: dt.date
    sure: bool
    words: str


@dataclasses.dataclass(frozen=True)
class Term:
    """A length of time: so many of day, week, month or year."""

    count: Fraction
    unit: str
    words: str


@dataclasses.dataclass(frozen=True)
class Age:
    """Years, and of whom: `self`, `child`, `partner`, `parent`, or None when not said."""

    years: int
    whose: str | None
    words: str


@dataclasses.dataclass(frozen=True)
class Mentions:
    """All that was said in passing. `partner` and `children` are None when nothing was said of them."""

    amounts: tuple[Amount, ...] = ()
    days: tuple[Day, ...] = ()
    terms: tuple[Term, ...] = ()
    ages: tuple[Age, ...] = ()
    children: int | None = None
    partner: bool | None = None


def mentions(text: str, *, language: str, on: dt.date) -> Mentions:
    """Everything that `text` mentions. Number words count in all four languages ("twee kinderen")."""
    told = _with_digits(text.translate(_DIGITS), language)
    amounts = tuple(_amounts(told))
    bare = _AMOUNT.sub(" # ", told)
    days = tuple(_days(bare, on))
    bare = _DAY.sub(" # ", bare)
    since = tuple(_since(bare, on))
    children = _CHILDREN.search(bare)
    ages = tuple(_ages_of_children(bare, children)) if children else ()
    ages = ages or tuple(_ages(bare))
    return Mentions(
        amounts,
        (*days, *since),
        tuple(term for term in _terms(bare) if all(term.words not in age.words for age in ages)),
        ages,
        int(children["count"]) if children else None,
        _partner(bare),
    )


def _with_digits(text: str, language: str) -> str:
    if language not in {"nl", "en"}:
        return with_digits(text, language)
    return str(alpha2digit(text, language, threshold=ALWAYS_A_NUMBER))


def _amounts(text: str) -> Iterator[Amount]:
    for found in _AMOUNT.finditer(text):
        try:
            euros = amount(found["after"] or found["before"])
        except NotAnAmount:
            continue
        after = _BETWEEN.sub("", text[found.end() : found.end() + 26])
        period = next((name for name, words in _PERIODS if words.match(after)), None)
        yield Amount(euros, period, found.group().strip())
    for found in _BARE_AMOUNT.finditer(_AMOUNT.sub(" # ", text)):
        words = found["money"] or found["cents"]
        yield Amount(amount(words), None, words)


def _days(text: str, on: dt.date) -> Iterator[Day]:
    for found in _DAY.finditer(text):
        words = found.group()
        try:
            yield Day(day(words), sure=True, words=words)
        except NotADay:
            this_year = _coming(words, on)
            if this_year is not None:
                yield Day(this_year, sure=False, words=words)
    for word in re.findall(r"\w+", text.casefold()):
        if word in _RELATIVE:
            yield Day(on + dt.timedelta(days=_RELATIVE[word]), sure=True, words=word)


def _coming(words: str, on: dt.date) -> dt.date | None:
    """A day without a year, in the twelve months from `on`."""
    for year in (on.year, on.year + 1):
        try:
            found = day(f"{words} {year}")
        except NotADay:
            continue
        if found >= on:
            return found
    return None


def _since(text: str, on: dt.date) -> Iterator[Day]:
    """ "Since March": the first of the month, the last one that was; "from March" is the coming one."""
    for found in _SINCE.finditer(text):
        month = day(f"1 {found['month']} {on.year}").month
        back = found["since"].casefold() in _BACK
        year = int(found["year"] or 0)
        if not year:
            past = month <= on.month
            year = on.year if past == back else on.year + (-1 if back else 1)
        yield Day(dt.date(year, month, 1), sure=False, words=found.group())


def _ages_of_children(text: str, children: re.Match[str]) -> Iterator[Age]:
    """The ages that follow "two kids": only when there are as many of them as children."""
    found = _THEIR_AGES.match(text[children.end() :])
    years = [int(age) for age in re.findall(r"\d{1,2}", found["ages"])] if found else []
    if found and len(years) == int(children["count"]):
        for age in years:
            yield Age(age, "child", f"{children.group()} {found.group().strip()}")


def _terms(text: str) -> Iterator[Term]:
    for found in _TERM.finditer(text):
        said = found["count"].casefold()
        count = {"anderhalf": Fraction(3, 2), "half": Fraction(1, 2)}.get(said)
        if count is None:
            count = Fraction(said) if said.isdigit() else Fraction(1)
        yield Term(count, _UNIT_OF[plain(found["unit"])], found.group())


def _ages(text: str) -> Iterator[Age]:
    for found in _MY_AGE.finditer(text):
        yield Age(int(found["arabic"] or found["turkish"]), "self", found.group())
    text = _MY_AGE.sub(" # ", text)
    for found in _AGE.finditer(text):
        years, who = int(found["age"]), plain(found["who"] or "")
        old = bool(re.search(r"oud|old|yaş", found["unit"] or ""))
        sure = not found["unit"].strip() or _SURELY_AGE.search(found.group())
        lasts = not sure and _GOES_ON.match(text, found.end())
        if years > _OLDEST or not (who or old) or lasts:
            continue
        yield Age(years, _whose(who), found.group().strip())
    for found in _TURNS.finditer(_AGE.sub(" # ", text)):
        yield from _turns(found)


def _turns(found: re.Match[str]) -> Iterator[Age]:
    """An age in the middle of a sentence; "van 28" says of whom only beside a word for somebody."""
    who, verb = plain(found["who"] or ""), (found["verb"] or "").casefold()
    years = int(found["age"] or found["soon"])
    if found["child"]:
        yield Age(years, "child", found.group())
    elif years <= _OLDEST and (who not in {"", "ik"} or verb in _OF_ONESELF):
        yield Age(years, _whose(who) if who else "self", found.group())


def _whose(who: str) -> str | None:
    if not who:
        return None
    return next((whose for whose, words in _WHOSE.items() if who in words), "child")


def _partner(text: str) -> bool | None:
    if _ALONE.search(text):
        return False
    found = _PARTNER.search(text)
    if not found:
        return None
    around = text[max(0, found.start() - 40) : found.end() + 60]
    return None if _GONE.search(around) else True
