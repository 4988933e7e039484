"""Fields of tables, and numbers of claims in words."""

from collections.abc import Sequence

from credreview.report.parts.context import Context
from credreview.report.tables import Cell
from credreview.report.words import Paragraph, Role, Run, Words, words
from credreview.text import tr

#: More numbers than these are not told one by one.
MOST_NUMBERS = 12
MOST_LINKED = 60


def cell(text: str, *small: str, bold: bool = False, target: str = "") -> Cell:
    """Return a field of one line and, beneath, lines of small print; empty ones are left out."""
    first = (Paragraph(words(text, bold=bold, target=target)),) if text else ()
    return Cell((*first, *(Paragraph(words(line), Role.SMALL) for line in small if line)))


def count_cell(count: int) -> Cell:
    """Return a field with a count."""
    return cell(f"{count:,}")


def number_words(numbers: Sequence[int]) -> str:
    """Return numbers of claims: "3", "3 and 4", "3, 4 and 5"; of many the first and how many."""
    if len(numbers) > MOST_NUMBERS:
        told = ", ".join(map(str, numbers[:MOST_NUMBERS]))
        return tr("{numbers} and {count} more", numbers=told, count=len(numbers) - MOST_NUMBERS)
    if len(numbers) < 2:
        return "".join(map(str, numbers))
    return tr("{first} and {last}", first=", ".join(map(str, numbers[:-1])), last=numbers[-1])


def claims_words(numbers: Sequence[int]) -> str:
    """Return "claim 3", "claims 3, 4 and 5"."""
    if len(numbers) == 1:
        return tr("claim {number}", number=numbers[0])
    return tr("claims {numbers}", numbers=number_words(numbers))


def linked_numbers(context: Context, numbers: Sequence[int]) -> Words:
    """Return numbers of claims, each leading to its card; of many the first and how many more."""
    runs: list[Run] = []
    for number in numbers[:MOST_LINKED]:
        runs += [Run(", ")] if runs else []
        runs.append(Run(str(number), target=context.target_of(number)))
    if len(numbers) > MOST_LINKED:
        runs.append(Run(tr(" and {count} more", count=len(numbers) - MOST_LINKED)))
    return tuple(runs)
