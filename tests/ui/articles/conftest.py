"""What tests of the article list share: English dates and numbers, a review, the pane on it."""

import pytest
from article_examples import Review, shown
from PySide6.QtCore import QLocale

from credreview.ui.articles.article_list import ArticleListPane


@pytest.fixture(autouse=True)
def _english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def review():
    return Review()


@pytest.fixture
def pane(qtbot, review):
    made = shown(qtbot, ArticleListPane())
    made.set_reader(review)
    return made
