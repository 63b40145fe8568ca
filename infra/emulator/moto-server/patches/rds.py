"""RDS: the authority of a new instance, parameters that a user has set, ids of instances, restored instances."""

from contextlib import contextmanager

from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random
from moto.rds.models import DBInstance, RDSBackend
from moto.rds.responses import RDSResponse

from .patching import patch

# RDS gives a new instance this authority. moto's own default has a name that RDS does not have, so the provider changed
# each new instance once more, which took it another 80 seconds.
@patch(RDSBackend)
def create_db_instance(self, db_kwargs):
    return create_db_instance.original(self, {"ca_certificate_identifier": "rds-ca-rsa2048-g1", **db_kwargs})


# The provider asks for the parameters that a user has set; moto's have no source.
@patch(RDSResponse)
def modify_db_parameter_group(self):
    answer = modify_db_parameter_group.original(self)
    for parameter in self.backend.db_parameter_groups[self.params.get("DBParameterGroupName")].parameters.values():
        parameter["Source"] = "user"
    return answer


# Taking a parameter out of a program resets it.
@patch(RDSResponse)
def reset_db_parameter_group(self):
    group = self.backend.db_parameter_groups[self.params.get("DBParameterGroupName")]
    for parameter in self.params.get("Parameters", []):
        group.parameters.pop(parameter.original_dict()["ParameterName"], None)
    return ActionResult({"DBParameterGroupName": group.name})


# Every instance of moto has the same resource id, by which the provider finds an instance that was renamed.
@patch(DBInstance)
def __init__(self, *args, **kwargs):
    __init__.original(self, *args, **kwargs)
    self.dbi_resource_id = f"db-{mock_random.get_random_string(length=26).upper()}"


# moto takes what manages the master password along, and calls the restored instance a replica. In AWS it is neither.
@contextmanager
def _without_managed_password(instance):
    kept = {k: instance.__dict__.pop(k) for k in ("manage_master_user_password", "master_user_secret") if k in instance.__dict__}
    try:
        yield
    finally:
        instance.__dict__.update(kept)


@patch(RDSBackend)
def restore_db_instance_to_point_in_time(self, source_db_identifier, target_db_identifier, overrides):
    with _without_managed_password(self.databases[source_db_identifier]):
        own = {k: v for k, v in overrides.items() if k != "SourceDBInstanceIdentifier"}
        restored = restore_db_instance_to_point_in_time.original(self, source_db_identifier, target_db_identifier, own)
        restored.source_db_instance_identifier = None
        return restored


@patch(RDSBackend)
def restore_db_instance_from_db_snapshot(self, from_snapshot_id, overrides):
    name = from_snapshot_id.split(":snapshot:")[-1]  # one of AWS Backup has a colon in it, which moto takes for its end
    with _without_managed_password(self.database_snapshots[name].database):
        return restore_db_instance_from_db_snapshot.original(self, name, overrides)


# moto looks for automatic snapshots by the name they were made under; in AWS those of a renamed instance go with it too.
@patch(RDSBackend)
def delete_db_instance(self, db_instance_identifier, *args, **kwargs):
    deleted = delete_db_instance.original(self, db_instance_identifier, *args, **kwargs)
    for name, snapshot in list(self.database_snapshots.items()):
        if snapshot.snapshot_type == "automated" and snapshot.dbi_resource_id == deleted.dbi_resource_id:
            self.delete_db_snapshot(name)
    return deleted
