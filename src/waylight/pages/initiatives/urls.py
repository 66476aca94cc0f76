"""Initiatives: the list, one of them, who takes part, what belongs to it, and how others see it."""

from django.urls import path

from waylight.pages.initiatives import belongs, parts, perspectives, view

urlpatterns = [
    path("initiatives/", view.initiatives, name="initiatives"),
    path("initiatives/<int:initiative>/", view.initiative, name="initiative"),
    path("initiatives/<int:initiative>/edit/", view.edit, name="edit-initiative"),
    path("initiatives/<int:initiative>/close/", view.close, name="close-initiative"),
    path("initiatives/<int:initiative>/parts.csv", parts.download_csv, name="parts-csv"),
    path("initiatives/<int:initiative>/parts/", parts.take, name="take-part"),
    path("initiatives/<int:initiative>/parts/<int:participation>/", parts.edit, name="edit-part"),
    path("initiatives/<int:initiative>/parts/<int:participation>/remove/", parts.remove, name="remove-part"),
    path("initiatives/<int:initiative>/parts/<int:participation>/back/", parts.put_back, name="put-back-part"),
    path("initiatives/<int:initiative>/belongs/", belongs.choose, name="belongs"),
    path("initiatives/<int:initiative>/belongs/word/", belongs.add_word, name="belongs-by-word"),
    path("initiatives/<int:initiative>/belongs/<int:belonging>/", belongs.remove, name="no-longer-belongs"),
    path("perspectives/new/", perspectives.hear, name="hear-perspective"),
    path("perspectives/<int:perspective>/", perspectives.edit, name="edit-perspective"),
    path("perspectives/<int:perspective>/remove/", perspectives.remove, name="remove-perspective"),
    path("perspectives/<int:perspective>/back/", perspectives.put_back, name="put-back-perspective"),
]
