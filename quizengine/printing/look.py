"""How a handout looks: its paper, and for whom its letters, ink and codes are set; never what it says."""

from __future__ import annotations

from dataclasses import dataclass

PAPERS = ("a4", "letter")
VARIANTS = ("large", "dyslexia", "ink", "no-qr")
"""Large print of 18 pt; a face and spacing for readers with dyslexia; little ink; no QR code."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look.

    Attributes:
        paper: one of `PAPERS`; a poster stays a poster on either.
        variants: some of `VARIANTS`, in their order, each once.

    Raises:
        ValueError: a name that is not known.
    """

    paper: str = PAPERS[0]
    variants: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what the theme does not know; put the variants in order."""
        for given, known, what in (((self.paper,), PAPERS, "paper"), (self.variants, VARIANTS, "variant")):
            for one in given:
                if one not in known:
                    raise ValueError(f'{what} "{one}" is not one of {", ".join(known)}.')
        object.__setattr__(self, "variants", tuple(one for one in VARIANTS if one in self.variants))

    @property
    def inputs(self) -> dict[str, str]:
        """What the theme reads (`sys.inputs`)."""
        return {"paper": self.paper, "variants": " ".join(self.variants)}

    @property
    def ending(self) -> str:
        """What its files' names end with: nothing for the plain look."""
        paper = () if self.paper == PAPERS[0] else (self.paper,)
        return "".join(f"-{one}" for one in (*paper, *self.variants))


PLAIN = Look()
"""A4, 12 pt, in colour, with its QR codes."""
