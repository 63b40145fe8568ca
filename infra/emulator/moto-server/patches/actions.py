"""Every action is logged; one that moto lacks is refused at once.

moto answers a missing action with a server error, which AWS SDKs try again for minutes: an operation seemed to hang.
"""

import sys
import time

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, BaseResponse

from .patching import patch


class ActionNotImplemented(ServiceException):
    code = "NotImplementedException"


def _log(text: str) -> None:
    """Written before the answer, so that a test that has the answer finds the line, and at once: print writes the end
    of the line by itself, and lines of other threads came in between."""
    sys.stderr.write(f"emulator {text}\n")
    sys.stderr.flush()


# moto's own log has the path of a request, which is "/" for most services.
@patch(BaseResponse)
def call_action(self):
    started = time.perf_counter()
    try:
        answer = call_action.original(self)
    except NotImplementedError as error:
        _log(f"lacks {self.service_name}: {error}")
        return self.serialized(ActionResult(ActionNotImplemented(f"emulator: {error}")))
    _log(f"answers {self.service_name} {self._get_action()}: {answer[0]} after {(time.perf_counter() - started) * 1000:.0f} ms")
    return answer
