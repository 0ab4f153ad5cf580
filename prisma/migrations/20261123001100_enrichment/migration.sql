-- CreateTable
CREATE TABLE "enrichment_provider" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "settings" JSONB NOT NULL,
    "secret_sealed" BYTEA,
    "monthly_budget" INTEGER NOT NULL,
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(3),
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "enrichment_provider_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "enrichment_result" (
    "org_id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "key" BYTEA NOT NULL,
    "person_id" UUID,
    "claim_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "values_sealed" BYTEA,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "enrichment_result_pkey" PRIMARY KEY ("org_id","provider_id","key")
);
CREATE TABLE "enrichment_budget" (
    "org_id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "enrichment_budget_pkey" PRIMARY KEY ("org_id","provider_id","month")
);

-- CreateIndex
CREATE UNIQUE INDEX "enrichment_provider_org_id_name_key" ON "enrichment_provider"("org_id", "name");
CREATE INDEX "enrichment_result_org_id_person_id_idx" ON "enrichment_result"("org_id", "person_id");
CREATE INDEX "enrichment_result_org_id_expires_at_idx" ON "enrichment_result"("org_id", "expires_at");

-- By hand: references carry the organisation; what was learnt of a person goes with the person.
ALTER TABLE enrichment_provider ADD CONSTRAINT enrichment_provider_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE enrichment_provider ADD CONSTRAINT enrichment_provider_budget CHECK (monthly_budget >= 0);
ALTER TABLE enrichment_result ADD CONSTRAINT enrichment_result_provider FOREIGN KEY (org_id, provider_id) REFERENCES enrichment_provider (org_id, id) ON DELETE CASCADE;
ALTER TABLE enrichment_result ADD CONSTRAINT enrichment_result_person FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id) ON DELETE CASCADE;
ALTER TABLE enrichment_result ADD CONSTRAINT enrichment_result_status CHECK (status IN ('asking', 'found', 'unknown'));
ALTER TABLE enrichment_result ADD CONSTRAINT enrichment_result_values CHECK ((status = 'found') = (values_sealed IS NOT NULL));
ALTER TABLE enrichment_budget ADD CONSTRAINT enrichment_budget_provider FOREIGN KEY (org_id, provider_id) REFERENCES enrichment_provider (org_id, id) ON DELETE CASCADE;
ALTER TABLE enrichment_budget ADD CONSTRAINT enrichment_budget_used CHECK (used >= 0);

-- By hand: contact points that were taken before their traits were looked at. Each leaves the index as it is filled.
CREATE INDEX contact_point_without_traits ON contact_point (org_id, id) WHERE traits = '{}';

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['enrichment_provider', 'enrichment_result', 'enrichment_budget'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO leadlift_app', name);
  END LOOP;
END
$$;
