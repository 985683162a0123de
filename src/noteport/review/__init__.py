"""The review desk: a page on which every card can be accepted, rejected, changed or replaced.

    Desk ── the notes, the decisions file, and what becomes of a card when somebody decides
    serve() ── shows the page and takes decisions, on the loopback address only

page.py     what the desk needs of the exporter that draws cards
desk.py     decisions, one at a time
app.py      the few requests that are answered, as a WSGI application
server.py   the server
"""
