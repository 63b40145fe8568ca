"""CloudWatch Logs: which streams are searched."""

import json

from moto.logs.responses import LogsResponse

from .patching import patch


# moto searches all streams of a group, whatever their names are asked to begin with.
@patch(LogsResponse)
def filter_log_events(self):
    answer = filter_log_events.original(self)
    prefix = self._get_param("logStreamNamePrefix")
    if not prefix:
        return answer
    found = json.loads(answer)
    found["events"] = [event for event in found["events"] if event["logStreamName"].startswith(prefix)]
    return json.dumps(found)
