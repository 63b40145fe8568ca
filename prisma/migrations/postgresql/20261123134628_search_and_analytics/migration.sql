-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "cost" DOUBLE PRECISION,
ADD COLUMN     "duration_ms" INTEGER,
ADD COLUMN     "ended_on" TEXT,
ADD COLUMN     "enhancer" TEXT,
ADD COLUMN     "input_tokens" INTEGER,
ADD COLUMN     "iterations" INTEGER,
ADD COLUMN     "outcome" TEXT,
ADD COLUMN     "output_tokens" INTEGER,
ADD COLUMN     "projection" INTEGER,
ADD COLUMN     "verdict" TEXT;

-- CreateTable
CREATE TABLE "run_texts" (
    "id" SERIAL NOT NULL,
    "run_id" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "best" TEXT,
    "notes" TEXT,

    CONSTRAINT "run_texts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "run_texts_run_id_key" ON "run_texts"("run_id");

-- CreateIndex
CREATE INDEX "runs_ended_on_idx" ON "runs"("ended_on");

-- AddForeignKey
ALTER TABLE "run_texts" ADD CONSTRAINT "run_texts_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Words of run_texts: app/storage/search/words.ts decides what a word is, so no parser or dictionary of PostgreSQL does.
CREATE TABLE "run_search" (
    "id" INTEGER NOT NULL,
    "vector" TSVECTOR NOT NULL,

    CONSTRAINT "run_search_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "run_search_vector_idx" ON "run_search" USING GIN ("vector");

-- AddForeignKey
ALTER TABLE "run_search" ADD CONSTRAINT "run_search_id_fkey" FOREIGN KEY ("id") REFERENCES "run_texts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
