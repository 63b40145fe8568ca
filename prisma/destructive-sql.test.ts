import { expect, test } from 'vitest'
import { destructiveSteps } from './destructive-sql.ts'

test.each([
  'DROP TABLE "runs"',
  'ALTER TABLE "runs" DROP COLUMN "status"',
  'ALTER TABLE "runs" DROP CONSTRAINT "runs_pkey"',
  'ALTER TABLE "runs" RENAME COLUMN "status" TO "state"',
  'ALTER TABLE "runs" RENAME TO "run"',
  'ALTER TABLE "runs" ADD COLUMN "a" INTEGER NOT NULL',
  'ALTER TABLE "runs" ADD COLUMN "a" INTEGER NOT NULL DEFAULT 0,\nADD COLUMN "b" INTEGER NOT NULL',
  'ALTER TABLE "runs" ADD COLUMN "a" TEXT NOT NULL, ADD COLUMN "b" TEXT DEFAULT \'x\'',
  'ALTER TABLE "runs" ALTER COLUMN "a" SET NOT NULL',
  'ALTER TABLE "runs" ALTER COLUMN "a" SET DATA TYPE BIGINT',
  'ALTER TABLE "runs" ALTER COLUMN "a" TYPE BIGINT',
  'CREATE TABLE a (b TEXT);\nDELETE FROM "runs"',
  '-- a comment\nTRUNCATE "runs"',
  '-- breaks-old-code: short\nDROP TABLE "runs"',
])('finds what breaks a running version: %s', (sql) => {
  expect(destructiveSteps(sql)).toHaveLength(1)
})

test.each([
  'CREATE TABLE "a" ("b" TEXT NOT NULL)',
  'ALTER TABLE "runs" ADD COLUMN "a" INTEGER',
  'ALTER TABLE "runs" ADD COLUMN "a" INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE "runs" ADD COLUMN "a" TEXT DEFAULT \'DROP TABLE x\'',
  'ALTER TABLE "runs" ALTER COLUMN "a" DROP NOT NULL',
  'DROP INDEX "runs_status_idx"',
  'CREATE INDEX "a" ON "runs"("status")',
  '-- DROP TABLE "runs"',
  'ALTER TABLE "e" ADD CONSTRAINT "f" FOREIGN KEY ("r") REFERENCES "runs"("id") ON DELETE CASCADE',
  '-- breaks-old-code: no version since 2.0 reads it\nALTER TABLE "runs" DROP COLUMN "a"',
])('lets pass what only expands, and what is marked with a reason: %s', (sql) => {
  expect(destructiveSteps(sql)).toEqual([])
})
