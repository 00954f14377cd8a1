"""WEB: pages for people in a browser, over the same functions as the API.

sign_in.py  /sign-in and /sign-out
me.py       /me: who is signed in, with which roles, scope and keys
pages.py    what every page is made with: its language, who looks at it, the way back to it
templates/  a page each, on base.html
static/     the one style sheet; no page has a script or a style of its own
"""
