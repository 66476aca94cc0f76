from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "waylight.access"
    label = "access"

    def ready(self) -> None:
        from waylight.access.session_ends import listen

        listen()
