"""The mirror of a meeting, and what its coach says of it."""

from django.urls import path

from waylight.pages.mirror import over_time, supervision, telling, view

everywhere = [path("mirror/", over_time.my_mirror, name="my-mirror")]

urlpatterns = [
    path("mirror/", over_time.mirrors, name="mirrors"),
    path("mirror.csv", over_time.mirrors_csv, name="mirrors-csv"),
    path("meetings/<int:meeting>/mirror/", view.mirror, name="mirror"),
    path("meetings/<int:meeting>/mirror/turns/<int:utterance>/", telling.turn, name="mirror-turn"),
    path("meetings/<int:meeting>/mirror/rest/", telling.rest, name="mirror-rest"),
    path("meetings/<int:meeting>/mirror/who/", telling.who_spoke, name="mirror-who"),
    path("meetings/<int:meeting>/mirror/show/", telling.show_it, name="show-mirror"),
    path("meetings/<int:meeting>/mirror/take-back/", telling.take_it_back, name="take-mirror-back"),
    path("meetings/<int:meeting>/mirror/supervision/", supervision.supervision, name="mirror-supervision"),
    path("meetings/<int:meeting>/mirror/supervision.md", supervision.supervision_file, name="mirror-supervision-file"),
    path("meetings/<int:meeting>/mirror/shown/", view.shown, name="mirror-shown"),
]
