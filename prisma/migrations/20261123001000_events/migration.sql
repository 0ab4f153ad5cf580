-- The old table was written by the sample brokerage only. Its rows move; FORCE would hide them from the owner.
ALTER TABLE event RENAME TO event_before;
ALTER TABLE event_before RENAME CONSTRAINT event_pkey TO event_before_pkey;
ALTER TABLE event_before DROP CONSTRAINT event_org_id_lead_id_fkey;
ALTER INDEX event_org_id_lead_id_occurred_at_idx RENAME TO event_before_idx;
ALTER TABLE event_before NO FORCE ROW LEVEL SECURITY;

-- AlterTable
ALTER TABLE "organisation" ADD COLUMN "fiscal_year_start" SMALLINT NOT NULL DEFAULT 4;
ALTER TABLE "lead" ADD COLUMN "listing_id" UUID, ADD COLUMN "merged_into" UUID;
ALTER TABLE "contact_point" ADD COLUMN "traits" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "import" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'leads';

-- CreateTable (PARTITION BY added by hand)
CREATE TABLE "event" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "lead_id" UUID,
    "visitor_id" UUID,
    "type" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "properties" JSONB NOT NULL DEFAULT '{}',
    "text_sealed" BYTEA,
    "text_person_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "bot" TEXT,
    "corrects" UUID,
    "retracts" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "event_pkey" PRIMARY KEY ("org_id","received_at","id")
) PARTITION BY RANGE (received_at);

CREATE TABLE "event_dedupe" (
    "org_id" UUID NOT NULL,
    "event_id" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "event_dedupe_pkey" PRIMARY KEY ("org_id","event_id")
);
CREATE TABLE "event_quality" (
    "org_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "slot" SMALLINT NOT NULL,
    "received" INTEGER NOT NULL DEFAULT 0,
    "stored" INTEGER NOT NULL DEFAULT 0,
    "duplicate" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "late" INTEGER NOT NULL DEFAULT 0,
    "clamped" INTEGER NOT NULL DEFAULT 0,
    "bot" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "event_quality_pkey" PRIMARY KEY ("org_id","day","source","slot")
);
CREATE TABLE "visitor" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "visitor_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "visitor_link" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "visitor_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3),
    "cause" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    CONSTRAINT "visitor_link_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "visitor_flag" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "visitor_id" UUID NOT NULL,
    "bot" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "visitor_flag_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "lead_merge" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kept_id" UUID NOT NULL,
    "merged_id" UUID NOT NULL,
    "actor_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by" UUID,
    CONSTRAINT "lead_merge_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "lead_past" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "lead_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT,
    "city" TEXT,
    "budget_min_paise" BIGINT,
    "budget_max_paise" BIGINT,
    "attributes" JSONB NOT NULL,
    "listing_id" UUID,
    "enquired_at" TIMESTAMPTZ(3),
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "lead_past_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "listing" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "project" TEXT,
    "type" TEXT,
    "price_min_paise" BIGINT,
    "price_max_paise" BIGINT,
    "city" TEXT,
    "locality" TEXT,
    "status" TEXT NOT NULL DEFAULT 'available',
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "import_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "listing_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "listing_past" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "listing_id" UUID NOT NULL,
    "project" TEXT,
    "type" TEXT,
    "price_min_paise" BIGINT,
    "price_max_paise" BIGINT,
    "city" TEXT,
    "locality" TEXT,
    "status" TEXT NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "listing_past_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "lead_state" (
    "org_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "state" JSON NOT NULL,
    "set_version" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "score_promised_at" TIMESTAMPTZ(3),
    CONSTRAINT "lead_state_pkey" PRIMARY KEY ("org_id","lead_id")
);
CREATE TABLE "lead_vector" (
    "org_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "set_version" INTEGER NOT NULL,
    "state_version" INTEGER NOT NULL,
    "lead_version" INTEGER NOT NULL,
    "values" DOUBLE PRECISION[],
    "stale_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "lead_vector_pkey" PRIMARY KEY ("org_id","lead_id")
);
CREATE TABLE "feature_run" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "only_stale" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3),
    "cursor" UUID,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    CONSTRAINT "feature_run_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "api_key" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA,
    "scopes" TEXT[],
    "origins" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" UUID,
    CONSTRAINT "api_key_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "notice" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),
    CONSTRAINT "notice_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "consent_entry" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "notice_hash" BYTEA,
    "locale" TEXT,
    "channel" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    CONSTRAINT "consent_entry_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateIndex
CREATE INDEX "event_org_id_lead_id_occurred_at_idx" ON "event"("org_id", "lead_id", "occurred_at");
CREATE INDEX "visitor_link_org_id_visitor_id_idx" ON "visitor_link"("org_id", "visitor_id");
CREATE INDEX "visitor_link_org_id_lead_id_idx" ON "visitor_link"("org_id", "lead_id");
CREATE INDEX "visitor_flag_org_id_visitor_id_idx" ON "visitor_flag"("org_id", "visitor_id");
CREATE INDEX "lead_merge_org_id_kept_id_idx" ON "lead_merge"("org_id", "kept_id");
CREATE INDEX "lead_merge_org_id_merged_id_idx" ON "lead_merge"("org_id", "merged_id");
CREATE INDEX "lead_past_org_id_lead_id_replaced_at_idx" ON "lead_past"("org_id", "lead_id", "replaced_at");
CREATE UNIQUE INDEX "listing_org_id_external_id_key" ON "listing"("org_id", "external_id");
CREATE INDEX "listing_past_org_id_listing_id_replaced_at_idx" ON "listing_past"("org_id", "listing_id", "replaced_at");
CREATE INDEX "lead_vector_org_id_stale_at_idx" ON "lead_vector"("org_id", "stale_at");
CREATE INDEX "feature_run_org_id_created_at_idx" ON "feature_run"("org_id", "created_at");
CREATE UNIQUE INDEX "api_key_prefix_key" ON "api_key"("prefix");
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");
CREATE UNIQUE INDEX "notice_org_id_purpose_locale_version_key" ON "notice"("org_id", "purpose", "locale", "version");
CREATE INDEX "consent_entry_org_id_person_id_recorded_at_idx" ON "consent_entry"("org_id", "person_id", "recorded_at");

-- By hand: most events have no visitor.
CREATE INDEX event_by_visitor ON event (org_id, visitor_id, occurred_at) WHERE visitor_id IS NOT NULL;

-- By hand: references carry the organisation; what belongs to a lead goes with it.
-- No references from event, event_dedupe and event_quality: checking them locks the lead's and the organisation's row for each
-- event, seven eighths of an insert's time. Whoever deletes takes them along: before, and at each level, because a cascade
-- runs as the tables' owner, whom row-level security shows no rows.
-- What leads did, and what their visitors did as far as it was theirs; who visited as nobody else is forgotten altogether.
CREATE FUNCTION forget_events_of(org uuid, leads uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  visitors uuid[] := ARRAY(SELECT DISTINCT k.visitor_id FROM visitor_link k WHERE k.org_id = org AND k.lead_id = ANY (leads));
BEGIN
  -- Whoever records an event holds these rows: it is there by now and goes too, or comes later and finds no lead.
  PERFORM 1 FROM visitor v WHERE v.org_id = org AND v.id = ANY (visitors) ORDER BY v.id FOR UPDATE;
  PERFORM 1 FROM lead_state s WHERE s.org_id = org AND s.lead_id = ANY (leads) ORDER BY s.lead_id FOR UPDATE;
  DELETE FROM event WHERE org_id = org AND lead_id = ANY (leads);
  -- Otherwise the next link would begin with what the one before it leaves behind.
  DELETE FROM event e USING (
    SELECT k.visitor_id, k.lead_id,
           CASE WHEN row_number() OVER links = 1 THEN '-infinity' ELSE k.from_at END AS since,
           coalesce(lead(k.from_at) OVER links, 'infinity') AS until
      FROM visitor_link k
     WHERE k.org_id = org AND k.visitor_id = ANY (visitors) AND k.revoked_at IS NULL
    WINDOW links AS (PARTITION BY k.visitor_id ORDER BY k.from_at NULLS FIRST, k.recorded_at)) span
   WHERE e.org_id = org AND e.visitor_id = span.visitor_id AND e.lead_id IS NULL AND span.lead_id = ANY (leads)
     AND e.occurred_at >= span.since AND e.occurred_at < span.until;
  DELETE FROM visitor v
   WHERE v.org_id = org AND v.id = ANY (visitors)
     AND NOT EXISTS (SELECT FROM visitor_link k WHERE k.org_id = org AND k.visitor_id = v.id AND k.lead_id <> ALL (leads));
END
$$;
CREATE FUNCTION forget_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'lead' THEN
      PERFORM forget_events_of(OLD.org_id, ARRAY[OLD.id]);
    WHEN 'person' THEN
      PERFORM forget_events_of(OLD.org_id, ARRAY(SELECT l.id FROM lead l WHERE l.org_id = OLD.org_id AND l.person_id = OLD.id));
    WHEN 'visitor' THEN
      DELETE FROM event WHERE org_id = OLD.org_id AND visitor_id = OLD.id AND lead_id IS NULL;
    WHEN 'organisation' THEN
      DELETE FROM event WHERE org_id = OLD.id;
      DELETE FROM event_dedupe WHERE org_id = OLD.id;
      DELETE FROM event_quality WHERE org_id = OLD.id;
  END CASE;
  RETURN OLD;
END
$$;
CREATE TRIGGER forget_events BEFORE DELETE ON lead FOR EACH ROW EXECUTE FUNCTION forget_events();
CREATE TRIGGER forget_events BEFORE DELETE ON visitor FOR EACH ROW EXECUTE FUNCTION forget_events();
CREATE TRIGGER forget_events BEFORE DELETE ON person FOR EACH ROW EXECUTE FUNCTION forget_events();
CREATE TRIGGER forget_events BEFORE DELETE ON organisation FOR EACH ROW EXECUTE FUNCTION forget_events();
ALTER TABLE event ADD CONSTRAINT event_subject CHECK (lead_id IS NOT NULL OR visitor_id IS NOT NULL);
ALTER TABLE event ADD CONSTRAINT event_times CHECK (occurred_at <= recorded_at);
ALTER TABLE event_dedupe ADD CONSTRAINT event_dedupe_id CHECK (length(event_id) BETWEEN 1 AND 200);
ALTER TABLE visitor ADD CONSTRAINT visitor_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE visitor_link ADD CONSTRAINT visitor_link_visitor FOREIGN KEY (org_id, visitor_id) REFERENCES visitor (org_id, id) ON DELETE CASCADE;
ALTER TABLE visitor_link ADD CONSTRAINT visitor_link_lead FOREIGN KEY (org_id, lead_id) REFERENCES lead (org_id, id) ON DELETE CASCADE;
ALTER TABLE visitor_flag ADD CONSTRAINT visitor_flag_visitor FOREIGN KEY (org_id, visitor_id) REFERENCES visitor (org_id, id) ON DELETE CASCADE;
ALTER TABLE lead_merge ADD CONSTRAINT lead_merge_kept FOREIGN KEY (org_id, kept_id) REFERENCES lead (org_id, id) ON DELETE CASCADE;
ALTER TABLE lead_merge ADD CONSTRAINT lead_merge_merged FOREIGN KEY (org_id, merged_id) REFERENCES lead (org_id, id) ON DELETE CASCADE;
ALTER TABLE lead_merge ADD CONSTRAINT lead_merge_two CHECK (kept_id <> merged_id);
CREATE UNIQUE INDEX lead_merged_once ON lead_merge (org_id, merged_id) WHERE undone_at IS NULL;
ALTER TABLE lead ADD CONSTRAINT lead_merged_into FOREIGN KEY (org_id, merged_into) REFERENCES lead (org_id, id) ON DELETE SET NULL (merged_into);
CREATE INDEX lead_merged ON lead (org_id, merged_into) WHERE merged_into IS NOT NULL;
ALTER TABLE lead ADD CONSTRAINT lead_listing FOREIGN KEY (org_id, listing_id) REFERENCES listing (org_id, id) ON DELETE SET NULL (listing_id);
CREATE INDEX lead_listing ON lead (org_id, listing_id) WHERE listing_id IS NOT NULL;
ALTER TABLE lead_past ADD CONSTRAINT lead_past_lead FOREIGN KEY (org_id, lead_id) REFERENCES lead (org_id, id) ON DELETE CASCADE;
ALTER TABLE listing ADD CONSTRAINT listing_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE listing ADD CONSTRAINT listing_import FOREIGN KEY (org_id, import_id) REFERENCES import (org_id, id) ON DELETE SET NULL (import_id);
ALTER TABLE listing ADD CONSTRAINT listing_price CHECK (price_min_paise <= price_max_paise);
ALTER TABLE listing_past ADD CONSTRAINT listing_past_listing FOREIGN KEY (org_id, listing_id) REFERENCES listing (org_id, id) ON DELETE CASCADE;
ALTER TABLE lead_state ADD CONSTRAINT lead_state_lead FOREIGN KEY (org_id, lead_id) REFERENCES lead (org_id, id) ON DELETE CASCADE;
ALTER TABLE lead_state ADD CONSTRAINT lead_state_size CHECK (octet_length(state::text) <= 4096);
-- In the row as far as it fits a page: out of line, reading and writing a state took twice as long.
ALTER TABLE lead_state SET (fillfactor = 70, toast_tuple_target = 8160);
ALTER TABLE lead_state ALTER COLUMN state SET STORAGE MAIN;
ALTER TABLE lead_vector ADD CONSTRAINT lead_vector_lead FOREIGN KEY (org_id, lead_id) REFERENCES lead (org_id, id) ON DELETE CASCADE;
ALTER TABLE feature_run ADD CONSTRAINT feature_run_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE feature_run ADD CONSTRAINT feature_run_status CHECK (status IN ('queued', 'running', 'done', 'failed'));
ALTER TABLE api_key ADD CONSTRAINT api_key_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE api_key ADD CONSTRAINT api_key_scopes CHECK (scopes IS NOT NULL AND origins IS NOT NULL);
ALTER TABLE lead_vector ADD CONSTRAINT lead_vector_values CHECK ("values" IS NOT NULL);
ALTER TABLE api_key ADD CONSTRAINT api_key_kind CHECK ((kind = 'secret' AND length(hash) = 32) OR (kind = 'site' AND hash IS NULL));
ALTER TABLE notice ADD CONSTRAINT notice_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE consent_entry ADD CONSTRAINT consent_entry_person FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id) ON DELETE CASCADE;
ALTER TABLE consent_entry ADD CONSTRAINT consent_entry_status CHECK (status IN ('given', 'withdrawn', 'expired', 'legacy'));
ALTER TABLE consent_entry ADD CONSTRAINT consent_entry_times CHECK (occurred_at <= recorded_at);
ALTER TABLE import ADD CONSTRAINT import_kind CHECK (kind IN ('leads', 'activities', 'listings'));
ALTER TABLE organisation ADD CONSTRAINT organisation_fiscal_year CHECK (fiscal_year_start BETWEEN 1 AND 12);

-- The facets read this index alone, so what takes a lead off the list stands in it.
DROP INDEX lead_facets;
CREATE INDEX lead_facets ON lead (org_id, status, grade, source, city, owner_id, score_state, merged_into);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['event', 'event_dedupe', 'event_quality', 'visitor', 'visitor_link', 'visitor_flag',
    'lead_merge', 'lead_past', 'listing', 'listing_past', 'lead_state', 'lead_vector', 'feature_run', 'api_key', 'notice',
    'consent_entry'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO leadlift_app', name);
  END LOOP;
END
$$;
-- Facts are added, never changed: a later fact says that an earlier one no longer holds.
REVOKE UPDATE ON event, event_dedupe FROM leadlift_app;
REVOKE UPDATE, DELETE ON consent_entry, visitor_flag, lead_past, listing_past, notice FROM leadlift_app;
REVOKE UPDATE, DELETE ON visitor_link, lead_merge FROM leadlift_app;
GRANT UPDATE (revoked_at) ON visitor_link TO leadlift_app;
GRANT UPDATE (undone_at, undone_by) ON lead_merge TO leadlift_app;
GRANT UPDATE (retired_at) ON notice TO leadlift_app;

GRANT SELECT (org_id, id, kind, prefix, hash, scopes, origins, expires_at, revoked_at) ON api_key TO leadlift_system;
CREATE POLICY look_up_api_key ON api_key FOR SELECT TO leadlift_system USING (app_verb() = 'look up api key');

-- Partitions: row-level security is not inherited by those who read one directly, so each has its own, and no grant.
CREATE FUNCTION ensure_event_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  month date;
  part text;
BEGIN
  FOR ahead IN -1..3 LOOP
    month := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead))::date;
    part := 'event_' || to_char(month, 'YYYY_MM');
    CONTINUE WHEN to_regclass('public.' || part) IS NOT NULL;
    PERFORM pg_advisory_xact_lock(hashtextextended('event partitions', 0));
    CONTINUE WHEN to_regclass('public.' || part) IS NOT NULL;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part);
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY tenant ON public.%I TO leadlift_app USING (org_id = public.app_org()) WITH CHECK (org_id = public.app_org())', part);
    EXECUTE format('ALTER TABLE public.event ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
      part, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION ensure_event_partitions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_event_partitions() TO leadlift_app;
SELECT ensure_event_partitions();

-- The transaction's time as its writer sees it; tests and replays set it.
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql VOLATILE
  AS $$ SELECT coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp()) $$;

-- What a lead's profile was, until when: a vector as of an earlier time must not see a later profile.
CREATE FUNCTION keep_past_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever reads a vector holds this row: the change comes either before it or after.
  PERFORM 1 FROM lead_state s WHERE s.org_id = OLD.org_id AND s.lead_id = OLD.id FOR UPDATE;
  INSERT INTO lead_past (org_id, lead_id, kind, source, city, budget_min_paise, budget_max_paise, attributes, listing_id,
                         enquired_at, replaced_at)
  VALUES (OLD.org_id, OLD.id, OLD.kind, OLD.source, OLD.city, OLD.budget_min_paise, OLD.budget_max_paise, OLD.attributes,
          OLD.listing_id, OLD.enquired_at, app_now());
  RETURN NULL;
END
$$;
CREATE TRIGGER lead_past AFTER UPDATE OF kind, source, city, budget_min_paise, budget_max_paise, attributes, listing_id, enquired_at
  ON lead FOR EACH ROW
  WHEN ((OLD.kind, OLD.source, OLD.city, OLD.budget_min_paise, OLD.budget_max_paise, OLD.attributes, OLD.listing_id, OLD.enquired_at)
        IS DISTINCT FROM
        (NEW.kind, NEW.source, NEW.city, NEW.budget_min_paise, NEW.budget_max_paise, NEW.attributes, NEW.listing_id, NEW.enquired_at))
  EXECUTE FUNCTION keep_past_lead();

CREATE FUNCTION keep_past_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO listing_past (org_id, listing_id, project, type, price_min_paise, price_max_paise, city, locality, status, replaced_at)
  VALUES (OLD.org_id, OLD.id, OLD.project, OLD.type, OLD.price_min_paise, OLD.price_max_paise, OLD.city, OLD.locality, OLD.status, app_now());
  RETURN NULL;
END
$$;
CREATE TRIGGER listing_past AFTER UPDATE OF project, type, price_min_paise, price_max_paise, city, locality, status
  ON listing FOR EACH ROW
  WHEN ((OLD.project, OLD.type, OLD.price_min_paise, OLD.price_max_paise, OLD.city, OLD.locality, OLD.status)
        IS DISTINCT FROM
        (NEW.project, NEW.type, NEW.price_min_paise, NEW.price_max_paise, NEW.city, NEW.locality, NEW.status))
  EXECUTE FUNCTION keep_past_listing();

-- The rows of before: known when they happened, received now.
ALTER TABLE event NO FORCE ROW LEVEL SECURITY;
INSERT INTO event (org_id, id, lead_id, type, source, properties, occurred_at, recorded_at, received_at)
  SELECT org_id, id, lead_id, type, source, properties, least(occurred_at, recorded_at), recorded_at, now() FROM event_before;
ALTER TABLE event FORCE ROW LEVEL SECURITY;
DROP TABLE event_before;

CREATE OR REPLACE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  ANALYZE public.lead, public.lead_outcome, public.person, public.contact_point, public.person_name_token, public.score,
          public.event, public.event_dedupe, public.lead_state, public.consent_entry, public.listing;
END
$$;
