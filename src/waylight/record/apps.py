from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "waylight.record"
    label = "record"
