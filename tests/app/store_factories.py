"""Writers and rows for the store's tests: plain functions with overrides."""

from datetime import date

from app.records.contract import ContractCreate
from app.records.task import TaskCreate
from app.store import contracts, platforms, tasks, writers

DAY = date(2026, 3, 2)


def a_writer(connection):
    return writers.create(connection, zone="America/New_York", currency="USD", language="en").id


def a_contract(connection, viewer, **said):
    platform = platforms.find_or_log(connection, viewer, "Quillmark")
    return contracts.log(
        connection, viewer, ContractCreate(**{"platform_id": platform.id, "name": "Endings", **said})
    )


def a_task(connection, viewer, **said):
    return tasks.log(connection, viewer, TaskCreate(**{"worked_on": DAY, "is_paid": True, **said}))
