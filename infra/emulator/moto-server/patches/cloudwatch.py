"""CloudWatch: composite alarms, states as AWS has them, and notifications."""

import json
import re

from moto.cloudwatch.models import Alarm, CloudWatchBackend, cloudwatch_backends
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.exceptions import JsonRESTError
from moto.core.responses import EmptyResult
from moto.core.utils import camelcase_to_underscores, utcnow
from moto.sns.models import sns_backends

from .patching import patch

# A new alarm has no data, and an updated one keeps its state; moto says OK in both cases.
@patch(CloudWatchBackend)
def put_metric_alarm(self, name, **arguments):
    old = self.alarms.get(name)
    alarm = put_metric_alarm.original(self, name=name, **arguments)
    alarm.state_value = "INSUFFICIENT_DATA"
    if old:
        for field in ("state_value", "state_reason", "state_reason_data", "state_updated_timestamp", "history"):
            setattr(alarm, field, getattr(old, field))
    return alarm


# moto has the data of composite alarms but no action to create one.
@patch(CloudWatchResponse)
def put_composite_alarm(self):
    self.put_metric_alarm()
    alarm = self.cloudwatch_backend.alarms[self._get_param("AlarmName")]
    for field in ("ActionsSuppressor", "ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod"):
        setattr(alarm, camelcase_to_underscores(field), self._get_param(field))
    _evaluate_composites(self.cloudwatch_backend)
    return EmptyResult()


# The provider asks for one kind of alarm only (none named: metric alarms); moto answers both.
@patch(CloudWatchResponse)
def describe_alarms(self):
    result = describe_alarms.original(self)
    kinds = self._get_param("AlarmTypes", []) or ["MetricAlarm"]
    for kind in ("MetricAlarm", "CompositeAlarm"):
        if kind not in kinds:
            result._result[f"{kind}s"] = []
    return result


@patch(CloudWatchResponse)
def disable_alarm_actions(self):
    for name in self._get_param("AlarmNames", []):
        self.cloudwatch_backend.alarms[name].actions_enabled = False
    return EmptyResult()


@patch(CloudWatchResponse)
def enable_alarm_actions(self):
    for name in self._get_param("AlarmNames", []):
        self.cloudwatch_backend.alarms[name].actions_enabled = True
    return EmptyResult()


def _rule_holds(rule: str, alarms: dict[str, Alarm]) -> bool:
    """Evaluates the rule of a composite alarm, e.g. ALARM("a") AND NOT OK(b)."""

    def state(match: re.Match) -> str:
        name = match[2].strip().strip("\"'").split(":alarm:")[-1]
        return str(name in alarms and alarms[name].state_value == match[1])

    text = re.sub(r"\b(OK|ALARM|INSUFFICIENT_DATA)\s*\(\s*(\"[^\"]*\"|'[^']*'|[^()\"']+)\s*\)", state, rule)
    text = re.sub(r"\b(AND|OR|NOT)\b", lambda m: m[1].lower(), text)
    text = re.sub(r"\b(TRUE|FALSE)\b", lambda m: m[1].capitalize(), text)
    if not re.fullmatch(r"(?:\s|\(|\)|and\b|or\b|not\b|True\b|False\b)*", text):
        raise JsonRESTError("ValidationError", f"AlarmRule is not understood: {rule}")
    return bool(eval(text))  # only the words checked above  # noqa: S307


def _evaluate_composites(backend: CloudWatchBackend) -> None:
    """Sets the state of composite alarms from their rules, until nothing changes (they may be nested)."""
    for _ in range(len(backend.alarms) + 1):
        changed = False
        for alarm in [a for a in backend.alarms.values() if a.rule]:
            state = "ALARM" if _rule_holds(alarm.rule, backend.alarms) else "OK"
            if state != alarm.state_value:
                changed = True
                backend_set_state(backend, alarm.name, f"{alarm.rule} is {state == 'ALARM'}".lower(), None, state)
        if not changed:
            return


backend_set_state = CloudWatchBackend.set_alarm_state


def _is_suppressed(alarm: Alarm) -> bool:
    """Whether another alarm that is firing keeps this one silent. The waiting times of AWS are not played."""
    suppressor = getattr(alarm, "actions_suppressor", None)
    if not suppressor:
        return False
    name = suppressor.split(":alarm:")[-1]
    return any(other.name == name and other.state_value == "ALARM" for other in _alarms_beside(alarm))


def _alarms_beside(alarm: Alarm) -> list[Alarm]:
    account, region = alarm.alarm_arn.split(":")[4], alarm.alarm_arn.split(":")[3]
    return list(cloudwatch_backends[account][region].alarms.values())


def _notify(alarm: Alarm, reason: str, before: str) -> None:
    """Actions that are SNS topics get the message."""
    actions = {"ALARM": alarm.alarm_actions, "OK": alarm.ok_actions}.get(
        alarm.state_value, alarm.insufficient_data_actions
    )
    for arn in actions or []:
        _, _, service, region, account, topic = arn.split(":", 5)
        if service == "sns" and arn in sns_backends[account][region].topics:
            message = {
                "AlarmName": alarm.name, "AlarmDescription": alarm.description, "AWSAccountId": account,
                "AlarmArn": alarm.alarm_arn, "NewStateValue": alarm.state_value, "NewStateReason": reason,
                "OldStateValue": before, "Region": region,
                "StateChangeTime": utcnow().strftime("%Y-%m-%dT%H:%M:%S.000+0000"),
            }
            subject = f'{alarm.state_value}: "{alarm.name}"'
            sns_backends[account][region].publish(json.dumps(message), arn=arn, subject=subject)


# A drill sets an alarm's state and looks for the notification.
@patch(Alarm)
def update_state(self, reason, reason_data, state_value):
    before = self.state_value
    silenced = [alarm for alarm in _alarms_beside(self) if alarm.state_value == "ALARM" and _is_suppressed(alarm)]
    update_state.original(self, reason, reason_data, state_value)
    if before == state_value or not self.actions_enabled:
        return
    if not _is_suppressed(self):
        _notify(self, reason, before)
    # What was silent because of this alarm speaks once it is over.
    for alarm in silenced:
        if not _is_suppressed(alarm):
            _notify(alarm, f"{self.name} no longer suppresses its actions", "ALARM")


# Composite alarms follow the alarms in their rules.
@patch(CloudWatchBackend)
def set_alarm_state(self, alarm_name, reason, reason_data, state_value):
    set_alarm_state.original(self, alarm_name, reason, reason_data, state_value)
    _evaluate_composites(self)
