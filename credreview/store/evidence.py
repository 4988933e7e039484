"""What articles are and where they were found: hashes, files, who brought them when."""

import json
from collections.abc import Iterator, Sequence

from credreview.domain.model import Capture
from credreview.domain.summary import Evidence, Finding
from credreview.store.places import Places
from credreview.store.view import View


def of(view: View, articles: Sequence[int]) -> list[Evidence]:
    """Return the evidence of some articles (numbers), in the order asked for.

    Articles that are gone are left out.

    Args:
        view: The review.
        articles: At most a few hundred.
    """
    places = Places(view, None)
    rows = view.db.execute(
        "SELECT article.r, record.id, text.sha FROM article JOIN record USING (r)"
        " LEFT JOIN text USING (b) WHERE alive AND article.r IN (SELECT value FROM json_each(?))",
        (json.dumps(list(articles)),),
    ).fetchall()
    made = {}
    for r, id, sha in rows:
        captures = list(view.captures(r, id.hex()))
        sizes = _sizes(view, captures)
        findings = (
            Finding(c, places.name(c.reviewer), sizes.get(c.bytes_sha256)) for c in captures
        )
        made[r] = Evidence(id.hex(), sha.hex() if sha else "", tuple(findings))
    return [made[r] for r in articles if r in made]


def _sizes(view: View, captures: Sequence[Capture]) -> dict[str, int]:
    """Return the size of each file that is in this review, by the hash of its bytes."""
    return dict(_found(view, {capture.bytes_sha256 for capture in captures}))


def _found(view: View, hashes: set[str]) -> Iterator[tuple[str, int]]:
    for sha in hashes:
        try:
            key = bytes.fromhex(sha)
        except ValueError:  # in a file from elsewhere
            continue
        row = view.db.execute(
            "SELECT size FROM text WHERE sha = ? AND data IS NOT NULL", (key,)
        ).fetchone()
        if row:
            yield sha, row[0]
