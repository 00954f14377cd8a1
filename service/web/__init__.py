"""WEB: pages for people in a browser, over the API that programs ask.

site.py     which pages there are
pages/      a file for each address; its template has the same name
kit/        what every page is made with: asking the API, the page itself, forms, words
pictures/   pictures of relationships, as SVG
templates/  a page each, on base.html; parts/ holds what several share
static/     the style sheets, one script, and in vendor/ what others made
"""
