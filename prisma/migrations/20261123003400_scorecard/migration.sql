-- Where there is no model yet, the organisation's own rules score.
ALTER TABLE "lead" ADD COLUMN "scorecard_version" INTEGER;

ALTER TABLE "score" ADD COLUMN "scorecard_version" INTEGER,
ALTER COLUMN "model_id" DROP NOT NULL;

ALTER TABLE "scoring_run" ADD COLUMN "scorecard_version" INTEGER,
ALTER COLUMN "model_id" DROP NOT NULL;

-- By hand: a score has one origin. Rules are never taken away, but with their organisation.
ALTER TABLE score ADD CONSTRAINT score_origin CHECK (num_nonnulls(model_id, scorecard_version) = 1);
ALTER TABLE scoring_run ADD CONSTRAINT scoring_run_origin CHECK (num_nonnulls(model_id, scorecard_version) = 1);
ALTER TABLE score ADD CONSTRAINT score_scorecard FOREIGN KEY (org_id, scorecard_version)
  REFERENCES scorecard (org_id, version) ON DELETE CASCADE;
ALTER TABLE scoring_run ADD CONSTRAINT scoring_run_scorecard FOREIGN KEY (org_id, scorecard_version)
  REFERENCES scorecard (org_id, version) ON DELETE CASCADE;
ALTER TABLE scorecard ADD CONSTRAINT scorecard_version CHECK (version >= 1);
