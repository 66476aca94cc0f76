from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "waylight.record"
    label = "record"

    def ready(self) -> None:
        from waylight.record.signing import listen

        listen()
