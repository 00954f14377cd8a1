from flask import Blueprint
blueprint = Blueprint("web_loads", __name__)
