from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "waylight.pages"
    label = "pages"
