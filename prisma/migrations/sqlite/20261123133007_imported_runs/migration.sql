-- AlterTable
ALTER TABLE "runs" ADD COLUMN "content_hash" TEXT;
ALTER TABLE "runs" ADD COLUMN "exported_by" TEXT;
ALTER TABLE "runs" ADD COLUMN "imported_from" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "runs_content_hash_key" ON "runs"("content_hash");
