"""The pulse as client, coach and sponsor see it."""

from django.urls import path

from waylight.pages.pulse import planning, rounds, view

urlpatterns = [
    path("pulse/", view.pulse, name="pulse"),
    path("pulse/behaviours/<int:behaviour>/retire/", view.retire_behaviour, name="retire-behaviour"),
    path("pulse/behaviours/<int:behaviour>/listening/", view.listening_behaviour, name="listening-behaviour"),
    path("pulse/plan/", planning.plan_round, name="plan-round"),
    path("pulse/plan/<int:person>/address/", planning.rater_address, name="rater-address"),
    path("pulse/<int:pulse>/", rounds.one_round, name="round"),
    path("pulse/<int:pulse>/discard/", rounds.discard_round, name="discard-round"),
    path("pulse/<int:pulse>/open/", rounds.open_it, name="open-round"),
    path("pulse/<int:pulse>/close/", rounds.close_it, name="close-round"),
    path("pulse/<int:pulse>/stop-repeating/", rounds.stop, name="stop-repeating"),
    path("pulse/<int:pulse>/thank/", rounds.thank_raters, name="thank-raters"),
]
