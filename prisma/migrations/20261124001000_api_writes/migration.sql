-- AlterTable
ALTER TABLE "lead_outcome" ADD COLUMN     "body_hash" BYTEA,
ADD COLUMN     "external_id" TEXT;

-- CreateTable
CREATE TABLE "lead_change" (
    "org_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "change" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "deleted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "lead_change_pkey" PRIMARY KEY ("org_id","lead_id")
);

-- CreateTable
CREATE TABLE "idempotent_answer" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "held_until" TIMESTAMPTZ(3) NOT NULL,
    "status" SMALLINT,
    "body_sealed" BYTEA,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotent_answer_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateIndex
CREATE INDEX "idempotent_answer_org_id_expires_at_idx" ON "idempotent_answer"("org_id", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "idempotent_answer_org_id_actor_id_key_key" ON "idempotent_answer"("org_id", "actor_id", "key");

-- By hand: most outcomes have no sender.
CREATE UNIQUE INDEX lead_outcome_sent_once ON lead_outcome (org_id, external_id) WHERE external_id IS NOT NULL;
ALTER TABLE lead_outcome ADD CONSTRAINT lead_outcome_external_id CHECK (external_id IS NULL OR (length(external_id) BETWEEN 1 AND 200 AND body_hash IS NOT NULL));
ALTER TABLE idempotent_answer ADD CONSTRAINT idempotent_answer_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE idempotent_answer ADD CONSTRAINT idempotent_answer_whole CHECK ((status IS NULL) = (body_sealed IS NULL));
ALTER TABLE lead_change ADD CONSTRAINT lead_change_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
-- Whoever follows changes reads this index alone.
CREATE INDEX lead_change_in_order ON lead_change (org_id, change, lead_id) INCLUDE (at, deleted);
-- Written with every change of a lead.
ALTER TABLE lead_change SET (fillfactor = 80);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['lead_change', 'idempotent_answer'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO leadlift_app', name);
  END LOOP;
END
$$;
REVOKE DELETE ON lead_change FROM leadlift_app;

-- A transaction's number, unlike a time or a sequence, tells whether anything before it can still come: what is older than
-- the oldest transaction under way is complete.
CREATE FUNCTION change_now() RETURNS bigint LANGUAGE sql VOLATILE AS $$ SELECT pg_current_xact_id()::text::bigint $$;

CREATE FUNCTION note_new_leads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.lead_change (org_id, lead_id, change, at)
    SELECT org_id, id, public.change_now(), clock_timestamp() FROM fresh;
  RETURN NULL;
END
$$;
CREATE TRIGGER new_leads AFTER INSERT ON lead REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION note_new_leads();

CREATE FUNCTION note_changed_lead() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE now_is bigint := public.change_now();
BEGIN
  UPDATE public.lead_change SET change = now_is, at = clock_timestamp()
   WHERE org_id = NEW.org_id AND lead_id = NEW.id AND change <> now_is;
  RETURN NULL;
END
$$;
-- A score is no change of the lead: they come by the million, and have a webhook of their own.
CREATE TRIGGER changed_lead AFTER UPDATE OF version, owner_id, merged_into ON lead FOR EACH ROW
  WHEN ((OLD.version, OLD.owner_id, OLD.merged_into) IS DISTINCT FROM (NEW.version, NEW.owner_id, NEW.merged_into))
  EXECUTE FUNCTION note_changed_lead();

-- At each level, because a cascade runs as the tables' owner, whom row-level security shows no rows.
CREATE FUNCTION note_gone_leads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'lead' THEN
      UPDATE public.lead_change SET change = public.change_now(), at = clock_timestamp(), deleted = true
       WHERE org_id = OLD.org_id AND lead_id = OLD.id;
    WHEN 'person' THEN
      UPDATE public.lead_change SET change = public.change_now(), at = clock_timestamp(), deleted = true
       WHERE org_id = OLD.org_id AND lead_id IN (SELECT l.id FROM public.lead l WHERE l.org_id = OLD.org_id AND l.person_id = OLD.id);
  END CASE;
  RETURN OLD;
END
$$;
CREATE TRIGGER gone_leads BEFORE DELETE ON lead FOR EACH ROW EXECUTE FUNCTION note_gone_leads();
CREATE TRIGGER gone_leads BEFORE DELETE ON person FOR EACH ROW EXECUTE FUNCTION note_gone_leads();

-- The rows of before.
ALTER TABLE lead NO FORCE ROW LEVEL SECURITY;
ALTER TABLE lead_change NO FORCE ROW LEVEL SECURITY;
INSERT INTO lead_change (org_id, lead_id, change, at) SELECT org_id, id, 0, updated_at FROM lead;
ALTER TABLE lead FORCE ROW LEVEL SECURITY;
ALTER TABLE lead_change FORCE ROW LEVEL SECURITY;
