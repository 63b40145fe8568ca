"""An answer that was lost on its way is given again.

The AWS SDK for Go closes the body of a request as soon as the answer begins. A server on the same machine is so fast
that the body may still be in use then, upon which Go drops the connection, with the answer (aws/aws-sdk-go-v2, issues
1825 and 2737). The SDK asks again under the same invocation id; a creation would then find that its own is already there.
"""

import threading
from collections import OrderedDict

from moto.core.responses import BaseResponse

from .patching import patch

LONGEST_MEMORY = 1000  # answers; a second attempt comes within a second
ANSWERS: OrderedDict[str, tuple] = OrderedDict()  # invocation id -> what was answered
LOCK = threading.Lock()


@patch(BaseResponse)
def call_action(self):
    invocation = self.headers.get("amz-sdk-invocation-id")
    with LOCK:
        known = ANSWERS.get(invocation)
    answer = known or call_action.original(self)
    # A refusal is none of these: its repetition is a new try.
    if invocation and answer[0] < 300:
        with LOCK:
            ANSWERS[invocation] = answer
            while len(ANSWERS) > LONGEST_MEMORY:
                ANSWERS.popitem(last=False)
    return answer
