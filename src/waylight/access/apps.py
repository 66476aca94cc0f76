from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "waylight.access"
    label = "access"

    def ready(self) -> None:
        from waylight.access.language import InTurn
        from waylight.access.session_ends import listen
        from waylight.language import let_speak

        listen()
        let_speak(InTurn())
