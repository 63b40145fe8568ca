"""RDS: parameters that a user has set."""

from moto.core.responses import ActionResult
from moto.rds.responses import RDSResponse

from .patching import patch

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
