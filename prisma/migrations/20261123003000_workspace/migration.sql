-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "board_open" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "business_hours" JSONB NOT NULL DEFAULT '{"1":[[570,1170]],"2":[[570,1170]],"3":[[570,1170]],"4":[[570,1170]],"5":[[570,1170]],"6":[[570,1170]],"7":[[570,1170]]}',
ADD COLUMN     "daily_leads" SMALLINT NOT NULL DEFAULT 40,
ADD COLUMN     "first_reply_minutes" SMALLINT NOT NULL DEFAULT 5,
ADD COLUMN     "holidays" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "team" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "member_settings" (
    "org_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "team_id" UUID,
    "daily_leads" INTEGER,
    "locale" TEXT,
    "single_keys" BOOLEAN NOT NULL DEFAULT true,
    "hot_alerts" BOOLEAN NOT NULL DEFAULT true,
    "deactivated_at" TIMESTAMPTZ(3),
    "deactivated_by" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_settings_pkey" PRIMARY KEY ("org_id","user_id")
);

-- CreateTable
CREATE TABLE "leave" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "leave_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email_sealed" BYTEA NOT NULL,
    "email_index" BYTEA NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "role" TEXT NOT NULL,
    "team_id" UUID,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by" UUID,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "lead_work" (
    "org_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "first_reply_at" TIMESTAMPTZ(3),
    "last_in_at" TIMESTAMPTZ(3),
    "last_in_type" TEXT,
    "last_out_at" TIMESTAMPTZ(3),

    CONSTRAINT "lead_work_pkey" PRIMARY KEY ("org_id","lead_id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "lead_id" UUID NOT NULL,
    "owner_id" UUID,
    "previous_id" UUID,
    "cause" TEXT NOT NULL,
    "score" SMALLINT,
    "probability" DOUBLE PRECISION,
    "model_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "act" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "body_hash" BYTEA NOT NULL,
    "effects" JSONB NOT NULL DEFAULT '[]',
    "list_place" INTEGER,
    "list_size" INTEGER,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by" UUID,

    CONSTRAINT "act_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "next_step" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "owner_id" UUID,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "note_sealed" BYTEA,
    "status" TEXT NOT NULL DEFAULT 'open',
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "next_step_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "snooze" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "snooze_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "judgement" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT,
    "note_sealed" BYTEA,
    "score" SMALLINT,
    "probability" DOUBLE PRECISION,
    "model_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "judgement_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "query" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "source_cost" (
    "org_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "per_lead_paise" BIGINT NOT NULL,
    "updated_by" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_cost_pkey" PRIMARY KEY ("org_id","source","from_day")
);

-- CreateTable
CREATE TABLE "notification" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "lead_id" UUID NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "push_subscription" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "endpoint_index" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "board_period" (
    "org_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "rules_version" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "board_period_pkey" PRIMARY KEY ("org_id","month")
);

-- CreateTable
CREATE TABLE "scorecard" (
    "org_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scorecard_pkey" PRIMARY KEY ("org_id","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "team_org_id_name_key" ON "team"("org_id", "name");

-- CreateIndex
CREATE INDEX "leave_org_id_user_id_last_day_idx" ON "leave"("org_id", "user_id", "last_day");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "assignment_org_id_lead_id_at_idx" ON "assignment"("org_id", "lead_id", "at");

-- CreateIndex
CREATE INDEX "assignment_org_id_owner_id_at_idx" ON "assignment"("org_id", "owner_id", "at");

-- CreateIndex
CREATE INDEX "act_org_id_user_id_occurred_at_idx" ON "act"("org_id", "user_id", "occurred_at");

-- CreateIndex
CREATE INDEX "act_org_id_lead_id_occurred_at_idx" ON "act"("org_id", "lead_id", "occurred_at");

-- CreateIndex
CREATE INDEX "next_step_org_id_owner_id_status_due_at_idx" ON "next_step"("org_id", "owner_id", "status", "due_at");

-- CreateIndex
CREATE INDEX "next_step_org_id_lead_id_idx" ON "next_step"("org_id", "lead_id");

-- CreateIndex
CREATE INDEX "snooze_org_id_lead_id_idx" ON "snooze"("org_id", "lead_id");

-- CreateIndex
CREATE INDEX "judgement_org_id_lead_id_idx" ON "judgement"("org_id", "lead_id");

-- CreateIndex
CREATE INDEX "judgement_org_id_user_id_at_idx" ON "judgement"("org_id", "user_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_org_id_owner_id_name_key" ON "saved_view"("org_id", "owner_id", "name");

-- CreateIndex
CREATE INDEX "notification_org_id_user_id_at_idx" ON "notification"("org_id", "user_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "push_subscription_org_id_endpoint_index_key" ON "push_subscription"("org_id", "endpoint_index");

-- By hand: references carry the organisation; what is about a lead goes with the lead.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['team', 'member_settings', 'leave', 'invitation', 'saved_view', 'source_cost', 'push_subscription',
                              'board_period', 'scorecard'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE',
                   name, name || '_organisation');
  END LOOP;
  FOREACH name IN ARRAY ARRAY['lead_work', 'assignment', 'act', 'next_step', 'snooze', 'judgement', 'notification'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (org_id, lead_id) REFERENCES lead (org_id, id) ON DELETE CASCADE',
                   name, name || '_lead');
  END LOOP;
  FOREACH name IN ARRAY ARRAY['team', 'member_settings', 'leave', 'invitation', 'lead_work', 'assignment', 'act', 'next_step', 'snooze',
                              'judgement', 'saved_view', 'source_cost', 'notification', 'push_subscription', 'board_period',
                              'scorecard'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO leadlift_app', name);
  END LOOP;
END
$$;
REVOKE UPDATE, DELETE ON assignment, scorecard FROM leadlift_app;
ALTER TABLE member_settings ADD CONSTRAINT member_settings_team FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id) ON DELETE SET NULL (team_id);
ALTER TABLE invitation ADD CONSTRAINT invitation_team FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id) ON DELETE SET NULL (team_id);
ALTER TABLE leave ADD CONSTRAINT leave_days CHECK (first_day <= last_day);
ALTER TABLE next_step ADD CONSTRAINT next_step_kind CHECK (kind IN ('call', 'whatsapp', 'visit', 'other'));
ALTER TABLE next_step ADD CONSTRAINT next_step_status CHECK (status IN ('open', 'done', 'dropped'));
ALTER TABLE judgement ADD CONSTRAINT judgement_kind CHECK (kind IN ('hot', 'cold', 'too_high', 'too_low'));
ALTER TABLE source_cost ADD CONSTRAINT source_cost_amount CHECK (per_lead_paise >= 0);
ALTER TABLE organisation ADD CONSTRAINT organisation_first_reply CHECK (first_reply_minutes BETWEEN 1 AND 1440);
ALTER TABLE organisation ADD CONSTRAINT organisation_daily_leads CHECK (daily_leads BETWEEN 1 AND 500);

-- By hand: a lead sleeps once at a time.
CREATE UNIQUE INDEX snooze_asleep ON snooze (org_id, lead_id) WHERE ended_at IS NULL;
-- Written with every event of a lead: room on the page keeps the write off the index.
ALTER TABLE lead_work SET (fillfactor = 75);

CREATE FUNCTION keep_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A member struck from the sign-in tables leaves by a cascade, which row-level security shows no rows.
  IF nullif(current_setting('app.org', true), '') IS NULL THEN RETURN NULL; END IF;
  INSERT INTO public.assignment (org_id, lead_id, owner_id, previous_id, cause, score, probability, model_id, at)
  VALUES (NEW.org_id, NEW.id, NEW.owner_id, CASE TG_OP WHEN 'UPDATE' THEN OLD.owner_id END,
          coalesce(nullif(current_setting('app.assignment', true), ''), CASE TG_OP WHEN 'INSERT' THEN 'new' ELSE 'assign' END),
          NEW.score, NEW.probability, NEW.model_id, CASE TG_OP WHEN 'INSERT' THEN NEW.created_at ELSE public.app_now() END);
  RETURN NULL;
END
$$;
CREATE TRIGGER assignment_of_new AFTER INSERT ON lead FOR EACH ROW WHEN (NEW.owner_id IS NOT NULL) EXECUTE FUNCTION keep_assignment();
CREATE TRIGGER assignment_of_known AFTER UPDATE OF owner_id ON lead FOR EACH ROW
  WHEN (OLD.owner_id IS DISTINCT FROM NEW.owner_id) EXECUTE FUNCTION keep_assignment();

-- The rows of before.
ALTER TABLE lead NO FORCE ROW LEVEL SECURITY;
ALTER TABLE event NO FORCE ROW LEVEL SECURITY;
ALTER TABLE assignment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE lead_work NO FORCE ROW LEVEL SECURITY;
INSERT INTO assignment (org_id, lead_id, owner_id, cause, at)
  SELECT org_id, id, owner_id, 'new', created_at FROM lead WHERE owner_id IS NOT NULL;
INSERT INTO lead_work (org_id, lead_id, first_reply_at, last_in_at, last_in_type, last_out_at)
  SELECT e.org_id, e.lead_id,
         min(e.occurred_at) FILTER (WHERE e.type IN ('email_sent', 'whatsapp_out', 'call_out')),
         max(e.occurred_at) FILTER (WHERE e.type IN ('form_submit', 'email_reply', 'whatsapp_in', 'call_in', 'chat')),
         (array_agg(e.type ORDER BY e.occurred_at DESC) FILTER (WHERE e.type IN ('form_submit', 'email_reply', 'whatsapp_in', 'call_in', 'chat')))[1],
         max(e.occurred_at) FILTER (WHERE e.type IN ('email_sent', 'whatsapp_out', 'call_out'))
    FROM event e JOIN lead l ON l.org_id = e.org_id AND l.id = e.lead_id
   WHERE e.bot IS NULL
     AND e.type IN ('email_sent', 'whatsapp_out', 'call_out', 'form_submit', 'email_reply', 'whatsapp_in', 'call_in', 'chat')
   GROUP BY e.org_id, e.lead_id;
ALTER TABLE lead FORCE ROW LEVEL SECURITY;
ALTER TABLE event FORCE ROW LEVEL SECURITY;
ALTER TABLE assignment FORCE ROW LEVEL SECURITY;
ALTER TABLE lead_work FORCE ROW LEVEL SECURITY;

CREATE OR REPLACE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  ANALYZE public.lead, public.lead_outcome, public.person, public.contact_point, public.person_name_token, public.score,
          public.event, public.event_dedupe, public.lead_state, public.consent_entry, public.listing, public.lead_work,
          public.assignment;
END
$$;

GRANT SELECT (org_id, id, token_hash, role, expires_at, accepted_at, revoked_at) ON invitation TO leadlift_system;
CREATE POLICY look_up_invitation ON invitation FOR SELECT TO leadlift_system USING (app_verb() = 'look up invitation');
