"""S3: bucket policies with conditions."""

import json

from moto.s3.models import FakeBucket

from .patching import patch


# moto enforces statements for everybody and overlooks their conditions: one that denies plain HTTP denied everything.
# What has a condition is left out instead; no policy is evaluated anywhere else in the emulator.
@patch(FakeBucket)
def get_permission(self, action, resource):
    policy = self.policy
    if policy is None:
        return get_permission.original(self, action, resource)
    document = json.loads(policy)
    document["Statement"] = [each for each in document["Statement"] if "Condition" not in each]
    self.policy = json.dumps(document).encode()
    try:
        return get_permission.original(self, action, resource)
    finally:
        self.policy = policy
