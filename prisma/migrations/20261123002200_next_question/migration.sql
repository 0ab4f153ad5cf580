-- AlterTable
ALTER TABLE "lead" ADD COLUMN "next_question" JSONB,
ADD COLUMN "not_asked" JSONB NOT NULL DEFAULT '{}';
