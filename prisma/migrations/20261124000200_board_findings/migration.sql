-- AlterTable
ALTER TABLE "board_period" ADD COLUMN     "audit_seed" UUID NOT NULL DEFAULT gen_random_uuid();

-- CreateTable
CREATE TABLE "board_appeal" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "user_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "reason_sealed" BYTEA NOT NULL,
    "answer_sealed" BYTEA,
    "status" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "board_appeal_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "outcome_check" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "outcome_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "note_sealed" BYTEA,
    "checked_by" UUID,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "settled" TEXT,
    "settled_by" UUID,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "outcome_check_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateIndex
CREATE INDEX "board_appeal_org_id_lead_id_idx" ON "board_appeal"("org_id", "lead_id");

-- CreateIndex
CREATE UNIQUE INDEX "board_appeal_org_id_month_user_id_lead_id_code_key" ON "board_appeal"("org_id", "month", "user_id", "lead_id", "code");

-- CreateIndex
CREATE INDEX "outcome_check_org_id_month_idx" ON "outcome_check"("org_id", "month");

-- CreateIndex
CREATE INDEX "outcome_check_org_id_lead_id_idx" ON "outcome_check"("org_id", "lead_id");

-- CreateIndex
CREATE UNIQUE INDEX "outcome_check_org_id_outcome_id_key" ON "outcome_check"("org_id", "outcome_id");

-- By hand: what is about a lead goes with the lead.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['board_appeal', 'outcome_check'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (org_id, lead_id) REFERENCES lead (org_id, id) ON DELETE CASCADE',
                   name, name || '_lead');
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO leadlift_app', name);
  END LOOP;
END
$$;
ALTER TABLE board_appeal ADD CONSTRAINT board_appeal_code CHECK (code IN ('duplicate', 'bulk_closing', 'given_away', 'short_call', 'disputed'));
ALTER TABLE board_appeal ADD CONSTRAINT board_appeal_status CHECK (status IN ('open', 'granted', 'refused') AND (status = 'open') = (decided_at IS NULL));
ALTER TABLE outcome_check ADD CONSTRAINT outcome_check_verdict CHECK (verdict IN ('right', 'wrong'));
ALTER TABLE outcome_check ADD CONSTRAINT outcome_check_settled CHECK (settled IN ('stands', 'struck') AND verdict = 'wrong');

-- By hand: whose outcomes of a month are drawn.
CREATE INDEX lead_outcome_to_check ON lead_outcome (org_id, recorded_at) INCLUDE (id, actor_id) WHERE source = 'user';
