-- The two looks at the outbox: what is to be published, and what was published but never finished.
CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL;
CREATE INDEX outbox_unfinished ON outbox (id) WHERE finished_at IS NULL AND published_at IS NOT NULL;

CREATE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('leadlift_outbox', org_id::text) FROM (SELECT DISTINCT org_id FROM promised) organisations;
  RETURN NULL;
END
$$;
CREATE TRIGGER outbox_notify AFTER INSERT ON outbox
  REFERENCING NEW TABLE AS promised FOR EACH STATEMENT EXECUTE FUNCTION notify_outbox();
