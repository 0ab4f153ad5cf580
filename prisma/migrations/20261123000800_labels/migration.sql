-- Labels fold each lead's outcomes: read in the order of the leads, without touching the table.
CREATE INDEX lead_outcome_labels ON lead_outcome (org_id, lead_id) INCLUDE (step, reached, occurred_at)
  WHERE undone_at IS NULL;
DROP INDEX lead_outcome_by_step;
