"""Synthetics: canaries can be started, stopped, changed and deleted."""

import json
from datetime import datetime, timezone

from moto.core.exceptions import JsonRESTError
from moto.core.utils import camelcase_to_underscores
from moto.synthetics import urls as synthetics_urls
from moto.synthetics.models import Canary
from moto.synthetics.responses import SyntheticsResponse

from .patching import patch

# Times must be numbers, a canary's code is answered as locations, and the provider wants the engine's function.
@patch(Canary)
def to_dict(self):
    result = {k: v for k, v in to_dict.original(self).items() if v is not None}
    result["Timeline"] = {k: v.replace(tzinfo=timezone.utc).timestamp() for k, v in self.timeline.items() if isinstance(v, datetime)}
    result["Status"] = {"State": self.state}
    result["Code"] = {"Handler": self.code.get("Handler", ""), "SourceLocationArn": f"arn:aws:lambda:::layer:cwsyn-{self.name}"}
    result["EngineArn"] = f"arn:aws:lambda:::function:cwsyn-{self.name}"
    return result


def _canary(self) -> Canary:
    name = self.path.split("/canary/")[1].split("/")[0]
    if name not in self.synthetics_backend.canaries:
        raise JsonRESTError("ResourceNotFoundException", f"Canary {name} not found")
    return self.synthetics_backend.canaries[name]


@patch(SyntheticsResponse)
def get_canary(self):
    return json.dumps({"Canary": _canary(self).to_dict()})


# moto cannot start, stop, change or delete a canary.
@patch(SyntheticsResponse)
def start_canary(self):
    _canary(self).state = "RUNNING"
    return "{}"


@patch(SyntheticsResponse)
def stop_canary(self):
    _canary(self).state = "STOPPED"
    return "{}"


@patch(SyntheticsResponse)
def update_canary(self):
    canary = _canary(self)
    for name, value in json.loads(self.body).items():
        field = camelcase_to_underscores(name)
        if name != "Code" and hasattr(canary, field):
            setattr(canary, field, value)
    return "{}"


@patch(SyntheticsResponse)
def delete_canary(self):
    del self.synthetics_backend.canaries[_canary(self).name]
    return "{}"


for _suffix in ("start", "stop"):
    synthetics_urls.url_paths[f"{{0}}/canary/(?P<name>[^/]+)/{_suffix}$"] = SyntheticsResponse.dispatch
