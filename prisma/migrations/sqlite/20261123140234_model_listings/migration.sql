-- CreateTable
CREATE TABLE "model_listings" (
    "source" TEXT NOT NULL PRIMARY KEY,
    "models" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);
