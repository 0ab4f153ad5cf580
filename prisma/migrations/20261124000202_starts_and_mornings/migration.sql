-- CreateTable
CREATE TABLE "lead_start" (
    "org_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "owner_id" UUID,
    "owned_at" TIMESTAMPTZ(3),
    "owned_score" SMALLINT,
    "owned_probability" DOUBLE PRECISION,
    "scored_at" TIMESTAMPTZ(3),
    "score" SMALLINT,
    "probability" DOUBLE PRECISION,

    CONSTRAINT "lead_start_pkey" PRIMARY KEY ("org_id","lead_id")
);

-- CreateTable
CREATE TABLE "best_of_day" (
    "org_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "user_id" UUID NOT NULL,
    "lead_ids" UUID[],
    "worked_ids" UUID[],
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "best_of_day_pkey" PRIMARY KEY ("org_id","day","user_id")
);

-- By hand.
ALTER TABLE best_of_day ADD CONSTRAINT best_of_day_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE best_of_day ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON best_of_day TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org());
GRANT SELECT, INSERT, UPDATE, DELETE ON best_of_day TO leadlift_app;

ALTER TABLE lead_start ADD CONSTRAINT lead_start_lead FOREIGN KEY (org_id, lead_id) REFERENCES lead (org_id, id) ON DELETE CASCADE;
ALTER TABLE lead_start ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON lead_start TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org());
GRANT SELECT, INSERT, UPDATE, DELETE ON lead_start TO leadlift_app;

-- Written by whoever assigns or scores, who holds the lead already: nobody waits for another in a circle.
CREATE FUNCTION keep_first_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.lead_start AS s (org_id, lead_id, owner_id, owned_at, owned_score, owned_probability)
  VALUES (NEW.org_id, NEW.lead_id, NEW.owner_id, NEW.at, NEW.score, NEW.probability)
  ON CONFLICT (org_id, lead_id) DO UPDATE
     SET owner_id = excluded.owner_id, owned_at = excluded.owned_at, owned_score = excluded.owned_score,
         owned_probability = excluded.owned_probability
   WHERE s.owned_at IS NULL OR excluded.owned_at < s.owned_at;
  RETURN NULL;
END
$$;
CREATE TRIGGER first_owner AFTER INSERT ON assignment FOR EACH ROW WHEN (NEW.owner_id IS NOT NULL) EXECUTE FUNCTION keep_first_owner();

-- Of a batch only leads that had none yet are written: a rescoring of all writes nothing here.
CREATE FUNCTION keep_first_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.lead_start AS s (org_id, lead_id, scored_at, score, probability)
  SELECT DISTINCT ON (f.lead_id) f.org_id, f.lead_id, f.scored_at, f.score, f.probability
    FROM fresh f LEFT JOIN public.lead_start k ON k.org_id = f.org_id AND k.lead_id = f.lead_id
   WHERE f.score IS NOT NULL AND (k.scored_at IS NULL OR f.scored_at < k.scored_at)
   ORDER BY f.lead_id, f.scored_at
  ON CONFLICT (org_id, lead_id) DO UPDATE
     SET scored_at = excluded.scored_at, score = excluded.score, probability = excluded.probability
   WHERE s.scored_at IS NULL OR excluded.scored_at < s.scored_at;
  RETURN NULL;
END
$$;
CREATE TRIGGER first_score AFTER INSERT ON score REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION keep_first_score();

-- The rows of before.
ALTER TABLE lead_start NO FORCE ROW LEVEL SECURITY;
ALTER TABLE assignment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE score NO FORCE ROW LEVEL SECURITY;
INSERT INTO lead_start (org_id, lead_id, owner_id, owned_at, owned_score, owned_probability, scored_at, score, probability)
  SELECT coalesce(a.org_id, s.org_id), coalesce(a.lead_id, s.lead_id), a.owner_id, a.at, a.score, a.probability,
         s.scored_at, s.score, s.probability
    FROM (SELECT DISTINCT ON (org_id, lead_id) org_id, lead_id, owner_id, at, score, probability FROM assignment
           WHERE owner_id IS NOT NULL ORDER BY org_id, lead_id, at) a
    FULL JOIN (SELECT DISTINCT ON (org_id, lead_id) org_id, lead_id, scored_at, score, probability FROM score
                WHERE score IS NOT NULL ORDER BY org_id, lead_id, scored_at) s
      ON s.org_id = a.org_id AND s.lead_id = a.lead_id;
ALTER TABLE lead_start FORCE ROW LEVEL SECURITY;
ALTER TABLE assignment FORCE ROW LEVEL SECURITY;
ALTER TABLE score FORCE ROW LEVEL SECURITY;

CREATE OR REPLACE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  ANALYZE public.lead, public.lead_outcome, public.person, public.contact_point, public.person_name_token, public.score,
          public.event, public.event_dedupe, public.lead_state, public.consent_entry, public.listing, public.lead_work,
          public.lead_start, public.assignment, public.act, public.next_step, public.snooze, public.notification;
END
$$;
