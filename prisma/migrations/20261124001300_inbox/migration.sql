-- CreateTable
CREATE TABLE "connection" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "account" TEXT,
    "display_name" TEXT,
    "secret_sealed" BYTEA,
    "previous_sealed" BYTEA,
    "previous_until" TIMESTAMPTZ(3),
    "verify_token_sealed" BYTEA NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "refused_at" TIMESTAMPTZ(3),
    "other_account" TEXT,
    "other_at" TIMESTAMPTZ(3),
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "inbox_item" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_id" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "connection_id" UUID NOT NULL,
    "person_id" UUID,
    "body_sealed" BYTEA NOT NULL,
    "occurred_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_item_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "message_status" (
    "org_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_id" BYTEA NOT NULL,
    "status" TEXT NOT NULL,
    "rank" SMALLINT NOT NULL,
    "error_code" INTEGER,
    "connection_id" UUID NOT NULL,
    "person_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_status_pkey" PRIMARY KEY ("org_id","provider","provider_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "connection_org_id_kind_account_key" ON "connection"("org_id", "kind", "account");

-- CreateIndex
CREATE INDEX "inbox_item_org_id_connection_id_received_at_idx" ON "inbox_item"("org_id", "connection_id", "received_at");

-- CreateIndex
CREATE INDEX "inbox_item_org_id_received_at_idx" ON "inbox_item"("org_id", "received_at");

-- CreateIndex
CREATE INDEX "inbox_item_org_id_person_id_idx" ON "inbox_item"("org_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_item_org_id_provider_provider_id_key" ON "inbox_item"("org_id", "provider", "provider_id");

-- CreateIndex
CREATE INDEX "message_status_org_id_received_at_idx" ON "message_status"("org_id", "received_at");

-- CreateIndex
CREATE INDEX "message_status_org_id_person_id_idx" ON "message_status"("org_id", "person_id");

-- By hand.
ALTER TABLE connection ADD CONSTRAINT connection_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE connection ADD CONSTRAINT connection_kind CHECK (kind IN ('whatsapp'));
ALTER TABLE connection ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON connection TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org());
GRANT SELECT, INSERT, UPDATE, DELETE ON connection TO leadlift_app;
GRANT SELECT (org_id, id, kind) ON connection TO leadlift_system;
CREATE POLICY look_up_connection ON connection FOR SELECT TO leadlift_system USING (app_verb() = 'look up connection');
-- An address names the connection alone.
CREATE UNIQUE INDEX connection_id ON connection (id);

-- What somebody sent goes with the person. A connection that is gone leaves what came through it, so that it cannot come twice.
ALTER TABLE inbox_item ADD CONSTRAINT inbox_item_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE inbox_item ADD CONSTRAINT inbox_item_person FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id) ON DELETE CASCADE;
ALTER TABLE inbox_item ADD CONSTRAINT inbox_item_kind CHECK (kind IN ('message', 'echo', 'preference', 'number_change', 'group', 'other'));
ALTER TABLE inbox_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON inbox_item TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org());
GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_item TO leadlift_app;

ALTER TABLE message_status ADD CONSTRAINT message_status_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE message_status ADD CONSTRAINT message_status_person FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id) ON DELETE CASCADE;
ALTER TABLE message_status ADD CONSTRAINT message_status_status CHECK (status IN ('sent', 'failed', 'delivered', 'read', 'played'));
ALTER TABLE message_status ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON message_status TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org());
GRANT SELECT, INSERT, UPDATE, DELETE ON message_status TO leadlift_app;
