-- AlterTable: the contact points of before were looked at by the first definition, where they were looked at.
ALTER TABLE "contact_point" ADD COLUMN "traits_version" SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE "contact_point" ALTER COLUMN "traits_version" SET DEFAULT 0;
ALTER TABLE contact_point NO FORCE ROW LEVEL SECURITY;
UPDATE contact_point SET traits_version = 0 WHERE traits = '{}';
ALTER TABLE contact_point FORCE ROW LEVEL SECURITY;

-- CreateTable
CREATE TABLE "contact_past" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "contact_id" UUID NOT NULL,
    "traits" JSONB NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "contact_past_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "import_undo" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "cursor" TEXT,
    "step" TEXT NOT NULL DEFAULT 'created',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "removed" INTEGER NOT NULL DEFAULT 0,
    "restored" INTEGER NOT NULL DEFAULT 0,
    "kept" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    CONSTRAINT "import_undo_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "import_activity" (
    "org_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "activity_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "import_activity_pkey" PRIMARY KEY ("org_id","import_id","activity_id","version")
);
CREATE TABLE "import_change" (
    "org_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "lead_id" UUID,
    "listing_id" UUID,
    "before" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "import_change_pkey" PRIMARY KEY ("org_id","import_id","subject_id")
);

-- CreateIndex
DROP INDEX contact_point_without_traits;
CREATE INDEX "contact_point_org_id_traits_version_id_idx" ON "contact_point"("org_id", "traits_version", "id");
CREATE INDEX "contact_past_org_id_contact_id_replaced_at_idx" ON "contact_past"("org_id", "contact_id", "replaced_at");
CREATE INDEX "import_activity_org_id_activity_id_idx" ON "import_activity"("org_id", "activity_id");

-- By hand: references carry the organisation; what was known of a lead or a contact goes with it.
ALTER TABLE contact_past ADD CONSTRAINT contact_past_contact FOREIGN KEY (org_id, contact_id) REFERENCES contact_point (org_id, id) ON DELETE CASCADE;
ALTER TABLE import_undo ADD CONSTRAINT import_undo_import FOREIGN KEY (org_id, id) REFERENCES import (org_id, id) ON DELETE CASCADE;
ALTER TABLE import_undo ADD CONSTRAINT import_undo_status CHECK (status IN ('queued', 'running', 'done', 'failed'));
ALTER TABLE import_undo ADD CONSTRAINT import_undo_step CHECK (step IN ('created', 'changed'));
ALTER TABLE import_activity ADD CONSTRAINT import_activity_import FOREIGN KEY (org_id, import_id) REFERENCES import (org_id, id) ON DELETE CASCADE;
ALTER TABLE import_change ADD CONSTRAINT import_change_import FOREIGN KEY (org_id, import_id) REFERENCES import (org_id, id) ON DELETE CASCADE;
ALTER TABLE import_change ADD CONSTRAINT import_change_lead FOREIGN KEY (org_id, lead_id) REFERENCES lead (org_id, id) ON DELETE CASCADE;
ALTER TABLE import_change ADD CONSTRAINT import_change_listing FOREIGN KEY (org_id, listing_id) REFERENCES listing (org_id, id) ON DELETE CASCADE;
ALTER TABLE import_change ADD CONSTRAINT import_change_subject CHECK (subject_id = coalesce(lead_id, listing_id) AND num_nulls(lead_id, listing_id) = 1);
CREATE INDEX import_change_lead ON import_change (org_id, lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX import_change_listing ON import_change (org_id, listing_id) WHERE listing_id IS NOT NULL;
CREATE INDEX listing_import ON listing (org_id, import_id) WHERE import_id IS NOT NULL;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['contact_past', 'import_undo', 'import_activity', 'import_change'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO leadlift_app', name);
  END LOOP;
END
$$;
REVOKE UPDATE, DELETE ON contact_past FROM leadlift_app;
