-- CreateTable
CREATE TABLE "model_listings" (
    "source" TEXT NOT NULL,
    "models" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "model_listings_pkey" PRIMARY KEY ("source")
);
