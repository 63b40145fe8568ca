/**
 * Metrics that AWS writes, by namespace, as far as alarms and runbooks use them, with the dimensions they have there. Read
 * off the CloudWatch pages of each service's guide in November 2026. An alarm on a metric that nobody writes never fires,
 * and nothing else would tell.
 */
export const awsMetrics: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'AWS/ApplicationELB': {
    ActiveConnectionCount: ['LoadBalancer'],
    HTTPCode_ELB_502_Count: ['LoadBalancer'],
    HTTPCode_ELB_503_Count: ['LoadBalancer'],
    HTTPCode_ELB_504_Count: ['LoadBalancer'],
    HTTPCode_ELB_5XX_Count: ['LoadBalancer'],
    HTTPCode_Target_5XX_Count: ['LoadBalancer'],
    HealthyHostCount: ['LoadBalancer', 'TargetGroup'],
    RejectedConnectionCount: ['LoadBalancer'],
    RequestCount: ['LoadBalancer'],
    TargetResponseTime: ['LoadBalancer', 'TargetGroup'],
    UnHealthyHostCount: ['LoadBalancer', 'TargetGroup'],
  },
  /** Written where there is something to count. */
  'AWS/Backup': { NumberOfBackupJobsCompleted: ['BackupVaultName', 'ResourceType'] },
  'AWS/CertificateManager': { DaysToExpiry: ['CertificateArn'] },
  'AWS/ECS': {
    CPUUtilization: ['ClusterName', 'ServiceName'],
    MemoryUtilization: ['ClusterName', 'ServiceName'],
  },
  'AWS/EFS': { ClientConnections: ['FileSystemId'], PercentIOLimit: ['FileSystemId'] },
  'AWS/Events': { TriggeredRules: ['RuleName'] },
  'AWS/Logs': { EMFParsingErrors: ['LogGroupName'], EMFValidationErrors: ['LogGroupName'] },
  'AWS/RDS': {
    CPUCreditBalance: ['DBInstanceIdentifier'],
    CPUSurplusCreditsCharged: ['DBInstanceIdentifier'],
    CPUUtilization: ['DBInstanceIdentifier'],
    DatabaseConnections: ['DBInstanceIdentifier'],
    FreeStorageSpace: ['DBInstanceIdentifier'],
    FreeableMemory: ['DBInstanceIdentifier'],
    SwapUsage: ['DBInstanceIdentifier'],
  },
  /** Only where Container Insights is on. */
  'ECS/ContainerInsights': {
    DesiredTaskCount: ['ClusterName', 'ServiceName'],
    RunningTaskCount: ['ClusterName', 'ServiceName'],
  },
}
