"""EC2: descriptions of security group rules."""

from moto.ec2.models.security_groups import SecurityGroupRule


def _description(rule: SecurityGroupRule) -> str | None:
    """moto looks at rules about address ranges only, and forgets the description of a rule about another group."""
    return rule.ip_range.get("Description") or rule.source_group.get("Description")


SecurityGroupRule.description = property(_description)
