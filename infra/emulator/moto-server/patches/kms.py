"""KMS: keys that AWS manages."""

from moto.kms.models import KmsBackend

from .patching import patch


# AWS makes these when a service first encrypts with its own key; moto calls them keys of the customer.
@patch(KmsBackend)
def _generate_default_keys(self, alias_name):
    key_id = _generate_default_keys.original(self, alias_name)
    if key_id:
        self.keys[key_id].key_manager = "AWS"
    return key_id
