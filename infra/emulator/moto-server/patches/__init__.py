"""The AWS actions and the stored values that the AWS provider needs and moto lacks: importing a module applies it.

Every patch says in a comment why it is there.
"""

from . import (  # noqa: F401
    actions,
    application_auto_scaling,
    backup,
    budgets,
    cloudwatch,
    ec2,
    ecr,
    ecs,
    efs,
    elbv2,
    fis,
    kms,
    logs,
    lost_answers,
    permissions,
    rds,
    s3,
    secretsmanager,
    synthetics,
    wafv2,
)
