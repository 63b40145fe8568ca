-- CreateTable
CREATE TABLE "lessons" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "task_kind" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "retired_at" DATETIME,
    "restored_at" DATETIME,
    "note" TEXT
);

-- CreateTable
CREATE TABLE "lesson_evidence" (
    "lesson_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "uplift" REAL NOT NULL,
    "lower" REAL NOT NULL,
    "upper" REAL NOT NULL,
    "pairs" INTEGER NOT NULL,
    "shared" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("lesson_id", "run_id"),
    CONSTRAINT "lesson_evidence_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lessons" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "lesson_trials" (
    "lesson_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "offered" BOOLEAN NOT NULL,
    "uplift" REAL NOT NULL,
    "pairs" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("lesson_id", "run_id"),
    CONSTRAINT "lesson_trials_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lessons" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "lessons_origin_task_kind_language_created_at_idx" ON "lessons"("origin", "task_kind", "language", "created_at");
