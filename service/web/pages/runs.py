from flask import Blueprint
blueprint = Blueprint("web_runs", __name__)
