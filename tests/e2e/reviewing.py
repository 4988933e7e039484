"""What a reviewer does in the windows: begin, mark, judge, share, merge, settle."""

from collections.abc import Sequence
from pathlib import Path

from persons import Machine

ENDING = ".credreview"
_NAMED_KEYS = {"[": "bracketleft", "]": "bracketright"}


class Reviewer(Machine):
    """A person who knows the program."""

    # Begin

    def say_name(self) -> None:
        """Answer under which name they review."""
        self.fill_in("reviewer_name", self.name)
        self.click("use_name")

    def until_open(self, path: Path) -> None:
        """Wait for a review to be on the screen."""
        self.until(lambda: self.ask("rest")["review"] == str(path), path.name)
        self.rest()

    def begin(self, path: Path) -> None:
        """Begin a review of their own from the first start on."""
        self.start()
        self.click("Start my own review…")
        self.say_name()
        self.name_file(path, "Save")
        self.until_open(path)

    def receive(self, path: Path) -> None:
        """Open a review that somebody gave them."""
        self.start(path)
        self.say_name()
        self.until_open(path)

    def add_folder(self, folder: Path, said: str) -> None:
        """Import the articles of a folder."""
        self.choose("file", "file.add_folder")
        self.name_file(folder, "Choose")
        self.told(said)
        self.until(lambda: self.ask("rest")["article"], "the first article")

    def told(self, words: str) -> str:
        """Wait for a message that says this, close it and all others, and return what they said."""

        def look() -> str:
            said = self.said("message_bar")
            return said if words in said else ""

        said = self.until(look, f"the message “{words}”")
        self.rest()
        while bars := len(self.ask("widgets", name="message_close")):
            self.click("message_close")
            self.until(
                lambda bars=bars: len(self.ask("widgets", name="message_close")) < bars,
                "one message less",
            )
        return said

    # Mark and judge

    def open_article(self, title: str, word: str) -> None:
        """Click on an article in the list."""
        self.choose_row("articles", title)
        self.until(lambda: word in self.ask("rest")["article"], f"the article with “{word}”")

    def mark(self, words: str) -> None:
        """Find words, draw the mouse over them, and mark them as a claim."""
        self.key("ctrl+f")
        self.fill_in("find_in_article", words)
        place = self.until(lambda: self.ask("place", words=words), f"“{words}” in sight")
        self.key("Escape")
        self.until(lambda: not self.sees("find_in_article"), "no find bar")
        place = self.until(lambda: self.ask("place", words=words), f"“{words}” in sight")
        self.drag(place["from"], place["to"])
        self.until(lambda: self.ask("selected") == words, f"“{words}” selected")
        self.key("c")
        self.until(lambda: words in self.claim(), f"the claim “{words}”")

    def claim(self) -> str:
        """Return what the list says of the current claim: its words, state and judgement."""
        seen = self.ask("rows", name="claims")
        if seen is None or not 0 <= seen["current"] < len(seen["rows"]):
            return ""
        return str(seen["rows"][seen["current"]]["cells"][0])

    def go_to(self, words: str) -> None:
        """Choose a claim of the open article in the list of claims."""
        self.choose_row("claims", f": {words};")
        self.until(lambda: f": {words};" in self.claim(), f"the claim “{words}”")

    def judge(self, keys: str, said: str) -> None:
        """Press the keys of a judgement, and see it in the list."""
        self.key(*(_NAMED_KEYS.get(key, key.lower()) for key in keys))
        self.until(lambda: said in self.claim(), f"the judgement “{said}”")
        self.rest()

    # Share and merge

    def share(self, path: Path, *, choose: Sequence[str] = ()) -> str:
        """Share the review as a file; return what the message says of it.

        Args:
            path: Where the file is to be.
            choose: Names of options to click on first.
        """
        self.choose("file", "file.share")
        self.see("share_now")
        for option in choose:
            self.click(option)
            self.until(lambda option=option: self.see(option)["checked"], option)
        self.click("share_now")
        self.name_file(path, "Save")
        return self.told(f"Shared as “{path.name}”.")

    def merge(self, path: Path) -> str:
        """Merge a file, looking at the preview first; return what the preview says."""
        self.choose("file", "file.merge")
        self.name_file(path, "Open")
        self.see("merge_now")
        preview = self.said("merge_window")
        self.click("merge_now")
        self.told(f"Merged “{path.name}”:")
        return preview

    # Settle

    def open_window(self, menu: str, action: str, window: str) -> None:
        """Open one of the windows that stand beside the main one."""
        self.choose(menu, action)
        self.until(lambda: self.ask("rest")["window"] == window, window)
        self.rest()

    def close_window(self) -> None:
        """Close the window that has the keyboard, with Esc."""
        self.key("Escape")
        self.until(lambda: self.ask("rest")["window"] == "main_window", "the main window again")

    def agree(self, words: str, start: str, reason: str) -> None:
        """Record an agreed judgement of a claim in the window of differences, with keys alone.

        Args:
            words: The claim's.
            start: Whose judgement is taken for it, as its button says.
            reason: Why.
        """
        before = len(self.rows("difference_list"))
        self.choose_row("difference_list", words)
        self.see("difference_quote", words)
        self.click("agree")
        self.until(lambda: "Empty" in self.ask("rest")["focus"], "the form")
        self.walk("Right", start)
        self.key("space")
        self.walk("Tab", "agreed_reason_field")
        self.type(reason)
        self.see("agreed_reason_field", reason)
        self.walk("Tab", "record_agreed")
        self.key("space")
        self.until(lambda: len(self.rows("difference_list")) == before - 1, f"“{words}” settled")
        self.rest()
