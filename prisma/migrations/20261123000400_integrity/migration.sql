-- What the datamodel cannot say: references always carry the organisation, so that none can point into another's rows.
ALTER TABLE person       ADD CONSTRAINT person_organisation       FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE attribute    ADD CONSTRAINT attribute_organisation    FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE import       ADD CONSTRAINT import_organisation       FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE blob         ADD CONSTRAINT blob_organisation         FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE training_run ADD CONSTRAINT training_run_organisation FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE score_base   ADD CONSTRAINT score_base_organisation   FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE outbox       ADD CONSTRAINT outbox_organisation       FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;
ALTER TABLE audit_entry  ADD CONSTRAINT audit_entry_organisation  FOREIGN KEY (org_id) REFERENCES organisation (id) ON DELETE CASCADE;

-- An owner is a member of the lead's own organisation; whoever leaves it leaves their leads unowned.
ALTER TABLE lead ADD CONSTRAINT lead_owner FOREIGN KEY (org_id, owner_id)
  REFERENCES auth."member" ("organizationId", "userId") ON DELETE SET NULL (owner_id);
ALTER TABLE lead ADD CONSTRAINT lead_import FOREIGN KEY (org_id, import_id)
  REFERENCES import (org_id, id) ON DELETE SET NULL (import_id);
ALTER TABLE model ADD CONSTRAINT model_training_run FOREIGN KEY (org_id, training_run_id)
  REFERENCES training_run (org_id, id) ON DELETE CASCADE;
-- Deferred: removing an organisation reaches the file before the model.
ALTER TABLE model ADD CONSTRAINT model_onnx FOREIGN KEY (org_id, onnx_blob_id) REFERENCES blob (org_id, id)
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE training_run ADD CONSTRAINT training_run_model FOREIGN KEY (org_id, model_id)
  REFERENCES model (org_id, id) ON DELETE SET NULL (model_id);
ALTER TABLE scoring_run ADD CONSTRAINT scoring_run_model FOREIGN KEY (org_id, model_id)
  REFERENCES model (org_id, id) ON DELETE CASCADE;
ALTER TABLE score ADD CONSTRAINT score_model FOREIGN KEY (org_id, model_id)
  REFERENCES model (org_id, id) ON DELETE CASCADE;
-- import.blob_id has none: the upload expires, the record of the import stays.

CREATE INDEX lead_import ON lead (org_id, import_id) WHERE import_id IS NOT NULL;
CREATE INDEX model_onnx ON model (org_id, onnx_blob_id);
CREATE INDEX scoring_run_model ON scoring_run (org_id, model_id);
CREATE INDEX score_model ON score (org_id, model_id);
CREATE INDEX blob_expiry ON blob (org_id, expires_at) WHERE expires_at IS NOT NULL;

CREATE UNIQUE INDEX model_one_champion ON model (org_id, target_step, horizon_days) WHERE role = 'champion';

ALTER TABLE contact_point ADD CONSTRAINT contact_point_kind CHECK (kind IN ('phone', 'email'));
ALTER TABLE lead ADD CONSTRAINT lead_status CHECK (status IN ('open', 'won', 'lost'));
ALTER TABLE lead ADD CONSTRAINT lead_budget CHECK (budget_min_paise <= budget_max_paise);
ALTER TABLE lead ADD CONSTRAINT lead_score CHECK (
  CASE score_state
    WHEN 'scored' THEN score BETWEEN 1 AND 99 AND grade IS NOT NULL AND probability BETWEEN 0 AND 1
    WHEN 'unknown' THEN score IS NULL AND grade IS NULL AND probability IS NULL
    WHEN 'none' THEN score IS NULL AND grade IS NULL AND probability IS NULL
    ELSE false
  END);
ALTER TABLE score ADD CONSTRAINT score_score CHECK (
  CASE state
    WHEN 'scored' THEN score BETWEEN 1 AND 99 AND grade IS NOT NULL AND probability BETWEEN 0 AND 1 AND margin IS NOT NULL
    WHEN 'unknown' THEN score IS NULL AND grade IS NULL AND probability IS NULL
    ELSE false
  END);
ALTER TABLE score ADD CONSTRAINT score_cause CHECK (cause IN ('batch', 'lead'));
ALTER TABLE score_base ADD CONSTRAINT score_base_probability CHECK (probability > 0 AND probability < 1);
ALTER TABLE model ADD CONSTRAINT model_role CHECK (role IN ('candidate', 'champion', 'retired'));
ALTER TABLE import ADD CONSTRAINT import_status CHECK (status IN ('uploaded', 'queued', 'running', 'done', 'failed'));
ALTER TABLE training_run ADD CONSTRAINT training_run_status CHECK (status IN ('queued', 'running', 'done', 'failed'));
ALTER TABLE scoring_run ADD CONSTRAINT scoring_run_status CHECK (status IN ('queued', 'running', 'done', 'failed'));
