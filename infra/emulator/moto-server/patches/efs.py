"""EFS: backup policies, removal of policies, changes of a file system."""

import json

from moto.efs.models import EFSBackend, FileSystem
from moto.efs.responses import EFSResponse

from .patching import JSON, patch

# moto can only read the backup policy that a file system was created with.
@patch(EFSResponse)
def put_backup_policy(self):
    file_system = self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")]
    file_system.backup_status = self._get_param("BackupPolicy")["Status"]
    return json.dumps({"BackupPolicy": {"Status": file_system.backup_status}}), JSON


@patch(EFSBackend)
def describe_backup_policy(self, file_system_id):
    status = getattr(self.file_systems_by_id[file_system_id], "backup_status", None)
    return {"Status": status} if status else describe_backup_policy.original(self, file_system_id)


# What is stored on a file system would else show up in its description.
@patch(FileSystem)
def info_json(self):
    return {k: v for k, v in info_json.original(self).items() if k not in ("BackupStatus", "FileSystemPolicy", "LifecyclePolicies")}


# Destroying a stack removes the policy first; moto has no action for it.
@patch(EFSResponse)
def delete_file_system_policy(self):
    self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")].file_system_policy = None
    return "{}", JSON


# Changing the throughput mode is an update.
@patch(EFSResponse)
def update_file_system(self):
    file_system = self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")]
    file_system.throughput_mode = self._get_param("ThroughputMode") or file_system.throughput_mode
    file_system.provisioned_throughput_in_mibps = self._get_param("ProvisionedThroughputInMibps")
    return json.dumps(file_system.info_json()), {"status": 202, **JSON}
