"""Budgets: tags, changes, and who is notified."""

import json

from moto.budgets.models import Budget
from moto.budgets.responses import BudgetsResponse
from moto.core.exceptions import JsonRESTError
from moto.core.utils import unix_time

from .patching import patch

BUDGET_TAGS: dict[str, dict[str, str]] = {}


def _budget(self) -> Budget:
    account, name = self._get_param("AccountId"), self._get_param("BudgetName")
    self.backend.describe_budget(account, name)  # raises the right error
    return self.backend.budgets[account][name]


def _notification(self):
    """The notification that a request names; AWS takes a missing threshold type for PERCENTAGE."""
    wanted = {"ThresholdType": "PERCENTAGE", **(self._get_param("Notification") or self._get_param("OldNotification"))}
    keys = ("NotificationType", "ComparisonOperator", "Threshold", "ThresholdType")
    for notification in _budget(self).notifications:
        has = {"ThresholdType": "PERCENTAGE", **notification.details}
        if all(has.get(k) == wanted.get(k) for k in keys):
            return notification
    raise JsonRESTError("NotFoundException", "the notification does not exist")


# The provider reads a budget's tags and those given at its creation; moto has no tags for budgets.
@patch(BudgetsResponse)
def create_budget(self):
    answer = create_budget.original(self)
    arn = f"arn:aws:budgets::{self._get_param('AccountId')}:budget/{self._get_param('Budget')['BudgetName']}"
    BUDGET_TAGS[arn] = {t["Key"]: t["Value"] for t in self._get_param("ResourceTags") or []}
    return answer


@patch(BudgetsResponse)
def list_tags_for_resource(self):
    return json.dumps({"ResourceTags": [{"Key": k, "Value": v} for k, v in BUDGET_TAGS.get(self._get_param("ResourceARN"), {}).items()]})


@patch(BudgetsResponse)
def tag_resource(self):
    BUDGET_TAGS.setdefault(self._get_param("ResourceARN"), {}).update({t["Key"]: t["Value"] for t in self._get_param("ResourceTags")})
    return "{}"


@patch(BudgetsResponse)
def untag_resource(self):
    for key in self._get_param("ResourceTagKeys"):
        BUDGET_TAGS.get(self._get_param("ResourceARN"), {}).pop(key, None)
    return "{}"


# A changed limit is an update.
@patch(BudgetsResponse)
def update_budget(self):
    new = self._get_param("NewBudget")
    account = self._get_param("AccountId")
    self.backend.describe_budget(account, new["BudgetName"])
    old = self.backend.budgets[account][new["BudgetName"]]
    old.budget = {**{k: old.budget[k] for k in ("TimePeriod",)}, **new, "LastUpdatedTime": unix_time()}
    return "{}"


# The provider reads who is notified; moto stores it but has no action for it.
@patch(BudgetsResponse)
def describe_subscribers_for_notification(self):
    return json.dumps({"Subscribers": _notification(self).subscribers})


@patch(BudgetsResponse)
def create_subscriber(self):
    _notification(self).subscribers.append(self._get_param("Subscriber"))
    return "{}"


@patch(BudgetsResponse)
def delete_subscriber(self):
    _notification(self).subscribers.remove(self._get_param("Subscriber"))
    return "{}"


@patch(BudgetsResponse)
def update_notification(self):
    _notification(self).details = self._get_param("NewNotification")
    return "{}"


# A notification is removed by its main fields: the provider need not repeat the rest as it was given.
@patch(BudgetsResponse)
def delete_notification(self):
    _budget(self).notifications.remove(_notification(self))
    return "{}"
