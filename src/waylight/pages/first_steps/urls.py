"""A coach's first steps."""

from django.urls import path

from waylight.pages.first_steps import view

urlpatterns = [
    path("first-steps/", view.first_steps, name="first-steps"),
    path("first-steps/journal.md", view.journal, name="first-steps-journal"),
    path("first-steps/put-away/", view.put_steps_away, name="put-steps-away"),
    path("first-steps/<slug:step>/", view.pass_step_over, name="pass-step-over"),
]
