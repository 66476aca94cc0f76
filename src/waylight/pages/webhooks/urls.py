"""Addresses that are told of events, set up beside the tokens of an account."""

from django.urls import path

from waylight.pages.webhooks import setting_up, view

urlpatterns = [
    path("account/webhooks/", view.webhooks, name="webhooks"),
    path("account/webhooks/new/", setting_up.new_webhook, name="new-webhook"),
    path("account/webhooks/<int:webhook>/", view.webhook, name="webhook"),
    path("account/webhooks/<int:webhook>/events.csv", view.webhook_csv, name="webhook-csv"),
    path("account/webhooks/<int:webhook>/edit/", setting_up.edit_webhook, name="edit-webhook"),
    path("account/webhooks/<int:webhook>/secret/", setting_up.renew, name="renew-webhook-secret"),
    path("account/webhooks/<int:webhook>/pause/", view.pause, name="pause-webhook"),
    path("account/webhooks/<int:webhook>/resume/", view.resume, name="resume-webhook"),
    path("account/webhooks/<int:webhook>/test/", view.test, name="test-webhook"),
    path("account/webhooks/<int:webhook>/again/", view.again, name="send-events-again"),
    path("account/webhooks/<int:webhook>/events/<int:delivery>/again/", view.one_again, name="send-event-again"),
    path("account/webhooks/<int:webhook>/remove/", view.remove, name="remove-webhook"),
    path("account/webhooks/<int:webhook>/back/", view.put_back, name="put-back-webhook"),
]
