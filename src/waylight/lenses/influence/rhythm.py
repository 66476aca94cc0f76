"""When a silence between two people is long: what their own gaps say, held near three weeks while there are few."""

from __future__ import annotations

from waylight.lenses.influence.contacts import DAY

USUAL = 7 * DAY  # seconds between two contacts of a pair of which nothing is known yet: working life goes by weeks
WORTH = 4  # as many gaps of its own weigh as much as that: a month of weekly contact
TIMES = 3  # a gap three times the usual is rare even where gaps vary as if by chance (e⁻³ = 1/20)
SHORTEST = 7 * DAY  # nobody has fallen silent over a weekend
JUST_MET = TIMES * USUAL  # so long a silence is long between two who have just met
LONGEST = 42 * DAY  # who meets each quarter turns to the other anew each time

DEFINITION = (
    f"A silence is long when it lasts {TIMES} times the pair's usual gap, and never less than {SHORTEST // DAY} days "
    f"or more than {LONGEST // DAY}. The usual gap is the mean of the gaps that the two had before, of a day or more "
    f"(longer ones counting as {LONGEST // DAY} days), together with {WORTH} gaps of {USUAL // DAY} days that stand "
    f"for what is not known: two who have just met have {JUST_MET // DAY} days."  # not for readers
)
"""The rule in words. Gaps are taken as exponential with a mean whose conjugate prior, an inverse gamma with shape
``WORTH`` + 1 and scale ``WORTH`` × ``USUAL``, has the mean ``USUAL``; the posterior mean is (scale + Σ gaps) /
(``WORTH`` + number of gaps) (Gelman and others 2013, *Bayesian Data Analysis*, third edition, section 2.6).

The prior is fixed, and only gaps before a row count. So what a row begins never changes when later rows come, or rows
of others, and a mailbox and a company's whole log say the same of the same two people.
"""
