"""Summaries of the sample's articles take one or two pages, as those of a real review do."""

from credreview.domain.summary import Kind, Paper, Request
from credreview.review import sample, summaries
from credreview.review.session import ReviewSession
from credreview.ui.paper import render

#: Eight claims, two of them judged twice, with reasons of some 300 letters each.
LONGEST = "Lethmark recalls its envoy over Corvanan recruits"


def test_an_ordinary_article_takes_one_or_two_pages(qapp, tmp_path) -> None:
    path = tmp_path / "sample.credreview"
    sample.build(path)
    session = ReviewSession.open(path, sample.reviewer(), read_only=True)
    longer = set()
    choices = summaries.subjects(session, Kind.ARTICLE)
    for choice in choices:
        for paper in Paper:
            request = Request(Kind.ARTICLE, choice.about, paper=paper)
            if render.count(summaries.held_report(session, request)).total > 2:
                longer.add((choice.words, paper))
    session.close()
    assert len(choices) == 12
    assert longer == {(LONGEST, Paper.LETTER)}
