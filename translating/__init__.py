"""Waylight's languages: what is to be said in each, from the code to the catalogs that are shipped.

``python -m translating`` brings the catalogs up to date with the code and compiles them; what is not said in a language
yet is listed. Not part of what is installed.
"""
