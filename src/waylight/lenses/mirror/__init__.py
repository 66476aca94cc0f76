"""Mirror: what a coach did in a meeting, for the coach, about the coach. Places to look at, never a verdict.

A small model marks each of the coach's turns as question, reflection, input or other, and the client's as talk of
change, of staying, or neither; `docs/mirror-model.md` says what it was trained on and how often it is wrong.
"""
