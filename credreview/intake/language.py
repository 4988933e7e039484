"""Which language a text is in: by its script, then by its most frequent words."""

import re
from collections import Counter

#: As much of a text as is looked at, in code points.
SAMPLE = 6000

_WORDS = {
    tag: frozenset(words.split())
    for tag, words in {
        "en": "the of and to in is that for it was on with as by at from are be this have has not",
        "fr": "le la les des et un une du est dans que qui pour sur pas au avec par ce il l d à en",
        "de": "der die das und ist nicht ein eine zu den von mit dem im für auf des sich wir es",
        "es": "el la los las de y que en un una por con para del se al su es lo como más no sus",
        "it": "il di che la e un una per del non con sono della gli dei si è nel le alla da anche",
        "pt": "o a os as de e que em um uma por com para do da não no na se dos das ao mais foi",
        "nl": "de het een en van is dat op te in niet met voor zijn aan er bij ook als door werd",
        "pl": "i w na z do się nie że to jest o od po za jak przez ale przy oraz ich dla który",
        "cs": "a v na se je že s o do z pro k by jako ale po za od při který ve podle však",
        "ro": "de și în la a cu pe din o un că nu este pentru sunt care mai au fost ale al",
        "tr": "ve bir bu için ile de da olarak olan gibi daha çok ama ne değil sonra kadar",
        "sv": "och att det i en som är på av för med den till inte om har de ett var från",
        "ru": "и в не на что с по как это из у за от к о для он но его так были был",
        "uk": "і в не на що з та до як у це за від про для він але його й є були був",
        "be": "і ў не на што з да як у гэта за ад пра для ён але яго",
        "bg": "и в не на че с за от да се е по са това които като към при ще беше",
        "ar": "في من على إلى أن عن التي مع هذا هذه الذي ما لا كان قد بعد بين",
        "fa": "و در به از که این را با است برای آن یک تا بر خود شد های",
        "he": "של את על לא הוא זה עם כי גם אל או היא אבל יותר כל אין",
        "el": "και το της την του η ο να με για που από στο στην δεν είναι θα οι τα",
    }.items()
}
_LETTERS = {
    "fr": "àâæçéèêëîïôœùûüÿ",
    "de": "äöüß",
    "es": "áéíñóúüºª",
    "it": "àèéìòùîº",
    "pt": "ãáâàçéêíóôõúüºª",
    "nl": "áéëïóöü",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "ro": "ăâîșțşţ",
    "tr": "çğıöşüâîû",
    "sv": "åäöé",
}
_SCRIPTS = (
    ("latin", re.compile("[\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("arabic", re.compile("[\u0620-\u064a\u066e-\u06d3]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("han", re.compile("[\u4e00-\u9fff]")),
    ("kana", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
)
_BY_SCRIPT = {
    "latin": ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "cs", "ro", "tr", "sv"),
    "cyrillic": ("ru", "uk", "be", "bg"),
    "arabic": ("ar", "fa"),
}
# A letter that only one language of its script uses every day settles what few words leave open.
_TELLING = {
    "cyrillic": (("be", "ў"), ("uk", "їєґ"), ("ru", "ыэё")),
    "arabic": (("ur", "ٹڈڑے"), ("fa", "پچژگی")),
}
_ASCII = re.compile(r"[\x00-\x7f]+")
_ASCII_LETTERS = re.compile("[A-Za-z]+")
_WORD = re.compile(r"[^\W\d_]+")

_MIXED_CASE = re.compile(r"[^\W\d_]*[a-zа-яєії][A-ZА-ЯЄІЇ][^\W\d_]*")
_PRINTERS_MARKS = frozenset("“”„‘’«»–—…€£©№°§·•¿¡×")

_SCRIPT_SHARE = 0.6
_LEAST_LETTERS = 12
_LEAST_WORDS = 6
_WORD_SHARE = 0.09
_LEAD = 1.25


def guess_language(text: str) -> str | None:
    """Return the BCP 47 tag of the language of `text`, or None where it is not clear.

    Looks at the first 6,000 code points.
    """
    text = text[:SAMPLE].casefold()
    script = _script(text)
    if script is None or script in {"he", "el", "ko", "hi", "th", "ka", "hy", "ja", "zh"}:
        return script
    words = _WORD.findall(text)
    ranked = sorted(
        ((score, tag) for tag, score in _scores(words, _BY_SCRIPT[script])), reverse=True
    )
    (best, tag), (second, _) = ranked[:2]
    if len(words) >= _LEAST_WORDS and best >= _WORD_SHARE and best >= second * _LEAD:
        return tag
    for telling, letters in _TELLING.get(script, ()):
        if any(letter in text for letter in letters):
            return telling
    return None


def plausibility(text: str) -> float:
    """Say how much `text` looks like a language, 0 to 1, to compare readings of the same bytes.

    The share of the most frequent words of the likeliest language, lowered by
    letters which that language does not have, and by characters which no
    article has.
    """
    text = text[:SAMPLE]
    words = _WORD.findall(text.casefold())
    best = 0.0
    for tag, score in _scores(words, tuple(_WORDS)):
        if score > best:
            foreign = _foreign(text.casefold(), _LETTERS[tag]) if tag in _LETTERS else 0.0
            best = max(best, score * (1.0 - foreign))
    others = _ASCII.sub("", text)
    odd = sum(not (c.isalpha() or c.isspace() or c in _PRINTERS_MARKS) for c in others)
    mixed = len(_MIXED_CASE.findall(text)) / max(1, len(words))
    return best * max(0.0, 1.0 - 4 * odd / max(1, len(others)) - mixed)


def _script(text: str) -> str | None:
    rest = _ASCII.sub("", text)
    counts = {name: len(pattern.findall(rest)) for name, pattern in _SCRIPTS}
    counts["latin"] += len(text) - len(_ASCII_LETTERS.sub("", text))
    total = sum(counts.values())
    if total < _LEAST_LETTERS and not counts["han"] and not counts["kana"]:
        return None
    if counts["kana"] * 10 > counts["kana"] + counts["han"]:
        counts["ja"] = counts.pop("kana") + counts.pop("han")
    else:
        counts["zh"] = counts.pop("han")
    name, most = max(counts.items(), key=lambda item: item[1])
    return name if most and most >= total * _SCRIPT_SHARE else None


def _scores(words: list[str], tags: tuple[str, ...]) -> list[tuple[str, float]]:
    counted = Counter(words)
    total = max(1, len(words))
    return [(tag, sum(counted[word] for word in _WORDS[tag]) / total) for tag in tags]


def _foreign(text: str, letters: str) -> float:
    accented = [c for c in text if c > "\x7f" and c.isalpha()]
    return sum(c not in letters for c in accented) / len(accented) if accented else 0.0
