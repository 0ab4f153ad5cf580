-- The call list over 100,000 leads: each order is an index that stops at the page's last row.
CREATE INDEX lead_by_status_score ON lead (org_id, status, score DESC NULLS LAST, id);
CREATE INDEX lead_by_score ON lead (org_id, score DESC NULLS LAST, id);
CREATE INDEX lead_by_created ON lead (org_id, created_at DESC, id);
CREATE INDEX lead_by_enquired ON lead (org_id, enquired_at DESC NULLS LAST, id);
CREATE INDEX lead_by_updated ON lead (org_id, updated_at DESC, id);

-- A broker's own list.
CREATE INDEX lead_open_by_owner ON lead (org_id, owner_id, score DESC NULLS LAST, id) WHERE status = 'open';

-- Filters, their counts and the totals, without touching the table.
CREATE INDEX lead_facets ON lead (org_id, status, grade, source, city, owner_id, score_state);

-- Batch scoring walks the open leads in id order.
CREATE INDEX lead_open ON lead (org_id, id) WHERE status = 'open';

-- Labels: who reached which step, as far as it was not undone.
CREATE INDEX lead_outcome_by_step ON lead_outcome (org_id, step, reached, lead_id) WHERE undone_at IS NULL;
