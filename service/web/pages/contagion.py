from flask import Blueprint

blueprint = Blueprint("web_contagion", __name__)
