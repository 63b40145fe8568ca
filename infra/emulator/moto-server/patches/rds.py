"""RDS: the authority of a new instance, parameters that a user has set."""

from moto.core.responses import ActionResult
from moto.rds.models import RDSBackend
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
