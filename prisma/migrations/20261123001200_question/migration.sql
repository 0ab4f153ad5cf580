-- AlterTable
ALTER TABLE "attribute" ADD COLUMN "question" TEXT;
