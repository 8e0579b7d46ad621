"""Numbers in Turkish and Arabic words, written as digits where they count something we know.

Takes   a text in Turkish or Arabic (standard, Syrian or Moroccan).
Gives   the same text with "iki yüz euro" as "200 euro" and "شهرين" as "2 شهر".
Knows   nothing of what is counted. A number word without such a thing after it stays a word: "on" and "yüz"
        mean more than ten and a hundred.
"""

import re

from houvast.language.understanding.spellings import plain

_TURKISH = {
    "bir": 1, "iki": 2, "üç": 3, "uc": 3, "dört": 4, "dort": 4, "beş": 5, "bes": 5, "altı": 6, "alti": 6,
    "yedi": 7, "sekiz": 8, "dokuz": 9, "on": 10, "yirmi": 20, "otuz": 30, "kırk": 40, "kirk": 40, "elli": 50,
    "altmış": 60, "altmis": 60, "yetmiş": 70, "yetmis": 70, "seksen": 80, "doksan": 90,
}  # fmt: skip
_TIMES = {"yüz": 100, "yuz": 100, "bin": 1000}
_PLAIN = {plain(word): number for word, number in _TURKISH.items()}
_PLAIN_TIMES = {plain(word): times for word, times in _TIMES.items()}
_TURKISH_COUNTED = r"euro|avro|lira|ay|gün|gun|hafta|yıl|yil|sene|yaş|yas|çocu|cocu|kişi|kisi"
_TURKISH_RUN = re.compile(
    rf"\b((?:(?:{'|'.join((*_TURKISH, *_TIMES))})\s+)+)(?={_TURKISH_COUNTED})", re.IGNORECASE
)
_ARABIC = {
    2: "اثنان|اثنين|إثنين|تنين|جوج", 3: "ثلاثة|ثلاث|تلاتة|تلات|تلت|تلاتا", 4: "أربعة|أربع|اربعة|اربع",
    5: "خمسة|خمس", 6: "ستة|ست|ستا", 7: "سبعة|سبع", 8: "ثمانية|ثماني|تمانية|تمن|تمنية", 9: "تسعة|تسع|تسعود",
    10: "عشرة|عشر", 20: "عشرين|عشرون", 30: "ثلاثين|تلاتين", 40: "أربعين|اربعين", 50: "خمسين",
    100: "مئة|مية|مائة",
    200: "مئتين|ميتين|مائتين", 300: "ثلاثمئة|ثلاثمائة|تلتمية", 500: "خمسمئة|خمسمائة|خمسمية", 1000: "ألف|الف",
    2000: "ألفين|الفين",
}  # fmt: skip
_ARABIC_COUNTED = (
    r"(?:ديال\s+)?(?:يورو|أورو|اورو|أشهر|اشهر|شهر|شهور|تشهر|أسابيع|اسابيع|أسبوع|سيمانات|أيام|ايام|يوم|سنوات|سنين|سنة|عام|"
    r"أولاد|اولاد|ولاد|أطفال|اطفال|وليدات|دراري|بنات)"
)
_ARABIC_WORDS = {word: number for number, words in _ARABIC.items() for word in words.split("|")}
_ARABIC_RUN = re.compile(
    rf"(?<!\w)({'|'.join(sorted(_ARABIC_WORDS, key=len, reverse=True))})\s+(?={_ARABIC_COUNTED})"
)
_ARABIC_TWO = (
    (re.compile(r"(?<!\w)شهرين(?!\w)"), "2 شهر"),
    (re.compile(r"(?<!\w)(?:أسبوعين|اسبوعين)(?!\w)"), "2 أسبوع"),
    (re.compile(r"(?<!\w)يومين(?!\w)"), "2 يوم"),
    (re.compile(r"(?<!\w)(?:سنتين|عامين)(?!\w)"), "2 سنة"),
    (re.compile(r"(?<!\w)(?:ولدين|طفلين|بنتين)(?!\w)"), "2 أولاد"),
)


def with_digits(text: str, language: str) -> str:
    """`text` with its counting words as digits; unchanged in another language."""
    if language == "tr":
        return _TURKISH_RUN.sub(lambda run: f"{_turkish(run[1])} ", text)
    if language == "ar":
        for two, digits in _ARABIC_TWO:
            text = two.sub(digits, text)
        return _ARABIC_RUN.sub(lambda run: f"{_ARABIC_WORDS[run[1]]} ", text)
    return text


def _turkish(run: str) -> int:
    """ "bin iki yüz elli" is 1250: what stands before a hundred or a thousand multiplies it."""
    total, part = 0, 0
    for word in plain(run).split():
        times = _PLAIN_TIMES.get(word)
        if times is None:
            part += _PLAIN[word]
        elif times == 1000:
            total, part = total + max(part, 1) * times, 0
        else:
            part = max(part, 1) * times
    return total + part
