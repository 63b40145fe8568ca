"""WAF: web ACLs keep how data in their logs is protected."""

import json

from moto.wafv2.models import FakeWebACL
from moto.wafv2.responses import WAFV2Response

from .patching import patch


def _keep(response: WAFV2Response, name: str) -> None:
    for acl in response.wafv2_backend.wacls.values():
        if acl.name == name:
            acl.data_protection_config = json.loads(response.body).get("DataProtectionConfig")


# moto takes it and forgets it, so that every following preview showed a change.
@patch(WAFV2Response)
def create_web_acl(self):
    answer = create_web_acl.original(self)
    _keep(self, self._get_param("Name"))
    return answer


@patch(WAFV2Response)
def update_web_acl(self):
    answer = update_web_acl.original(self)
    _keep(self, self._get_param("Name"))
    return answer


@patch(FakeWebACL)
def to_dict(self):
    kept = getattr(self, "data_protection_config", None)
    return to_dict.original(self) | ({"DataProtectionConfig": kept} if kept else {})
