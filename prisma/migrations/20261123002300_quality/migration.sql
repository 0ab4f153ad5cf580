-- AlterTable
ALTER TABLE "organisation" ADD COLUMN "visitor_days" SMALLINT NOT NULL DEFAULT 90;
ALTER TABLE "visitor" ADD COLUMN "datacentre_at" TIMESTAMPTZ(3);
ALTER TABLE "visitor_flag" ALTER COLUMN "bot" DROP NOT NULL;
ALTER TABLE "consent_entry" ADD COLUMN "consent_id" TEXT;

-- CreateTable
CREATE TABLE "event_day" (
    "org_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "events" INTEGER NOT NULL,
    "bots" INTEGER NOT NULL,
    CONSTRAINT "event_day_pkey" PRIMARY KEY ("org_id","day","source")
);
CREATE TABLE "event_day_mark" (
    "org_id" UUID NOT NULL,
    "counted_before" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "event_day_mark_pkey" PRIMARY KEY ("org_id")
);

-- CreateIndex
CREATE INDEX "visitor_org_id_last_seen_at_idx" ON "visitor"("org_id", "last_seen_at");
CREATE UNIQUE INDEX "consent_entry_org_id_consent_id_key" ON "consent_entry"("org_id", "consent_id");

-- By hand: what runs out is found by its time, and is written down once, whoever looks.
CREATE INDEX consent_expiring ON consent_entry (org_id, expires_at) WHERE expires_at IS NOT NULL;
CREATE UNIQUE INDEX consent_expired_once ON consent_entry (org_id, person_id, purpose, occurred_at) WHERE status = 'expired';
-- By hand: bots' events are few among all.
CREATE INDEX event_of_bots ON event (org_id, occurred_at) WHERE bot IS NOT NULL;

ALTER TABLE organisation ADD CONSTRAINT organisation_visitor_days CHECK (visitor_days BETWEEN 1 AND 3650);
ALTER TABLE consent_entry ADD CONSTRAINT consent_entry_id CHECK (length(consent_id) BETWEEN 1 AND 200);
ALTER TABLE event_day ADD CONSTRAINT event_day_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE event_day_mark ADD CONSTRAINT event_day_mark_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['event_day', 'event_day_mark'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO leadlift_app', name);
  END LOOP;
END
$$;
