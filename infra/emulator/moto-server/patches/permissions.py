"""Calls with the credentials of a role are allowed only when its policies allow them.

moto can check actions, but neither resources nor conditions. Calls with other credentials, such as those of a test, are
not looked at. What is checked: the action on every resource that the request names, tagging at creation, passing a role,
and who may take a role by web identity.
"""

import base64
import json
import re

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, BaseResponse
from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

from .actions import _log
from .called_resources import IDS, parameters, resources
from .patching import patch
from .policy_evaluation import allows

# The name of a service in IAM, where it signs under another.
SERVICES = {"monitoring": "cloudwatch"}
# The action that tagging at creation needs too.
TAGGING = {
    "acm": "AddTagsToCertificate",
    "ec2": "CreateTags",
    "elasticloadbalancing": "AddTags",
    "iam": "TagRole",
    "rds": "AddTagsToResource",
}
# Who gets the roles that a service is handed.
PASSED_TO = {"ec2": "vpc-flow-logs.amazonaws.com", "ecs": "ecs-tasks.amazonaws.com"}
ROLE = re.compile(r"arn:aws:iam::\d{12}:role/(?!aws-service-role/)\S+")


class AccessDenied(ServiceException):
    code = "AccessDeniedException"


def _credential(response) -> list[str]:
    found = re.search(r"Credential=([^,]+)", response.headers.get("Authorization", ""))
    return found.group(1).split("/") if found else []


def _role_of(response):
    key = (_credential(response) or [""])[0]
    backend = sts_backends[response.current_account]["aws"]
    assumed = next((each for each in backend.assumed_roles if each.access_key_id == key), None)
    return assumed and iam_backends[response.current_account]["aws"].get_role_by_arn(assumed.role_arn)


def _documents(role) -> list[str]:
    attached = [
        version.document
        for policy in role.managed_policies.values()
        for version in policy.versions
        if version.version_id == policy.default_version_id
    ]
    return [*role.policies.values(), *attached]


def _action(service: str, action: str) -> str:
    if service == "budgets" and "Tag" not in action:
        return "budgets:ViewBudget" if action.startswith("Describe") else "budgets:ModifyBudget"
    return f"{service}:{action}"


def _has_tags(given: list[tuple[str, str]]) -> bool:
    return any(value == "managed-by" for _, value in given)


def _checks(service: str, action: str, account: str, region: str, given: list[tuple[str, str]]):
    """Each action, resource and context that IAM would be asked about."""
    context = {"aws:RequestedRegion": [region]}
    named = resources(service, account, region, given)
    if service == "iam":
        roles = iam_backends[account]["aws"].roles.values()
        role = next((r for r in roles if ("RoleName", r.name) in given), None)
        boundary = next((v for n, v in given if n == "PermissionsBoundary"), role and role.permissions_boundary_arn)
        context |= {"iam:PermissionsBoundary": [boundary]} if boundary else {}
    if service == "elasticloadbalancing" and action == "CreateTargetGroup":
        named = [(arn.replace("loadbalancer/app/", "targetgroup/"), tags) for arn, tags in named]
    if service == "route53" and action == "ChangeResourceRecordSets":
        names = [re.sub(r"\.$", "", v.lower()) for v in re.findall(r"<Name>([^<]+)</Name>", dict(given).get("body", ""))]
        context["route53:ChangeResourceRecordSetsNormalizedRecordNames"] = names
        named = [("arn:aws:route53:::hostedzone/Z", {})]
    for arn, tags in named or [("*", {})]:
        tag_context = {f"aws:ResourceTag/{key}": [value] for key, value in tags.items()}
        yield _action(service, action), arn, context | tag_context
    # What is created has an id only afterwards, but its name is known.
    if re.match("(Create|Register|Request|Allocate|PutMetric)", action) and _has_tags(given):
        for arn in ["*"] if service in IDS else [arn for arn, _ in named]:
            yield f"{service}:{TAGGING.get(service, 'TagResource')}", arn, context
    if service not in ("iam", "sts"):
        for _, value in given:
            if ROLE.fullmatch(value):
                yield "iam:PassRole", value, {"iam:PassedToService": [PASSED_TO.get(service, f"{service}.amazonaws.com")]}


def _denial(response) -> str | None:
    action, account = response._get_action(), response.current_account
    given = parameters(response)
    if action == "AssumeRoleWithWebIdentity":
        values = dict(given)
        payload = values["WebIdentityToken"].split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        issuer = claims["iss"].removeprefix("https://")
        role = iam_backends[account]["aws"].get_role_by_arn(values["RoleArn"])
        context = {f"{issuer}:{claim}": [claims[claim]] for claim in ("aud", "sub")}
        known = f"arn:aws:iam::{account}:oidc-provider/{issuer}" in iam_backends[account]["aws"].open_id_providers
        trusts = allows([role.assume_role_policy_document], f"sts:{action}", "*", context)
        return None if known and trusts else f"sts:{action} of {role.name} by {claims['sub']}"
    role = _role_of(response)
    if role is None or action == "GetCallerIdentity":
        return None
    _, _, region, service, _ = _credential(response)
    service = SERVICES.get(service, service)
    if service == "route53":
        given = [*given, ("body", response.body)]
    documents = _documents(role)
    for wanted, arn, context in _checks(service, action, account, region, given):
        if not allows(documents, wanted, arn, context):
            return f"{wanted} on {arn} to {role.name}, {context}"
    return None


@patch(BaseResponse)
def call_action(self):
    denial = _denial(self)
    if denial is None:
        return call_action.original(self)
    _log(f"denies {denial}")
    return self.serialized(ActionResult(AccessDenied(f"emulator: not allowed: {denial}")))
