"""ECR: repositories may be those of a registry on this machine."""

import os

from moto.ecr.models import Repository

from .patching import patch

REGISTRY = os.environ.get("EMULATOR_REGISTRY")  # HOST:PORT


# Images are pushed to where a repository says it is. The host that moto makes up is AWS's own.
@patch(Repository)
def __init__(self, *arguments, **named):
    __init__.original(self, *arguments, **named)
    if REGISTRY:
        self.uri = f"{REGISTRY}/{self.name}"
