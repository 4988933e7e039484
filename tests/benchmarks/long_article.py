"""An article of 200,000 words with 10,000 claims: shown, and from claim to claim."""

import argparse
import os
import statistics
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from large_review import REVIEWER, text_of  # noqa: E402
from measuring import heading, report, wall_and_cpu  # noqa: E402
from PySide6.QtWidgets import QApplication, QTextBrowser  # noqa: E402

from credreview.domain.model import Changed  # noqa: E402
from credreview.review.actions import mark_claim  # noqa: E402
from credreview.review.bulk import import_files  # noqa: E402
from credreview.review.judging import judge  # noqa: E402
from credreview.review.session import ReviewSession  # noqa: E402


def build(folder: Path, words: int, claims: int) -> tuple[ReviewSession, str, list[str]]:
    """Return a session on a review of one long article, its id, and its claims' ids."""
    source = folder / "long.txt"
    source.write_text("\n\n".join(text_of(n, 60) for n in range(words // 60)), encoding="utf-8")
    session = ReviewSession.create(folder / "long.credreview", REVIEWER)
    (result,) = import_files(session, [source])
    article = str(result.article)
    length = len(session.reader.article(article).text)
    step = length // claims
    deeds = [mark_claim(article, n * step, n * step + step - 3) for n in range(claims)]
    made = session.do_all(deeds)
    ids = [done.answers["claim"] for done in made if isinstance(done, Changed)]
    judged = [judge(c, session.vocabulary, reliability="B", credibility="2") for c in ids[::2]]
    session.do_all(judged)
    return session, article, ids


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--claims", type=int, default=10_000)
    options = parser.parse_args()
    app = QApplication([])
    from credreview.ui.look import theme
    from credreview.ui.reader.reader import ReaderPane

    theme.apply(app, "light")
    heading(f"An article of {options.words:,} words with {options.claims:,} claims")
    with tempfile.TemporaryDirectory() as name:
        session, article, ids = build(Path(name), options.words, options.claims)
        reader = session.reader
        bare_view = QTextBrowser()
        bare_view.resize(700, 800)
        bare_view.show()

        def bare() -> None:
            bare_view.setPlainText(text)
            app.processEvents()
            bare_view.grab()

        text = reader.article(article).text
        _, plain = wall_and_cpu(bare, 3)
        bare_view.close()
        _, reading = wall_and_cpu(lambda: (reader.article(article), reader.claims(article)), 3)
        report("read from the file, CPU", reading * 1e3, "ms")
        pane = ReaderPane()
        pane.resize(700, 800)
        pane.show()
        app.processEvents()
        whole, claims = reader.article(article), reader.claims(article)

        def show() -> None:
            pane.show_article(None, [])
            pane.show_article(whole, claims)
            app.processEvents()
            pane.grab()

        _, shown = wall_and_cpu(show, 3)
        report("shown, CPU", shown * 1e3, "ms", bare=plain * 1e3, goal="500 ms")
        steps = []
        for id in ids[100:140] + ids[9000:9040]:

            def step(id: str = id) -> None:
                pane.set_current(id)
                app.processEvents()
                pane.grab()

            steps.append(wall_and_cpu(step)[1] * 1e3)
        report("next claim, CPU, median of 80", statistics.median(steps), "ms", goal="20 ms")
        report("next claim, CPU, worst of 80", max(steps), "ms")
        _, one = wall_and_cpu(lambda: reader.claim(ids[5000]), 5)
        report("one claim read again after a judgement, CPU", one * 1e3, "ms")
        session.close()


if __name__ == "__main__":
    main()
