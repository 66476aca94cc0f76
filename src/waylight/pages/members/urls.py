"""The practices one looks after, and the members of one."""

from django.urls import path

from waylight.pages.members import hand_over, view

urlpatterns = [
    path("members/", view.members, name="members"),
    path("members/<int:practice>/", view.practice, name="practice"),
    path("members/<int:practice>/<int:member>/remove/", view.remove_member, name="remove-member"),
    path("members/<int:practice>/<int:member>/hand-over/", hand_over.hand_over_page, name="hand-over"),
    path("members/<int:practice>/invitations/<int:invitation>/send/", view.send, name="send-member-invitation"),
    path(
        "members/<int:practice>/invitations/<int:invitation>/take-back/",
        view.take_it_back,
        name="take-back-member-invitation",
    ),
]
