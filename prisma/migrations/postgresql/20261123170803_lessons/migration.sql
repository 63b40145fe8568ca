-- CreateTable
CREATE TABLE "lessons" (
    "id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "task_kind" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "retired_at" TIMESTAMP(3),
    "restored_at" TIMESTAMP(3),
    "note" TEXT,

    CONSTRAINT "lessons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lesson_evidence" (
    "lesson_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "uplift" DOUBLE PRECISION NOT NULL,
    "lower" DOUBLE PRECISION NOT NULL,
    "upper" DOUBLE PRECISION NOT NULL,
    "pairs" INTEGER NOT NULL,
    "shared" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "lesson_evidence_pkey" PRIMARY KEY ("lesson_id","run_id")
);

-- CreateTable
CREATE TABLE "lesson_trials" (
    "lesson_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "offered" BOOLEAN NOT NULL,
    "uplift" DOUBLE PRECISION NOT NULL,
    "pairs" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "lesson_trials_pkey" PRIMARY KEY ("lesson_id","run_id")
);

-- CreateIndex
CREATE INDEX "lessons_origin_task_kind_language_created_at_idx" ON "lessons"("origin", "task_kind", "language", "created_at");

-- AddForeignKey
ALTER TABLE "lesson_evidence" ADD CONSTRAINT "lesson_evidence_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lessons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_trials" ADD CONSTRAINT "lesson_trials_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lessons"("id") ON DELETE CASCADE ON UPDATE CASCADE;
