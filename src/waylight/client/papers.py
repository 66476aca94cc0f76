"""Papers of an engagement: laid before the client, agreed to by both, or answered by her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.papers import Paper, PaperAnswer, YesToPaper
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.papers import ChangedPaper, ChangedPaperAnswer, ChangedYesToPaper, NewPaper


class Papers(Calling):
    """Papers of an engagement: laid before the client, agreed to by both, or answered by her."""

    def list_papers(self, engagement: int, *, limit: int = 50, cursor: str = "", removed: bool = False) -> Page[Paper]:
        """What was laid before the client, and what became of it."""
        return self._get(f"engagements/{engagement}/papers", Page[Paper], limit=limit, cursor=cursor, removed=removed)

    def get_paper(self, engagement: int, paper: int) -> Paper:
        """One paper."""
        return self._get(f"engagements/{engagement}/papers/{paper}", Paper)

    def lay_paper(self, engagement: int, given: NewPaper, *, key: str | None = None) -> Paper:
        """Copy a template into an engagement. Fit its words before you speak about it; neither changes the other."""
        return self._post(f"engagements/{engagement}/papers", Paper, given, key)

    def change_paper(self, engagement: int, paper: int, given: ChangedPaper, *, seen: Shape | None = None) -> Paper:
        """Write a paper again, remove it, or put it back. Who said yes before is asked anew; an answer stays."""
        return self._patch(f"engagements/{engagement}/papers/{paper}", Paper, given, seen)

    def remove_paper(self, engagement: int, paper: int, *, seen: Shape | None = None) -> None:
        """Show a paper no more; it can be put back."""
        self._delete(f"engagements/{engagement}/papers/{paper}", seen)

    def get_paper_yes(self, engagement: int, paper: int) -> YesToPaper:
        """Who says yes to an agreement's words as they are."""
        return self._get(f"engagements/{engagement}/papers/{paper}/yes", YesToPaper)

    def change_paper_yes(
        self, engagement: int, paper: int, given: ChangedYesToPaper, *, seen: Shape | None = None
    ) -> YesToPaper:
        """Say yes to an agreement, in the words that were read, or no more; each for themselves."""
        return self._patch(f"engagements/{engagement}/papers/{paper}/yes", YesToPaper, given, seen)

    def get_paper_answer(self, engagement: int, paper: int) -> PaperAnswer:
        """What the client answers to questions or a form."""
        return self._get(f"engagements/{engagement}/papers/{paper}/answer", PaperAnswer)

    def answer_paper(
        self, engagement: int, paper: int, given: ChangedPaperAnswer, *, seen: Shape | None = None
    ) -> PaperAnswer:
        """Answer questions or a form, as the client; her coach reads it. An empty answer takes it back."""
        return self._patch(f"engagements/{engagement}/papers/{paper}/answer", PaperAnswer, given, seen)
