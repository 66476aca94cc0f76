"""Forms of a story to hand on: Markdown, a page for a browser, PDF, a Word document and a slide; words in, bytes out.

None holds more than a reader sees: no author, no times, no comments, no marks of changes, nothing from elsewhere.
"""
