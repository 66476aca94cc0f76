"""The WSGI application that a server serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waylight.settings")
application = get_wsgi_application()

import waylight.urls  # noqa: E402, F401 (at the start and not with the first page: a page without a rule ends it here)
