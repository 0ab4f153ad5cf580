-- AlterTable
ALTER TABLE "training_run" ADD COLUMN "column_choices" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "column_choice" (
    "org_id" UUID NOT NULL,
    "column" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "evidence" TEXT,
    "chosen_by" UUID,
    "chosen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "column_choice_pkey" PRIMARY KEY ("org_id","column")
);

-- By hand
ALTER TABLE column_choice ADD CONSTRAINT column_choice_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE column_choice ADD CONSTRAINT column_choice_choice CHECK (choice IN ('use', 'leave'));
ALTER TABLE column_choice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON column_choice TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org());
GRANT SELECT, INSERT, UPDATE, DELETE ON column_choice TO leadlift_app;
