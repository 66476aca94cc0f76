"""The goals of an engagement, and how they were rated."""

from django.urls import path

from waylight.pages.goals import agreeing, view

urlpatterns = [
    path("goals/", view.goals, name="goals"),
    path("goals.csv", view.download_csv, name="goals-csv"),
    path("goals/<int:goal>/", view.edit, name="edit-goal"),
    path("goals/<int:goal>/remove/", view.remove, name="remove-goal"),
    path("goals/<int:goal>/back/", view.put_back, name="put-back-goal"),
    path("goals/<int:goal>/rate/", view.rate, name="rate-goal"),
    path("goals/<int:goal>/ratings/<int:rating>/remove/", view.unrate, name="unrate-goal"),
    path("goals/<int:goal>/ratings/<int:rating>/yes/", agreeing.rating_yes, name="rating-yes"),
    path("goals/<int:goal>/yes/", agreeing.goal_yes, name="goal-yes"),
    path("goals/<int:goal>/ask/", agreeing.ask_words, name="ask-goal-words"),
    path("goals/wishes/<int:wish>/", agreeing.wish_answered, name="wish-answered"),
]
