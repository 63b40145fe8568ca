"""Elastic Load Balancing: a load balancer works at once."""

from moto.elbv2.models import ELBv2Backend

from .patching import patch

# A load balancer works at once: no "provisioning" that nothing waits for.
@patch(ELBv2Backend)
def create_load_balancer(self, *arguments, **named):
    balancer = create_load_balancer.original(self, *arguments, **named)
    balancer.activate()
    return balancer
