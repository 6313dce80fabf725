"""Every blueprint, the highest feature first."""

from flask import Blueprint

from app.accounts import routes as accounts_routes
from app.appointments import routes as appointments_routes
from app.cases import routes as cases_routes
from app.catalogue import routes as catalogue_routes
from app.consents import routes as consents_routes
from app.desk import routes as desk_routes
from app.district import routes as district_routes
from app.emergencies import routes as emergencies_routes
from app.home import routes as home_routes
from app.intake import routes as intake_routes
from app.jobs import routes as jobs_routes
from app.open_door import routes as open_door_routes
from app.organisations import routes as organisations_routes
from app.particulars import routes as particulars_routes
from app.people import routes as people_routes
from app.practices import routes as practices_routes
from app.referrers import routes as referrers_routes
from app.registry import routes as registry_routes
from app.releases import routes as releases_routes
from app.reports import routes as reports_routes
from app.rota import routes as rota_routes
from app.tasks import routes as tasks_routes
from app.transfers import routes as transfers_routes
from app.waiting import routes as waiting_routes
from app.web import routes as web_routes

BLUEPRINTS: tuple[Blueprint, ...] = (
    home_routes.blueprint,
    jobs_routes.blueprint,
    district_routes.blueprint,
    reports_routes.blueprint,
    desk_routes.blueprint,
    referrers_routes.blueprint,
    releases_routes.blueprint,
    transfers_routes.blueprint,
    intake_routes.blueprint,
    emergencies_routes.blueprint,
    practices_routes.blueprint,
    waiting_routes.blueprint,
    particulars_routes.blueprint,
    cases_routes.blueprint,
    open_door_routes.blueprint,
    appointments_routes.blueprint,
    rota_routes.blueprint,
    consents_routes.blueprint,
    tasks_routes.blueprint,
    catalogue_routes.blueprint,
    registry_routes.blueprint,
    people_routes.blueprint,
    organisations_routes.blueprint,
    accounts_routes.blueprint,
    web_routes.blueprint,
)
