-- Open promises are whoever's the lead is, whichever way it changes hands: a day's list finds them by their owner.
CREATE FUNCTION keep_promises() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.next_step SET owner_id = NEW.owner_id WHERE org_id = NEW.org_id AND lead_id = NEW.id AND status = 'open';
  RETURN NULL;
END
$$;
CREATE TRIGGER promises_go_along AFTER UPDATE OF owner_id ON lead FOR EACH ROW
  WHEN (OLD.owner_id IS DISTINCT FROM NEW.owner_id) EXECUTE FUNCTION keep_promises();
