"""Fault Injection Service: templates can be read and changed."""

import json

from moto.core.utils import camelcase_to_underscores
from moto.fis.exceptions import ResourceNotFoundException as FisNotFound
from moto.fis.responses import FISResponse

from .patching import patch

def _template(self):
    key = self.path.rstrip("/").split("/")[-1]
    if key not in self.fis_backend.experiment_templates:
        raise FisNotFound(f"Experiment template {key} does not exist")
    return self.fis_backend.experiment_templates[key]


# moto creates templates and cannot read or change them.
@patch(FISResponse)
def get_experiment_template(self):
    template = _template(self)
    return json.dumps({"experimentTemplate": template.to_dict(tags=self.fis_backend.tagger.get_tag_dict_for_resource(template.arn))})


@patch(FISResponse)
def update_experiment_template(self):
    template = _template(self)
    for name in ("description", "stopConditions", "targets", "actions", "roleArn", "logConfiguration", "experimentOptions"):
        if (value := self._get_param(name)) is not None:
            setattr(template, camelcase_to_underscores(name), value)
    return self.get_experiment_template()
