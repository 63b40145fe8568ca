"""Application Auto Scaling: tags of scalable targets, alarms of changed policies."""

import json

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, FakeApplicationAutoscalingPolicy
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from .patching import patch

TARGET_TAGS: dict[str, dict[str, str]] = {}  # ARN of a scalable target -> its tags


# moto takes a target's tags and forgets them.
@patch(ApplicationAutoScalingResponse)
def register_scalable_target(self):
    answer = register_scalable_target.original(self)
    arn = json.loads(answer)["ScalableTargetARN"]
    TARGET_TAGS.setdefault(arn, {}).update(self._get_param("Tags") or {})
    return answer


# A target that is registered again must not have the tags of the one before.
@patch(ApplicationAutoScalingResponse)
def deregister_scalable_target(self):
    for target in self.applicationautoscaling_backend.describe_scalable_targets(
        self._get_param("ServiceNamespace"), [self._get_param("ResourceId")], self._get_param("ScalableDimension")
    ):
        TARGET_TAGS.pop(target.arn, None)
    return deregister_scalable_target.original(self)


# The provider reads the tags of each target; moto has no tag actions here.
@patch(ApplicationAutoScalingResponse)
def list_tags_for_resource(self):
    return json.dumps({"Tags": TARGET_TAGS.get(self._get_param("ResourceARN"), {})})


@patch(ApplicationAutoScalingResponse)
def tag_resource(self):
    TARGET_TAGS.setdefault(self._get_param("ResourceARN"), {}).update(self._get_param("Tags"))
    return "{}"


@patch(ApplicationAutoScalingResponse)
def untag_resource(self):
    for key in self._get_param("TagKeys"):
        TARGET_TAGS.get(self._get_param("ResourceARN"), {}).pop(key, None)
    return "{}"


# A policy that is changed gets new alarms; moto left the old ones behind for ever.
@patch(ApplicationAutoscalingBackend)
def put_scaling_policy(self, **named):
    parts = ("service_namespace", "resource_id", "scalable_dimension", "policy_name")
    known = self.policies.get(FakeApplicationAutoscalingPolicy.formulate_key(*(named[part] for part in parts)))
    policy = put_scaling_policy.original(self, **named)
    if known:
        known.delete_alarms(self.account_id, self.region_name)
    return policy


# moto scales nothing, so there is nothing that it did.
@patch(ApplicationAutoScalingResponse)
def describe_scaling_activities(self):
    return json.dumps({"ScalingActivities": []})
