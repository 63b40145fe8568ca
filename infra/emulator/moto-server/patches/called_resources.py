"""Which resources a call is about, as IAM sees them: ARNs by the names in the request, and the tags of ids."""

import json
import re
from urllib.parse import unquote

from moto.acm.models import acm_backends
from moto.backup.models import backup_backends
from moto.core.exceptions import ServiceException
from moto.ec2.models import ec2_backends
from moto.efs.models import efs_backends
from moto.kms.models import kms_backends

# Parameters that name a resource, by service: the resource part of its ARN.
NAMES = {
    "backup": {"backup-vaults": "backup-vault:{}"},
    "cloudwatch": {"AlarmName": "alarm:{}", "AlarmNames": "alarm:{}", "DashboardName": "dashboard/{}", "DashboardNames": "dashboard/{}"},
    "ecr": {"repositoryName": "repository/{}", "repositoryNames": "repository/{}"},
    "ecs": {"clusterName": "cluster/{}", "family": "task-definition/{}:1", "serviceName": "service/{cluster}/{}", "service": "service/{cluster}/{}"},
    "elasticloadbalancing": {"Name": "loadbalancer/app/{}/0"},
    "events": {"Name": "rule/{}", "Rule": "rule/{}"},
    "iam": {"RoleName": "role/{}"},
    "logs": {"logGroupName": "log-group:{}"},
    "rds": {
        "DBInstanceIdentifier": "db:{}",
        "DBParameterGroupName": "pg:{}",
        "DBSubnetGroupName": "subgrp:{}",
        "FinalDBSnapshotIdentifier": "snapshot:{}",
    },
    "secretsmanager": {"Name": "secret:{}-AbCdEf", "SecretId": "secret:{}-AbCdEf"},
    "sns": {"Name": "{}"},
    "budgets": {"BudgetName": "budget/{}"},
}
GLOBAL = ("iam", "budgets")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Kinds of ids that AWS makes up and that can have tags.
IDS = {
    "ec2": re.compile(r"(vpc|subnet|sg|rtb|igw|nat|eipalloc|vpce|fl)-[0-9a-f]{8,}"),
    "elasticfilesystem": re.compile(r"(fs|fsap|fsmt)-[0-9a-f]{8,}"),
    "backup": UUID,
    "kms": UUID,
    "acm": re.compile(r"arn:aws:acm:\S+"),
}


def parameters(response) -> list[tuple[str, str]]:
    """Every text of a request with the name it is under, whatever the protocol."""
    found: list[tuple[str, str]] = []

    def walk(name: str, value) -> None:
        if isinstance(value, dict):
            for key, each in value.items():
                walk(key, each)
        elif isinstance(value, list):
            for each in value:
                walk(name, each)
        elif isinstance(value, str):
            found.append((re.sub(r"\.(member\.)?\d+$", "", name), value))

    body = response.body if isinstance(response.body, str) else ""
    walk("", dict(response.querystring))
    if body.startswith("{"):
        walk("", json.loads(body))
    # What a path names comes after its kind: /backup-vaults/NAME.
    parts = ["path", *response.parsed_url.path.split("/")]
    for kind, part in zip(parts, parts[1:]):
        walk(kind, unquote(part))
    return found


def _tags(service: str, account: str, region: str, resource: str) -> dict[str, str]:
    """None where the resource does not exist, which the call itself will say."""
    try:
        return _existing_tags(service, account, region, resource)
    except (KeyError, ServiceException):
        return {}


def _existing_tags(service: str, account: str, region: str, resource: str) -> dict[str, str]:
    if service == "ec2":
        return ec2_backends[account][region].tags.get(resource, {})
    if service == "acm":
        return acm_backends[account][region].get_certificate(resource).tags
    if service == "backup":
        backend = backup_backends[account][region]
        return backend.tagger.get_tag_dict_for_resource(backend.plans[resource].backup_plan_arn)
    if service == "kms":
        return kms_backends[account][region].tagger.get_tag_dict_for_resource(resource)
    efs = efs_backends[account][region]
    if resource.startswith("fsmt-"):
        resource = efs.mount_targets_by_id[resource].file_system_id
    return efs.tagging_service.get_tag_dict_for_resource(resource)


def _with_association(service: str, account: str, region: str, value: str) -> str:
    """The route table behind an association, which has no tags of its own."""
    if service == "ec2" and value.startswith("rtbassoc-"):
        for table in ec2_backends[account][region].route_tables.values():
            if any(each["RouteTableAssociationId"] == value for each in table.associations):
                return table.id
    return value


def resources(service: str, account: str, region: str, given: list[tuple[str, str]]) -> list[tuple[str, dict[str, str]]]:
    """ARN and tags of each resource that a call is about; none when it is about no resource, or a new one."""
    place = "" if service in GLOBAL else region
    arn = f"arn:aws:{service}:{place}:{account}:"
    cluster = next((value.split("/")[-1] for name, value in given if name == "cluster"), "")
    if service == "iam" and any(name == "RoleName" for name, _ in given):
        # What is done to a role is about the role, whatever policy it is done with.
        given = [(name, value) for name, value in given if not value.startswith(f"{arn}policy/")]
    if service == "backup":
        # Selections and requests have ids of the same form, but only a plan is a resource.
        given = [(name, value) for name, value in given if name == "plans" or not UUID.fullmatch(value)]
    found: list[tuple[str, dict[str, str]]] = []
    for name, value in given:
        value = _with_association(service, account, region, value)
        pattern = NAMES.get(service, {}).get(name)
        if service in IDS and IDS[service].fullmatch(value.rpartition("/")[2] if service == "kms" else value):
            value = value.rpartition("/")[2] if service == "kms" else value
            found.append((value if value.startswith("arn:") else f"{arn}x/{value}", _tags(service, account, region, value)))
        elif value.startswith(arn):
            found.append((value, {}))
        elif pattern and not value.startswith("arn:"):
            found.append((arn + pattern.replace("{cluster}", cluster).format(value), {}))
    return found
