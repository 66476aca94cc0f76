"""Templates of a practice, and the papers of an engagement."""

from django.urls import path

from waylight.pages.papers import templates, view

urlpatterns = [
    path("templates/", templates.templates, name="templates"),
    path("templates/<int:template>/", templates.template, name="template"),
    path("templates/<int:template>/offered/", templates.template_offered, name="template-offered"),
]

of_engagement = [
    path("papers/", view.papers, name="papers"),
    path("papers/<int:paper>/", view.paper, name="paper"),
    path("papers/<int:paper>/yes/", view.paper_yes, name="paper-yes"),
    path("papers/<int:paper>/answer/", view.paper_answer, name="paper-answer"),
    path("papers/<int:paper>/shown/", view.paper_shown, name="paper-shown"),
]
