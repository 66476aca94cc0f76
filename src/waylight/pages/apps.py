from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "waylight.pages"
    label = "pages"

    def ready(self) -> None:
        from waylight.pages.beforehand.due import listen

        listen()
