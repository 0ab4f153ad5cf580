-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "removing_leads" INTEGER,
ADD COLUMN     "removing_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "send_failed_at" TIMESTAMPTZ(3),
ADD COLUMN     "sent_at" TIMESTAMPTZ(3),
ADD COLUMN     "token_sealed" BYTEA;

-- CreateIndex
CREATE INDEX "audit_entry_org_id_at_id_idx" ON "audit_entry"("org_id", "at", "id");

-- By hand: who is a member in which role is changed in the transaction that audits it, in one's own organisation only.
CREATE POLICY tenant_role ON auth."member" FOR UPDATE TO leadlift_app
  USING ("organizationId" = app_org()) WITH CHECK ("organizationId" = app_org());
CREATE POLICY tenant_joins ON auth."member" FOR INSERT TO leadlift_app WITH CHECK ("organizationId" = app_org());
GRANT UPDATE ("role"), INSERT ("id", "organizationId", "userId", "role", "createdAt") ON auth."member" TO leadlift_app;

-- The sample that somebody removed does not come back with the next start.
CREATE TABLE installation.sample_removal (
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  removed_at timestamptz(3) NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, DELETE ON installation.sample_removal TO leadlift_app;
