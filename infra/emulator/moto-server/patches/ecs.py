"""ECS: services reach their steady state, and keep what they were given."""

from moto.core.utils import camelcase_to_underscores, utcnow
from moto.ecs.models import EC2ContainerServiceBackend, Service
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.moto_api._internal import mock_random

from .patching import patch

# Inputs of a service that moto takes at creation and forgets, with what AWS answers when they are not given.
SERVICE_DEFAULTS = {
    "deploymentConfiguration": {"maximumPercent": 200, "minimumHealthyPercent": 100, "deploymentCircuitBreaker": {"enable": False, "rollback": False}},
    "enableExecuteCommand": False, "healthCheckGracePeriodSeconds": None, "availabilityZoneRebalancing": "DISABLED",
    "enableECSManagedTags": False, "capacityProviderStrategy": [], "placementConstraints": [], "placementStrategy": [],
}


def _settle(backend: EC2ContainerServiceBackend, service: Service, deploy: bool) -> None:
    """Brings a service to its steady state: all tasks run, one completed deployment of the current task definition."""
    cluster = backend._get_cluster(service.cluster_name)
    cluster.running_tasks_count += service.desired_count - service.running_count
    cluster.pending_tasks_count -= service.pending_count
    service.running_count, service.pending_count = service.desired_count, 0
    if service.deployment_controller["type"] != "ECS":
        return
    definition = backend.describe_task_definition(service.task_definition)
    service.task_definition = definition.arn
    old = service.deployments[0] if service.deployments else {}
    key = f"ecs-svc/{mock_random.randint(10**18, 10**19)}" if deploy or "id" not in old else old["id"]
    service.deployments = [{
        **old, "id": key, "status": "PRIMARY", "taskDefinition": definition.arn, "desiredCount": service.desired_count, "updatedAt": utcnow(),
        "createdAt": utcnow() if deploy else old["createdAt"], "runningCount": service.desired_count, "pendingCount": 0, "failedTasks": 0,
        "networkConfiguration": service.network_configuration or None, "launchType": service.launch_type,
        "rolloutState": "COMPLETED", "rolloutStateReason": f"ECS deployment {key} completed.",
    }]
    if deploy:
        text = f"(service {service.name}) has reached a steady state."
        service.events.insert(0, {"id": str(mock_random.uuid4()), "createdAt": utcnow(), "message": text})


# The forgotten inputs made every following preview show a change, and the wait for a steady state never ended.
@patch(EC2ContainerServiceResponse)
def create_service(self):
    answer = create_service.original(self)
    service = answer._result["service"]
    for name, default in SERVICE_DEFAULTS.items():
        given = self._get_param(name)
        if isinstance(default, dict):
            given = {**default, **(given or {})}
        setattr(service, camelcase_to_underscores(name), default if given is None else given)
    if service.capacity_provider_strategy:
        service.launch_type = None  # AWS answers one of the two
    _settle(self.ecs_backend, service, deploy=True)
    return answer


@patch(EC2ContainerServiceResponse)
def update_service(self):
    service = self.ecs_backend._get_service(self._get_param("cluster", "default"), self._get_param("service").split("/")[-1])
    before, configuration = service.task_definition, getattr(service, "deployment_configuration", {})
    answer = update_service.original(self)
    service.deployment_configuration = {**configuration, **(self._get_param("deploymentConfiguration") or {})}
    _settle(self.ecs_backend, service, deploy=bool(self._get_param("forceNewDeployment")) or service.task_definition != before)
    return answer


# On Fargate the memory is the task's, and a container needs none of its own; moto adds up what the containers have.
# A task has the time of its creation, by which the youngest is found.
@patch(EC2ContainerServiceResponse)
def run_task(self):
    definition = self.ecs_backend.describe_task_definition(self._get_param("taskDefinition"))
    containers = definition.container_definitions
    definition.container_definitions = [{"memory": 0, **container} for container in containers]
    try:
        answer = run_task.original(self)
        for task in answer._result["tasks"]:
            task.created_at = utcnow()
        return answer
    finally:
        definition.container_definitions = containers
