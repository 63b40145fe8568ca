"""Backup: selections, changes of plans, access policies of vaults, recovery points and restoring."""

import json
from urllib.parse import unquote

from moto.backup import urls as backup_urls
from moto.backup.exceptions import InvalidRequestException
from moto.backup.exceptions import ResourceNotFoundException as BackupNotFound
from moto.backup.models import BackupBackend
from moto.backup.responses import BackupResponse
from moto.core.utils import unix_time
from moto.moto_api._internal import mock_random
from moto.rds.models import rds_backends

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


# moto has vaults but not who may do what with them.
def _vault(self):
    return self.backup_backend.describe_backup_vault(self.path.split("/backup-vaults/")[1].split("/")[0])


@patch(BackupResponse)
def put_backup_vault_access_policy(self):
    _vault(self).access_policy = self._get_param("Policy")
    return "{}"


@patch(BackupResponse)
def get_backup_vault_access_policy(self):
    vault = _vault(self)
    if not getattr(vault, "access_policy", None):
        raise BackupNotFound(f"Backup vault {vault.backup_vault_name} has no associated policy")
    return json.dumps({"BackupVaultName": vault.backup_vault_name, "BackupVaultArn": vault.backup_vault_arn, "Policy": vault.access_policy})


@patch(BackupResponse)
def delete_backup_vault_access_policy(self):
    _vault(self).access_policy = None
    return "{}"


JOBS: list[dict] = []  # newest first, as AWS lists them


# Recovery points come from backup jobs, which here are done at once; nothing is copied.
@patch(BackupResponse)
def start_backup_job(self):
    vault = self.backup_backend.describe_backup_vault(self._get_param("BackupVaultName"))
    job, resource = str(mock_random.uuid4()), self._get_param("ResourceArn")
    kind = {"elasticfilesystem": "EFS", "rds": "RDS"}[resource.split(":")[2]]
    place = vault.backup_vault_arn.split(":")[3:5]
    if kind == "RDS":  # its recovery point is a snapshot, under a name that nobody else may give one; moto finds no type of its own by name
        database = rds_backends[place[1]][place[0]]
        snapshot = database.create_db_snapshot(resource.split(":")[-1], f"awsbackup:job-{job}")
    point = {
        "RecoveryPointArn": snapshot.db_snapshot_arn if kind == "RDS" else ":".join([*vault.backup_vault_arn.split(":")[:5], "recovery-point", job]), "BackupVaultName": vault.backup_vault_name,
        "ResourceArn": resource, "ResourceType": kind, "IamRoleArn": self._get_param("IamRoleArn"), "Status": "COMPLETED", "CreationDate": unix_time(),
    }
    vault.recovery_points = [*getattr(vault, "recovery_points", []), point]
    vault.num_of_recovery_points = len(vault.recovery_points)
    JOBS.insert(0, {"BackupJobId": job, "State": "COMPLETED", **{k: point[k] for k in point if k != "Status"}})
    return json.dumps({"BackupJobId": job, "RecoveryPointArn": point["RecoveryPointArn"], "CreationDate": point["CreationDate"]})


@patch(BackupResponse)
def list_backup_jobs(self):
    wanted = {"BackupVaultName": self._get_param("backupVaultName"), "State": self._get_param("state"), "ResourceType": self._get_param("resourceType")}
    return json.dumps({"BackupJobs": [job for job in JOBS if all(job[key] == value for key, value in wanted.items() if value is not None)]})


# An account as it is when nobody has touched it.
@patch(BackupResponse)
def describe_region_settings(self):
    return json.dumps({"ResourceTypeOptInPreference": {"EFS": True, "RDS": True}, "ResourceTypeManagementPreference": {}})


@patch(BackupResponse)
def list_recovery_points_by_backup_vault(self):
    points, kind = getattr(_vault(self), "recovery_points", []), self._get_param("resourceType")
    return json.dumps({"RecoveryPoints": [p for p in points if kind in (None, p["ResourceType"])]})


@patch(BackupResponse)
def delete_recovery_point(self):
    vault, arn = _vault(self), unquote(self.path.split("/recovery-points/")[1])
    vault.recovery_points = [p for p in vault.recovery_points if p["RecoveryPointArn"] != arn]
    if ":snapshot:" in arn:
        rds_backends[arn.split(":")[4]][arn.split(":")[3]].delete_db_snapshot(arn.split(":snapshot:")[1])
    vault.num_of_recovery_points = len(vault.recovery_points)
    return "{}"


RESTORE_JOBS: dict[str, dict] = {}


@patch(BackupResponse)
def start_restore_job(self):
    key, arn = str(mock_random.uuid4()), self._get_param("RecoveryPointArn")
    points = [p for v in self.backup_backend.vaults.values() for p in getattr(v, "recovery_points", [])]
    point = next((p for p in points if p["RecoveryPointArn"] == arn), None)
    if point is None:
        raise BackupNotFound(f"Recovery point {arn} not found")
    RESTORE_JOBS[key] = {
        "RestoreJobId": key, "RecoveryPointArn": arn, "Status": "COMPLETED", "PercentDone": "100.00%", "CreationDate": unix_time(),
        "CreatedResourceArn": point["ResourceArn"], "IamRoleArn": self._get_param("IamRoleArn"), "ResourceType": point["ResourceType"],
    }
    return json.dumps({"RestoreJobId": key})


@patch(BackupResponse)
def describe_restore_job(self):
    return json.dumps(RESTORE_JOBS[self.path.rstrip("/").split("/")[-1]])


# AWS deletes no vault that holds something.
@patch(BackupBackend)
def delete_backup_vault(self, backup_vault_name):
    if getattr(self.vaults.get(backup_vault_name), "num_of_recovery_points", 0) > 0:
        raise InvalidRequestException(msg="Backup vault cannot be deleted because it contains recovery points")
    delete_backup_vault.original(self, backup_vault_name)


for _path in ("backup-vaults/(?P<name>[^/]+)/access-policy", "backup-vaults/(?P<name>[^/]+)/recovery-points/", "backup-vaults/(?P<name>[^/]+)/recovery-points/(?P<arn>.+)",
              "backup-jobs/?", "account-settings", "restore-jobs", "restore-jobs/(?P<id>[^/]+)"):
    backup_urls.url_paths[f"{{0}}/{_path}$"] = backup_urls.response.dispatch
