"""Makes figures that pages keep before anybody opens the page, in the worker."""
