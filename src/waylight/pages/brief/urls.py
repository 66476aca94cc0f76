"""The brief of the next meeting, or of any; and what can be done with its lines."""

from django.urls import path

from waylight.pages.brief import view

urlpatterns = [
    path("brief/", view.next_brief, name="brief"),
    path("meetings/<int:meeting>/brief/", view.meeting_brief, name="meeting-brief"),
    path("brief.<slug:form>", view.download, name="brief-download"),
    path("commitments/<int:commitment>/", view.settle_commitment, name="commitment"),
    path("questions/<int:question>/", view.lay_down_question, name="question"),
    path("proposals/", view.answer_proposal, name="proposal"),
]
