-- What was told of a lead that nobody had, to be taken back when somebody has it.
CREATE INDEX notification_unclaimed ON notification (org_id, lead_id) WHERE kind = 'unclaimed' AND read_at IS NULL;
