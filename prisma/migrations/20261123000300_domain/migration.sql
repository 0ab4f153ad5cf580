-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "timezone" TEXT NOT NULL DEFAULT 'Asia/Kolkata',
    "currency" TEXT NOT NULL DEFAULT 'INR',
    "ladder" JSONB NOT NULL,
    "grade_cutoffs" JSONB NOT NULL,
    "target_step" TEXT,
    "horizon_days" INTEGER NOT NULL DEFAULT 30,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "wrapped_key" BYTEA NOT NULL,
    "wrapped_index_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "name_sealed" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "contact_point" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "blind_index" BYTEA NOT NULL,
    "last4_index" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_point_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "person_name_token" (
    "org_id" UUID NOT NULL,
    "token" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "person_name_token_pkey" PRIMARY KEY ("org_id","token","person_id")
);

-- CreateTable
CREATE TABLE "lead" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "external_id" TEXT,
    "row_index" BYTEA,
    "kind" TEXT NOT NULL DEFAULT 'buyer',
    "status" TEXT NOT NULL DEFAULT 'open',
    "step" TEXT,
    "lost_reason" TEXT,
    "source" TEXT,
    "city" TEXT,
    "owner_id" UUID,
    "budget_min_paise" BIGINT,
    "budget_max_paise" BIGINT,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "import_id" UUID,
    "enquired_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "score_state" TEXT NOT NULL DEFAULT 'none',
    "score" SMALLINT,
    "grade" TEXT,
    "probability" DOUBLE PRECISION,
    "top_reason" JSONB,
    "scored_at" TIMESTAMPTZ(3),
    "model_id" UUID,

    CONSTRAINT "lead_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "lead_outcome" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "reached" BOOLEAN NOT NULL DEFAULT true,
    "reason" TEXT,
    "source" TEXT NOT NULL,
    "actor_id" UUID,
    "occurred_at" TIMESTAMPTZ(3),
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by" UUID,

    CONSTRAINT "lead_outcome_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "event" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "properties" JSONB NOT NULL DEFAULT '{}',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "attribute" (
    "org_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attribute_pkey" PRIMARY KEY ("org_id","key")
);

-- CreateTable
CREATE TABLE "import" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "filename" TEXT NOT NULL,
    "blob_id" UUID NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "dialect" JSONB NOT NULL,
    "mapping" JSONB NOT NULL,
    "bytes_read" BIGINT NOT NULL DEFAULT 0,
    "rows_read" INTEGER NOT NULL DEFAULT 0,
    "rows_created" INTEGER NOT NULL DEFAULT 0,
    "rows_updated" INTEGER NOT NULL DEFAULT 0,
    "rows_unchanged" INTEGER NOT NULL DEFAULT 0,
    "rows_rejected" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "import_reject" (
    "org_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "import_reject_pkey" PRIMARY KEY ("org_id","import_id","line")
);

-- CreateTable
CREATE TABLE "blob" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL DEFAULT 0,
    "sha256" TEXT,
    "completed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "blob_chunk" (
    "org_id" UUID NOT NULL,
    "blob_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "blob_chunk_pkey" PRIMARY KEY ("org_id","blob_id","seq")
);

-- CreateTable
CREATE TABLE "training_run" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "stage" TEXT,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "target_step" TEXT NOT NULL,
    "horizon_days" INTEGER NOT NULL,
    "seed" INTEGER NOT NULL DEFAULT 42,
    "rows" INTEGER,
    "positives" INTEGER,
    "model_id" UUID,
    "error" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "requested_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "training_run_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "model" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "target_step" TEXT NOT NULL,
    "horizon_days" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "training_run_id" UUID NOT NULL,
    "onnx_blob_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "report" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "promoted_at" TIMESTAMPTZ(3),
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "model_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "score_base" (
    "org_id" UUID NOT NULL,
    "target_step" TEXT NOT NULL,
    "horizon_days" INTEGER NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "n" INTEGER NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_base_pkey" PRIMARY KEY ("org_id","target_step","horizon_days")
);

-- CreateTable
CREATE TABLE "score" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "margin" DOUBLE PRECISION,
    "probability" DOUBLE PRECISION,
    "score" SMALLINT,
    "grade" TEXT,
    "reasons" JSONB,
    "cause" TEXT NOT NULL,
    "scored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "scoring_run" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "cursor" UUID,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "scoring_run_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "job" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "organisation_slug_key" ON "organisation"("slug");

-- CreateIndex
CREATE INDEX "contact_point_org_id_person_id_idx" ON "contact_point"("org_id", "person_id");

-- CreateIndex
CREATE INDEX "contact_point_org_id_last4_index_idx" ON "contact_point"("org_id", "last4_index");

-- CreateIndex
CREATE UNIQUE INDEX "contact_point_org_id_kind_blind_index_key" ON "contact_point"("org_id", "kind", "blind_index");

-- CreateIndex
CREATE INDEX "person_name_token_org_id_person_id_idx" ON "person_name_token"("org_id", "person_id");

-- CreateIndex
CREATE INDEX "lead_org_id_person_id_idx" ON "lead"("org_id", "person_id");

-- CreateIndex
CREATE INDEX "lead_org_id_owner_id_idx" ON "lead"("org_id", "owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "lead_org_id_external_id_key" ON "lead"("org_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "lead_org_id_row_index_key" ON "lead"("org_id", "row_index");

-- CreateIndex
CREATE INDEX "lead_outcome_org_id_lead_id_idx" ON "lead_outcome"("org_id", "lead_id");

-- CreateIndex
CREATE INDEX "event_org_id_lead_id_occurred_at_idx" ON "event"("org_id", "lead_id", "occurred_at");

-- CreateIndex
CREATE INDEX "import_org_id_created_at_idx" ON "import"("org_id", "created_at");

-- CreateIndex
CREATE INDEX "training_run_org_id_created_at_idx" ON "training_run"("org_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "model_org_id_training_run_id_key" ON "model"("org_id", "training_run_id");

-- CreateIndex
CREATE UNIQUE INDEX "model_org_id_target_step_version_key" ON "model"("org_id", "target_step", "version");

-- CreateIndex
CREATE INDEX "score_org_id_lead_id_scored_at_idx" ON "score"("org_id", "lead_id", "scored_at");

-- CreateIndex
CREATE INDEX "scoring_run_org_id_created_at_idx" ON "scoring_run"("org_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_entry_org_id_subject_type_subject_id_at_idx" ON "audit_entry"("org_id", "subject_type", "subject_id", "at");

-- AddForeignKey
ALTER TABLE "contact_point" ADD CONSTRAINT "contact_point_org_id_person_id_fkey" FOREIGN KEY ("org_id", "person_id") REFERENCES "person"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_name_token" ADD CONSTRAINT "person_name_token_org_id_person_id_fkey" FOREIGN KEY ("org_id", "person_id") REFERENCES "person"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead" ADD CONSTRAINT "lead_org_id_person_id_fkey" FOREIGN KEY ("org_id", "person_id") REFERENCES "person"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_outcome" ADD CONSTRAINT "lead_outcome_org_id_lead_id_fkey" FOREIGN KEY ("org_id", "lead_id") REFERENCES "lead"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_org_id_lead_id_fkey" FOREIGN KEY ("org_id", "lead_id") REFERENCES "lead"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_reject" ADD CONSTRAINT "import_reject_org_id_import_id_fkey" FOREIGN KEY ("org_id", "import_id") REFERENCES "import"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blob_chunk" ADD CONSTRAINT "blob_chunk_org_id_blob_id_fkey" FOREIGN KEY ("org_id", "blob_id") REFERENCES "blob"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score" ADD CONSTRAINT "score_org_id_lead_id_fkey" FOREIGN KEY ("org_id", "lead_id") REFERENCES "lead"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
