"""The WSGI application that a server serves."""

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application

from waylight.with_parent import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waylight.settings")
# A page multiplies small tables. Threads of each server process would wait for them in a loop, and take the core on
# which another page is made. This has to stand before NumPy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
application = get_wsgi_application()
if server := multiprocessing.parent_process():
    end_with_parent(server.pid or 0)  # this is a worker, and nobody else ends it if its server is killed

import waylight.urls  # noqa: E402, F401 (at the start and not with the first page: a page without a rule ends it here)
