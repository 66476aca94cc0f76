"""Inviting client and sponsor, under an engagement; and the link that an invitation brings, which is under none."""

from django.urls import path

from waylight.pages.invited import accept, view

of_engagement = [
    path("invited/", view.invited, name="invited"),
    path("invited/<int:invitation>/send/", view.send, name="send-invitation"),
    path("invited/<int:invitation>/take-back/", view.take_it_back, name="take-back-invitation"),
    path("invited/sponsor/end/", view.end_sponsor, name="end-sponsorship"),
]
urlpatterns = [path("invitations/<str:token>/", accept.accept_invitation, name="accept-invitation")]
