"""Lines that web pages carry around an article: known phrases, whole lines only.

A line is dimmed by this, never dropped, so a phrase may be listed here when it
is boilerplate nearly always.
"""

import re

_PHRASES_BY_LINE = """
loading recommendations|loading|loading comments|loading more|please wait|recommendations
top of page|bottom of page|end of page|back to top|go to top|scroll to top|scroll down|comments
comment|no comments|no comments yet|view comments|show comments|hide comments|all comments
write a comment|comments are closed|join the conversation|join the discussion|discussion|reply
advertisement|advertising|advert|ad|ads|sponsored|sponsored content|promoted|promoted content
article continues below|story continues below|continue reading|remove ads|this ad will end in
share|share this|print|email|e-mail|copy link|copy|link copied|save|save for later|bookmark
download pdf|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|instagram|youtube
tiktok|bluesky|rss|share on facebook|share on twitter|share on x|tweet|tweet this|email this
print this|menu|main menu|search|home|close|open menu|close menu|navigation|skip navigation|expand
collapse|toggle menu|log in|login|sign in|sign up|sign out|log out|my account|register|subscribe
subscribe now|subscribe today|subscribe for free|newsletter|newsletters|donate|donate now
support us|become a member|contact us|about us|read more|see more|show more|show less|load more
view more|view all|see all|learn more|more|click here|previous|next|previous article|next article
previous post|next post|older posts|newer posts|previous page|related|related articles
related stories|related posts|related news|related topics|related content|recommended
recommended for you|more from this author|more on this topic|more on this story|most read
most popular|popular posts|recent posts|latest news|trending|trending now|editor's picks
editors' picks|what to read next|up next|read next|read also|see also|in this article
in this story|table of contents|privacy policy|terms of use|terms of service|terms and conditions
cookie policy|cookie settings|legal notice|manage cookies|accept|accept all|accept cookies
accept all cookies|reject all|decline|got it|i agree|all rights reserved|disclaimer|sitemap
site map|listen to this article|listen to article|play audio|embed|view on x|view on twitter
view post|view this post on instagram|watch on youtube|view tweet|page not found|image|play|pause
mute|unmute|fullscreen|skip ad|video|translate|select language|language|коментарі|коментувати
читайте також|читати далі|поділитися|поширити|реклама|підписатися|підписатись|увійти|меню|пошук
головна|вгору|новини партнерів|популярне|завантаження|друкувати|комментарии|комментировать
читайте также|читать далее|поделиться|подписаться|войти|поиск|главная|наверх|новости партнёров
новости партнеров|популярное|загрузка|распечатать|материалы по теме|kommentare|kommentar schreiben
anzeige|werbung|teilen|drucken|mehr lesen|weiterlesen|zum thema|nach oben|anmelden|abonnieren
datenschutz|impressum|mehr zum thema|startseite|suche|commentaires|publicité|partager|imprimer
lire aussi|lire la suite|à lire aussi|haut de page|s'abonner|se connecter|mentions légales|accueil
comentarios|publicidad|compartir|imprimir|leer más|lea también|te puede interesar|volver arriba
suscribirse|iniciar sesión|aviso legal|inicio|commenti|pubblicità|condividi|leggi anche
comentários|publicidade|compartilhar|leia também|komentarze|reklama|udostępnij|czytaj także
"""
_PHRASES = frozenset(
    phrase for line in _PHRASES_BY_LINE.strip().splitlines() for phrase in line.split("|")
)

_NAMES = (
    r"(?:articles?|stories|posts?|news|content|topics?|reading|links|coverage|videos?|headlines)"
)
_SHAPES = re.compile(
    "|".join(
        (
            r"\d[\d.,]*\s?[km]? (?:comments?|shares?|likes?|views?|replies|retweets|reposts)",
            r"(?:comments?|shares?|likes?|views?|коментарі|комментарии)"
            r"\s?:?\s?\(?\d[\d.,]*\s?[km]?\)?",
            r"\d{1,3}\s?(?:-|\s)?(?:min|mins|minutes?)\.?(?: of)? read(?:ing)?(?: time)?",
            r"(?:estimated |est\.? )?(?:reading|read) time\s?:? .{1,20}",
            r"(?:час читання|время чтения|lesedauer|temps de lecture)\s?:? .{1,20}",
            r"(?:leave|post|add|write|submit) a (?:comment|reply)",
            r"(?:read|see|watch)(?: more| also| next)\s?(?::| on | about | at | from ).{1,140}",
            r"(?:читайте (?:також|также)|(?:à )?lire aussi|lesen sie auch|lea también)\s?:.{1,140}",
            rf"(?:related|recommended|popular|trending|top|more|latest|other) {_NAMES}"
            r"(?:\s?:.{1,140}| (?:from|for|by|on|in) .{1,60})?",
            r"(?:related|read also|see also)\s?:.{1,140}",
            r"(?:recommended|picked|selected|suggested) for you",
            r"you (?:may|might) also (?:like|enjoy|be interested in)(?: these)?.{0,40}",
            r"(?:share|tweet|print|save|email|e-mail) (?:this|on|via)(?: .{1,60})?",
            r"(?:follow|find|like|join|contact) us(?: (?:on|at|via|in) .{1,80})?",
            r"(?:click|tap) here\b.{0,80}",
            r"(?:subscribe|sign up|sign in|log in|become a member)"
            r"(?: (?:to|for|now|and|with|today)\b.{0,90})?",
            r"(?:skip|jump|go|back) to (?:the )?(?:main |top |page )?"
            r"(?:content|navigation|search|footer|top|home|homepage|results|menu|article)",
            r"(?:article|story|post) continues (?:below|after).{0,40}",
            r"(?:advertisement|sponsored|promoted|paid content|ad)\s?(?:[-–—:|]|by ).{1,60}",
            r"(?:©|\(c\)|copyright)\s?.{0,100}(?:\b(?:19|20)\d\d\b|rights reserved).{0,120}",
            r".{0,120}\ball rights reserved\b.{0,60}",
            r"(?:tags?|filed under|categor(?:y|ies)|topics|теги|schlagwörter)\s?:.{1,160}",
            r"powered by .{1,40}",
            r"(?:previous|prev|next|older|newer)(?: (?:article|post|story|page))?\s?:.{1,140}",
            r"listen to (?:this|the) (?:article|story).{0,30}",
            r"(?:we use|(?:this|our) (?:web)?site uses)[^.]{0,60}\bcookies?\b.{0,300}",
            r"by (?:continuing|using|clicking|browsing|accepting)\b.{0,120}"
            r"\b(?:cookies?|terms|privacy policy)\b.{0,160}",
            r"(?:please )?enable javascript.{0,80}|javascript is (?:disabled|required).{0,80}",
        )
    )
)

_EDGES = " \t\u00a0.…:!›»→>↓↑▲▼▶«‹←<*#|·•+✕×"
_LONGEST = 400


def is_boilerplate(line: str) -> bool:
    """Say whether a whole line is a phrase of web pages rather than of an article."""
    if len(line) > _LONGEST:
        return False
    folded = " ".join(line.casefold().replace("\u2019", "'").split())
    return folded.strip(_EDGES) in _PHRASES or _SHAPES.fullmatch(folded.rstrip(_EDGES)) is not None
