"""An action that moto lacks is refused at once, and told of.

moto answers with a server error, which AWS SDKs try again for minutes: an operation that met one seemed to hang.
"""

import sys

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, BaseResponse

from .patching import patch


class ActionNotImplemented(ServiceException):
    code = "NotImplementedException"


@patch(BaseResponse)
def call_action(self):
    try:
        return call_action.original(self)
    except NotImplementedError as error:
        # Before the answer, so that a test that has the answer finds the line.
        print(f"emulator lacks {self.service_name}: {error}", file=sys.stderr, flush=True)
        return self.serialized(ActionResult(ActionNotImplemented(f"emulator: {error}")))
