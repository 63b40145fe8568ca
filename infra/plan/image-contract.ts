/**
 * What the Dockerfile promises and the task definition relies on; a test reads both.
 * The server is started with no argument; `migrate` applies the migrations to DATABASE_URL and exits 0, or not 0.
 */
export const imageContract = Object.freeze({
  port: 8080,
  /** User and group that own /data. */
  uid: 10_001,
  dataFolder: '/data',
  temporaryFolder: '/tmp',
  server: ['node', 'dist/server.js'],
  migration: ['node', 'dist/server.js', 'migrate'],
  livePath: '/api/health/live',
  readyPath: '/api/health/ready',
  workingFolder: '/mpla',
  /** Certificates of every RDS authority, PEM. */
  rdsCertificates: '/mpla/rds-ca.pem',
})
