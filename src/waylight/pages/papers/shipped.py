"""Templates that come with Waylight, to begin with. A coach uses one as it is, or writes her own of it."""

from __future__ import annotations

from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop, pgettext

from waylight.record.template import Kind


class Shipped(NamedTuple):
    """One of them. ``slug`` is its name in addresses. ``title`` and ``text`` are in English until it is ``said``."""

    slug: str
    kind: str
    title: str
    text: str

    @property
    def kind_in_words(self) -> str:
        """What it is, in a word."""
        words = {
            Kind.AGREEMENT.value: pgettext("a kind of template", "agreement"),
            Kind.QUESTIONS.value: pgettext("a kind of template", "questions"),
            Kind.FORM.value: pgettext("a kind of template", "form"),
        }
        return words[self.kind]

    def said(self) -> Shipped:
        """The same in the language that is spoken: papers made of it are in that of their coach."""
        return self._replace(title=gettext(self.title), text=gettext(self.text))


SHIPPED: Final = (
    Shipped(
        "working-together",
        Kind.AGREEMENT,
        gettext_noop("How we work together"),
        gettext_noop(
            """What it is for
You choose what we work on. I ask, listen and say what I notice; what you do is yours to decide.

How often, how long, where
We meet every … weeks for … minutes, from … to …. If one of us cannot come, we say so … days before. A \
meeting called off later counts as held, unless we agree otherwise.

What stays between us
What you say stays with me. I tell nobody, your company included, unless you ask me to, the law obliges me, \
or somebody is in danger; then I speak with you first if I can.

What I write down
Notes, and what you share here. You can see what is held on you and take it along at any time.

Supervision
I speak about my own work with a supervisor, without your name and without anything that gives you away.

Ending
Each of us can end this at any time. We then meet once more, to look back."""
        ),
    ),
    Shipped(
        "between-three",
        Kind.AGREEMENT,
        gettext_noop("What your company learns, and what it does not"),
        gettext_noop(
            """Your company pays for this work, and is to know whether it goes on. It is not to know what is said.

It sees: the goals to which you say yes, how you and I both say they stand, how many meetings were held, \
moved or called off, and what those around you see, as a group.

It never sees: what you say, write or feel; who thinks what of you; anything about others whom you mention.

If I am asked for more, I say no and tell you. If you wish that your company learns more, you tell it \
yourself, or we do it together.

You can stop even what it sees, on the page Consent, at any time and without a reason."""
        ),
    ),
    Shipped(
        "before-we-begin",
        Kind.QUESTIONS,
        gettext_noop("Before we begin"),
        gettext_noop(
            """1. What would have to be different at the end for this to have been worth it?
2. Who would notice first, and by what?
3. When did something of that already happen? What was different then?
4. Whose help do you need, and who does not know it yet?
5. What do you do well that others come to you for?
6. What should I know about how you like to work, and what should I not do?"""
        ),
    ),
    Shipped(
        "half-way",
        Kind.QUESTIONS,
        gettext_noop("Half way"),
        gettext_noop(
            """1. What has changed since we began, in what you do and in what others do?
2. What have you heard from somebody that you had not expected?
3. What did you choose to do and then not do? What does that tell you?
4. What helps in our meetings? What would you like more or less of?
5. Do the goals still say what you want? Which words would you change?"""
        ),
    ),
    Shipped(
        "looking-back",
        Kind.FORM,
        gettext_noop("Looking back"),
        gettext_noop(
            """What I wanted when we began:

What is different now:

What grew by itself, and what I did for it:

Who noticed, and what they said:

What I will go on doing:

What I still do not know:

What I would tell somebody who begins this:"""
        ),
    ),
)


def every_shipped() -> list[Shipped]:
    """All of them, in the language that is spoken."""
    return [one.said() for one in SHIPPED]


def shipped(slug: str) -> Shipped | None:
    """The one of that name, in the language that is spoken."""
    return next((one.said() for one in SHIPPED if one.slug == slug), None)
