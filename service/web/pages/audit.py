from flask import Blueprint
blueprint = Blueprint("web_audit", __name__)
