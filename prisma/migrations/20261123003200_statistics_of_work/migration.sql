-- Numbers are of a period's enquiries; with the index, the planner knows how many these are.
CREATE INDEX lead_by_enquiry ON lead (org_id, (coalesce(enquired_at, created_at)));

-- A month's board: who got which lead when, and what was recorded in bursts.
CREATE INDEX assignment_by_time ON assignment (org_id, at) INCLUDE (owner_id, lead_id);
CREATE INDEX lead_outcome_by_user ON lead_outcome (org_id, recorded_at) INCLUDE (id, lead_id, actor_id)
  WHERE source = 'user' AND undone_at IS NULL;

-- A period's calls and promises.
CREATE INDEX act_called ON act (org_id, occurred_at) WHERE kind = 'called' AND undone_at IS NULL;
CREATE INDEX next_step_by_due ON next_step (org_id, due_at);
