-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url_sealed" BYTEA NOT NULL,
    "secret_sealed" BYTEA NOT NULL,
    "previous_sealed" BYTEA,
    "previous_until" TIMESTAMPTZ(3),
    "events" TEXT[],
    "thresholds" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "disabled_because" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "resting_until" TIMESTAMPTZ(3),
    "last_delivered_at" TIMESTAMPTZ(3),
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "lead_id" UUID,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "tried_before" INTEGER NOT NULL DEFAULT 0,
    "replayed_at" TIMESTAMPTZ(3),
    "attempted_at" TIMESTAMPTZ(3),
    "milliseconds" INTEGER,
    "answer" SMALLINT,
    "failure" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "webhook_told" (
    "org_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "score" SMALLINT,
    "grade" TEXT,

    CONSTRAINT "webhook_told_pkey" PRIMARY KEY ("org_id","endpoint_id","lead_id")
);

-- CreateIndex
CREATE INDEX "webhook_delivery_org_id_endpoint_id_id_idx" ON "webhook_delivery"("org_id", "endpoint_id", "id");

-- CreateIndex
CREATE INDEX "webhook_told_org_id_lead_id_idx" ON "webhook_told"("org_id", "lead_id");

-- By hand.
CREATE INDEX webhook_delivery_due ON webhook_delivery (org_id, endpoint_id, due_at) WHERE status = 'waiting';
CREATE INDEX webhook_delivery_lead ON webhook_delivery (org_id, lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX webhook_delivery_created ON webhook_delivery (org_id, created_at);

ALTER TABLE webhook_endpoint ADD CONSTRAINT webhook_endpoint_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE webhook_endpoint ADD CONSTRAINT webhook_endpoint_status CHECK (status IN ('active', 'paused', 'disabled'));
ALTER TABLE webhook_endpoint ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook_endpoint TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org());
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoint TO leadlift_app;
GRANT SELECT (org_id, id, status, resting_until) ON webhook_endpoint TO leadlift_system;
CREATE POLICY find_due_webhooks ON webhook_endpoint FOR SELECT TO leadlift_system USING (app_verb() = 'find due webhooks');

-- What was told of a lead goes with the lead; a withdrawal is of a person and is still told.
ALTER TABLE webhook_delivery ADD CONSTRAINT webhook_delivery_endpoint FOREIGN KEY (org_id, endpoint_id) REFERENCES webhook_endpoint (org_id, id) ON DELETE CASCADE;
ALTER TABLE webhook_delivery ADD CONSTRAINT webhook_delivery_lead_of FOREIGN KEY (org_id, lead_id) REFERENCES lead (org_id, id) ON DELETE CASCADE;
ALTER TABLE webhook_delivery ADD CONSTRAINT webhook_delivery_status CHECK (status IN ('waiting', 'delivered', 'dead'));
ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook_delivery TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org());
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_delivery TO leadlift_app;
GRANT SELECT (org_id, endpoint_id, status, due_at, claimed_until) ON webhook_delivery TO leadlift_system;
CREATE POLICY find_due_webhooks ON webhook_delivery FOR SELECT TO leadlift_system USING (app_verb() = 'find due webhooks');

ALTER TABLE webhook_told ADD CONSTRAINT webhook_told_endpoint FOREIGN KEY (org_id, endpoint_id) REFERENCES webhook_endpoint (org_id, id) ON DELETE CASCADE;
ALTER TABLE webhook_told ADD CONSTRAINT webhook_told_lead FOREIGN KEY (org_id, lead_id) REFERENCES lead (org_id, id) ON DELETE CASCADE;
ALTER TABLE webhook_told ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook_told TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org());
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_told TO leadlift_app;

ALTER TABLE notification DROP CONSTRAINT notification_kind;
ALTER TABLE notification ADD CONSTRAINT notification_kind CHECK (kind IN ('hot', 'assigned', 'due', 'unclaimed', 'webhook_off'));
