"""A large review for measuring: rows put straight into the projection."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import sessions


def make(folder: Path, articles: int, claims: int) -> Path:
    """Return where a review lies with articles, their claims, and two judgements of most.

    They stand in the projection alone: reading them is what is measured.
    """
    session = sessions.begin(folder, ())
    path = session.file.path
    with session.reader.view() as view:
        own = view.number
    session.close()
    chance = random.Random(3)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous=OFF")
        kinds = {
            name: db.execute("INSERT INTO kind (name) VALUES (?)", (name,)).lastrowid
            for name in ("article", "claim")
        }
        r = other = 1 + db.execute("SELECT max(r) FROM record").fetchone()[0]
        db.execute(
            "INSERT INTO record SELECT ?, k, randomblob(16) FROM kind WHERE name = 'reviewer'", (r,)
        )
        insert_article = (
            "INSERT INTO article (r, alive, title, title_key, published, changed)"
            " VALUES (?, 1, 'T', 't', ?, 0)"
        )
        for _ in range(articles):
            r += 1
            home = r
            db.execute("INSERT INTO record VALUES (?, ?, randomblob(16))", (r, kinds["article"]))
            db.execute(insert_article, (r, f"2025-{chance.randrange(1, 13):02}-01"))
            for start in range(claims):
                r += 1
                db.execute("INSERT INTO record VALUES (?, ?, randomblob(16))", (r, kinds["claim"]))
                db.execute(
                    "INSERT INTO claim (r, alive, article, start, stop, part)"
                    " VALUES (?, 1, ?, ?, ?, 0)",
                    (r, home, start, start + 1),
                )
                for reviewer in (own, other):
                    if chance.random() < 0.8:
                        db.execute(
                            "INSERT INTO judgement (claim, reviewer, provenance, reliability,"
                            " credibility) VALUES (?, ?, 'news_report', ?, ?)",
                            (r, reviewer, chance.choice("ABCDEF"), chance.choice("123456")),
                        )
        db.execute("ANALYZE")
        db.commit()
    return path
