"""Backup: selections, and changes of plans."""

import json
from urllib.parse import unquote

from moto.backup.exceptions import ResourceNotFoundException as BackupNotFound
from moto.backup.models import BackupBackend
from moto.backup.responses import BackupResponse
from moto.core.utils import unix_time
from moto.moto_api._internal import mock_random

from .patching import patch

SELECTIONS: dict[str, dict] = {}  # id of a selection -> the answer to GetBackupSelection


# moto has plans but not what they select.
@patch(BackupResponse)
def create_backup_selection(self):
    plan, key = self.path.split("/")[3], str(mock_random.uuid4())
    SELECTIONS[key] = {
        "BackupPlanId": plan, "SelectionId": key, "CreationDate": unix_time(), "BackupSelection": self._get_param("BackupSelection"),
    }
    return json.dumps({k: SELECTIONS[key][k] for k in ("BackupPlanId", "SelectionId", "CreationDate")})


@patch(BackupResponse)
def get_backup_selection(self):
    key = self.path.rstrip("/").split("/")[-1]
    if key not in SELECTIONS:
        raise BackupNotFound(f"Cannot find Backup selection with ID {key}")
    return json.dumps(SELECTIONS[key])


@patch(BackupResponse)
def delete_backup_selection(self):
    SELECTIONS.pop(self.path.rstrip("/").split("/")[-1], None)
    return "{}"


@patch(BackupResponse)
def list_backup_selections(self):
    plan = self.path.split("/")[3]
    return json.dumps({"BackupSelectionsList": [
        {**{k: s[k] for k in ("BackupPlanId", "SelectionId", "CreationDate")}, "SelectionName": s["BackupSelection"]["SelectionName"],
         "IamRoleArn": s["BackupSelection"]["IamRoleArn"]} for s in SELECTIONS.values() if s["BackupPlanId"] == plan]})


# moto counts on a slash at the end of the path, which the provider's SDK does not send.
@patch(BackupResponse)
def list_tags(self):
    return json.dumps({"Tags": self.backup_backend.list_tags(unquote(self.path.rstrip("/").split("/")[-1]))})


# A changed schedule is an update of the plan.
@patch(BackupResponse)
def update_backup_plan(self):
    plan = self.backup_backend.get_backup_plan(self.path.rstrip("/").split("/")[-1], None)
    fresh = type(plan)(self._get_param("BackupPlan"), plan.creator_request_id, self.backup_backend)
    plan.backup_plan, plan.version_id, plan.advanced_backup_settings = fresh.backup_plan, fresh.version_id, fresh.advanced_backup_settings
    return json.dumps(plan.to_dict())


# moto keeps deleted plans and then refuses a new plan of the same name.
@patch(BackupBackend)
def delete_backup_plan(self, backup_plan_id):
    answer = delete_backup_plan.original(self, backup_plan_id)
    del self.plans[backup_plan_id]
    return answer
