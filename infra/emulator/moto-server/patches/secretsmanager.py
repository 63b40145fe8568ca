"""Secrets Manager: when the versions of a secret were made."""

import json

from moto.secretsmanager.models import SecretsManagerBackend

from .patching import patch


# moto says that each version was made now.
@patch(SecretsManagerBackend)
def list_secret_version_ids(self, secret_id):
    answer = json.loads(list_secret_version_ids.original(self, secret_id))
    made = {key: version["createdate"] for key, version in self.secrets[secret_id].versions.items()}
    versions = [{**each, "CreatedDate": made[each["VersionId"]]} for each in answer["Versions"]]
    return json.dumps({**answer, "Versions": versions})
