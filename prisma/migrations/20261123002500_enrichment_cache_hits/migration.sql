-- AlterTable
ALTER TABLE "enrichment_budget" ADD COLUMN "cached" INTEGER NOT NULL DEFAULT 0;

-- By hand
ALTER TABLE enrichment_budget ADD CONSTRAINT enrichment_budget_cached CHECK (cached >= 0);
