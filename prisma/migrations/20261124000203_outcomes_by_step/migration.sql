-- By hand: who reached a step, found without reading all outcomes of all leads.
CREATE INDEX lead_outcome_reached ON lead_outcome (org_id, step) INCLUDE (lead_id, occurred_at, recorded_at, id)
  WHERE undone_at IS NULL AND reached;
