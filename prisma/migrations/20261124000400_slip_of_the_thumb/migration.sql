-- What somebody took by a slip of the thumb, and gave back to nobody within a minute, was never theirs. Later than that
-- it stays with whoever had it first, so that nobody gains by taking and dropping.
CREATE FUNCTION forget_first_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.lead_start SET owner_id = NULL, owned_at = NULL, owned_score = NULL, owned_probability = NULL
   WHERE org_id = NEW.org_id AND lead_id = NEW.lead_id AND owner_id = NEW.previous_id
     AND owned_at >= NEW.at - interval '1 minute';
  RETURN NULL;
END
$$;
CREATE TRIGGER never_owned AFTER INSERT ON assignment FOR EACH ROW WHEN (NEW.owner_id IS NULL AND NEW.cause = 'undo')
  EXECUTE FUNCTION forget_first_owner();
