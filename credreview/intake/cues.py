"""What one line of an article gives away about itself: post, byline, caption or quotation.

Pure functions over a single line, used for plain text and Markdown alike.
"""

import re
from dataclasses import dataclass

from credreview.intake.dates import parse_date


@dataclass(frozen=True, slots=True)
class Signature:
    """The line under an embedded post; `alone` where the line holds nothing of the post itself."""

    author: str
    handle: str
    posted: str | None
    alone: bool


@dataclass(frozen=True, slots=True)
class Byline:
    """A line on who wrote an article or when it was published; what it does not say is None."""

    author: str | None = None
    published: str | None = None


_HANDLE = re.compile(r"\(@(?P<handle>[\w.]{1,40}(?:@[\w.-]{3,60})?)\)\s*[,·•|–—-]?\s*")
_DASH = re.compile(r"(?:—|―|–|--|(?:^|(?<=\s))-)\s*")
_LONGEST_NAME = 80
_LONGEST_DATE = 60


def post_signature(line: str) -> Signature | None:
    """Read "— Name (@handle) Month D, YYYY", alone or at the end of the post's own line.

    The date may be missing where the line begins with a dash, the dash may be
    missing where the date is there. A handle may name its server
    (@name@server).
    """
    at = line.rfind("(@")
    if at < 0 or not (found := _HANDLE.match(line, at)):
        return None
    rest = line[found.end() :]
    posted = parse_date(rest) if len(rest) <= _LONGEST_DATE else None
    if rest.strip() and posted is None:
        return None
    before = line[:at].rstrip()
    dashes = list(_DASH.finditer(before, max(0, len(before) - _LONGEST_NAME - 2)))
    dash = dashes[-1] if dashes else None
    name = before[dash.end() :] if dash else before
    alone = dash is None or dash.start() == 0
    if not name or len(name) > _LONGEST_NAME or (posted is None and (dash is None or not alone)):
        return None
    if dash is None and re.search(r"[.!?:,;]\s", name):
        return None
    return Signature(name.strip(), found["handle"], posted, alone)


_POST_LINK = re.compile(r"(?:pic\.(?:twitter|x)\.com|https?://t\.co)/\w{4,20}")


def ends_with_post_link(line: str) -> bool:
    """Say whether a line ends as copied posts do, with a link to a picture or a t.co address."""
    last = line.rsplit(None, 1)[-1] if line.strip() else ""
    return _POST_LINK.fullmatch(last) is not None


_BY = re.compile(
    r"(?:(?:(?:written|story|text|reported|posted|published) )?by|von|par|por)"
    r"\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_AUTHOR_LABEL = re.compile(
    r"(?:authors?|written by|byline|reporter|writer|автори?|авторы?|автор статті|текст|"
    r"autor(?:en|es|a)?|auteure?s?|autrice|autore|autorzy)\s*:\s*(?P<rest>.+)",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"(?P<label>(?:first |last |originally )?"
    r"(?:published|posted|updated|modified|date|issued|опубліковано|оновлено|опубликовано|"
    r"обновлено|дата|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado)"
    r"(?: (?:on|at|am|le|el))?)\s*:?\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_NOT_FIRST = re.compile(
    "updated|modified|оновлено|обновлено|aktualisiert|mis à jour|actualizado|last ", re.IGNORECASE
)
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+|,\s+|\s+(?:on|for)\s+")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\u02bc-])*")
_PARTICLE_WORDS = """
de da do dos das del della di du la le van von der den ter zu bin ibn al el ben and und et y e та
і и & of for
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_ROLE_WORDS = """
author editor editor-in-chief correspondent reporter journalist columnist contributor writer
blogger analyst expert researcher fellow professor lecturer historian lawyer scholar head deputy
chief director leader chairman chairwoman chair president vice-president minister secretary
ambassador representative member adviser advisor commander coordinator founder co-founder former
spokesperson spokesman spokeswoman activist politician diplomat senator commentator observer
автор редактор журналіст журналіст-розслідувач журналист кореспондент корреспондент аналітик
аналитик експерт эксперт політолог политолог оглядач обозреватель голова глава керівник
руководитель директор заступник заместитель
autor autorin redakteur redakteurin journalistin korrespondent korrespondentin journaliste
rédacteur rédactrice correspondant correspondante chercheur periodista corresponsal
"""
_ROLES = frozenset(_ROLE_WORDS.split())
_ROLE_WITHIN = 6
_LONGEST_BYLINE = 160
_LONGEST_ROLE_LINE = 500


def byline(line: str) -> Byline | None:
    """Read a line that names the author or the day of publication, as stands over an article.

    "By NAME, Place | date", "Author: NAME", "NAME: role", "Published: date", or
    a date alone. To be asked only of lines before the first paragraph: further
    down such words are part of what the article says.
    """
    line = " ".join(line.split())
    if len(line) > _LONGEST_ROLE_LINE:
        return None
    if len(line) <= _LONGEST_BYLINE:
        if published := parse_date(line):
            return Byline(None, published)
        if (found := _DATE_LABEL.fullmatch(line)) and (day := _first_date(found["rest"])):
            return Byline(None, None if _NOT_FIRST.search(found["label"]) else day)
        if found := _BY.fullmatch(line) or _AUTHOR_LABEL.fullmatch(line):
            return _named(found["rest"])
    name, colon, rest = line.partition(":")
    roles = [word.strip(",.;()").casefold() for word in rest.split()[:_ROLE_WITHIN]]
    if colon and 2 <= len(name.split()) <= 5 and is_name(name) and not _ROLES.isdisjoint(roles):
        return Byline(name.strip())
    return None


def _named(text: str) -> Byline | None:
    """Read "NAME", "NAME, Place", "NAME | date" and the like."""
    name = next((part for part in _PARTS.split(text) if part), "").rstrip(".")
    if not is_name(name) or (text.rstrip().endswith((".", "!", "?")) and len(text) > len(name) + 1):
        return None
    return Byline(name, _first_date(text[len(name) :]))


def _first_date(text: str) -> str | None:
    text = text.strip(" ,|•·–—-")
    pieces = [text, *re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", text), *text.split(", ", 1)[1:]]
    return next((day for piece in pieces if (day := parse_date(piece))), None)


def is_name(text: str) -> bool:
    """Say whether `text` is written like a person's or a desk's name, in capitalised words."""
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= 8 or words[0] in _PARTICLES:
        return False
    return all(
        word in _PARTICLES or (_NAME_WORD.fullmatch(word) is not None and not word[0].islower())
        for word in words
    )


_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\d—–\n]{1,50}),\s*(?P<date>[^—–()\n]{6,30}?)\s*(?:\([^)\n]{1,40}\)\s*)?(?:[—–]|--|\s-\s)"
)


def dateline(line: str) -> str | None:
    """Return the day that a paragraph's opening "PLACE, Month D, YYYY —" states, or None."""
    found = _DATELINE.match(line[:160])
    if not found or not found["place"][0].isupper():
        return None
    return parse_date(found["date"])


_CAPTION = re.compile(
    r"[(\[]?\s*(?:"
    r"(?:(?:file )?photos?|image|picture|photograph|illustration|infographic|map|screenshot|foto|"
    r"bild|imagen|imagem|crédit photo|crédit|фото|зображення|ілюстрація|світлина|иллюстрация|"
    r"изображение|скриншот)"
    r"(?:\s(?:credits?|by|courtesy(?: of)?|source|caption|via|from))?\s*(?:[:©/]|\s\|).+"
    r"|(?:photo|image|picture|video|illustration)\s(?:credits?|by|courtesy|source)\b.+"
    r"|(?:fig(?:ure)?|рис)\.?\s?\d{1,3}\s?[.:–—-].+"
    r")",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"(?:[(\[|©]\s*(?:(?:ap )?photo|image|foto|фото|credit|getty images|shutterstock|wikimedia)\b"
    r"[^()\[\].]{0,80}|/\s?(?:afp|ap|reuters|epa|getty images|tass|ukrinform))[)\]]?\.?$",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 300


def is_caption(line: str) -> bool:
    """Say whether a line credits a picture ("Photo: ...", "... (Image: ...)", "Figure 2: ...")."""
    if len(line) > _LONGEST_CAPTION:
        return False
    return (
        _CAPTION.fullmatch(line) is not None
        or _CREDIT_AT_END.search(line, max(0, len(line) - 110)) is not None
    )


_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‘": "’"}


def is_quotation(paragraph: str) -> bool:
    """Say whether a paragraph is one passage in quotation marks and nothing else."""
    closing = _QUOTES.get(paragraph[:1])
    body = paragraph.rstrip(".,;!?… \u00a0")
    if closing is None or len(body) < 3 or body[-1] not in closing:
        return False
    inner = body[1:-1]
    if paragraph[0] == "‘":
        return re.search(r"’(?!\w)", inner) is None
    return paragraph[0] not in inner and not any(mark in inner for mark in closing)
