-- CreateTable
CREATE TABLE "meta_prompt_versions" (
    "role" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,

    PRIMARY KEY ("role", "version")
);

-- CreateTable
CREATE TABLE "active_meta_prompts" (
    "role" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL
);
