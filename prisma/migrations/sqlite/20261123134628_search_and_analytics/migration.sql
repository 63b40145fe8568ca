-- AlterTable
ALTER TABLE "runs" ADD COLUMN "cost" REAL;
ALTER TABLE "runs" ADD COLUMN "duration_ms" INTEGER;
ALTER TABLE "runs" ADD COLUMN "ended_on" TEXT;
ALTER TABLE "runs" ADD COLUMN "enhancer" TEXT;
ALTER TABLE "runs" ADD COLUMN "input_tokens" INTEGER;
ALTER TABLE "runs" ADD COLUMN "iterations" INTEGER;
ALTER TABLE "runs" ADD COLUMN "outcome" TEXT;
ALTER TABLE "runs" ADD COLUMN "output_tokens" INTEGER;
ALTER TABLE "runs" ADD COLUMN "projection" INTEGER;
ALTER TABLE "runs" ADD COLUMN "verdict" TEXT;

-- CreateTable
CREATE TABLE "run_texts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "run_id" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "best" TEXT,
    "notes" TEXT,
    CONSTRAINT "run_texts_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "run_texts_run_id_key" ON "run_texts"("run_id");

-- CreateIndex
CREATE INDEX "runs_ended_on_idx" ON "runs"("ended_on");

-- Words of run_texts, separated by spaces: app/storage/search/words.ts decides what a word is, so `ascii`, which takes
-- all else as part of one, only cuts at the spaces.
CREATE VIRTUAL TABLE "run_search" USING fts5("prompt", "best", "notes", content='', contentless_delete=1, tokenize='ascii');

CREATE TRIGGER "run_texts_deleted" AFTER DELETE ON "run_texts" BEGIN
    DELETE FROM "run_search" WHERE "rowid" = old."id";
END;
