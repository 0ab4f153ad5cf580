-- As a CASE: of a COALESCE the planner does not know that it leaks nothing, and under row-level security reads the
-- organisation's whole part of the index for any time.
DROP INDEX lead_unclaimed;
CREATE INDEX lead_unclaimed ON lead
  (org_id, (CASE WHEN waiting_since IS NOT NULL THEN waiting_since WHEN enquired_at IS NOT NULL THEN enquired_at ELSE created_at END))
  WHERE owner_id IS NULL AND status = 'open' AND merged_into IS NULL;
