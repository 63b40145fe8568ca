/**
 * An example of a Prometheus that loads the rules. Whoever has one already takes over `rule_files`, the job and the two
 * lines about `runbooks`.
 */
export const prometheusConfig = {
  global: {
    // Values are taken over a minute, which must hold some scrapes.
    scrape_interval: '15s',
    // Where runbooks/ can be read, for the links in alerts.
    external_labels: { runbooks: 'https://git.example.com/mpla/blob/main/runbooks' },
  },
  rule_files: ['alerts.yaml'],
  scrape_configs: [
    {
      job_name: 'mpla',
      metrics_path: '/api/metrics',
      authorization: { credentials_file: '/etc/prometheus/secrets/mpla-access-token' },
      static_configs: [{ targets: ['127.0.0.1:8080'] }],
    },
  ],
  alerting: {
    // Only the rules need it; in Alertmanager it would be one more label of each alert.
    alert_relabel_configs: [{ regex: 'runbooks', action: 'labeldrop' }],
    alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:9093'] }] }],
  },
} as const
