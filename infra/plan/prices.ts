export const priceList = { what: 'US East (N. Virginia) list prices', date: 'November 2026' } as const

/**
 * AWS list prices in USD, US East (N. Virginia), without free tiers. Taken in November 2026 from the price pages
 * (price-pages.ts) and cost notes of other tools, not from a bill: check before relying on a sum. Other regions are up
 * to a third dearer.
 */
export const prices = {
  fargate: {
    arm64: { vcpuHour: 0.032_38, gibHour: 0.003_56 },
    x86_64: { vcpuHour: 0.040_48, gibHour: 0.004_445 },
  },
  /** Share of the Fargate price that Spot costs. AWS sets it by supply, 30 to 50 %; this is the middle. */
  spotShare: 0.4,
  balancerHour: 0.0225,
  balancerUnitHour: 0.008,
  publicAddressHour: 0.005,
  natHour: 0.045,
  natGib: 0.045,
  databaseHour: {
    'db.t4g.micro': 0.016,
    'db.t4g.small': 0.032,
    'db.t4g.medium': 0.065,
    'db.t4g.large': 0.129,
    'db.m6g.large': 0.159,
    'db.m7g.large': 0.168,
  } as Readonly<Record<string, number>>, // looked up by whatever class the settings name
  databaseGib: 0.115,
  databaseBackupGib: 0.095,
  volumeGib: 0.3,
  backupGib: 0.05,
  imageGib: 0.1,
  logGib: 0.53,
  secret: 0.4,
  key: 1,
  alarmMetric: 0.1,
  compositeAlarm: 0.5,
  dashboard: 3,
  customMetric: 0.3,
  webFirewall: 5,
  webFirewallRule: 1,
  webFirewallMillion: 0.6,
  bucketGib: 0.023,
  bucketThousandWrites: 0.005,
} as const

/** How much of what is paid by use an estimate assumes a month. */
export const usage = {
  prod: { balancerUnits: 1, natGib: 5, volumeGib: 5, databaseGib: 5, logGib: 5, accessLogGib: 3, millionRequests: 1 },
  dev: {
    balancerUnits: 0.2,
    natGib: 1,
    volumeGib: 1,
    databaseGib: 1,
    logGib: 1,
    accessLogGib: 0.3,
    millionRequests: 0.1,
  },
  imagesGib: 1,
  /** What the application publishes with one model provider; a second one adds six. A test compares. */
  customMetrics: 25,
  /** Each of a load balancer's two nodes writes a log every 5 minutes. */
  accessLogFiles: 2 * 12 * 730,
} as const
