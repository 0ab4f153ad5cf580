CREATE TABLE "receipt" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "lead_id" UUID,
    "person_id" UUID,
    "head" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "signature" BYTEA NOT NULL,
    "path" BYTEA NOT NULL,
    "keep_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("org_id","id")
) PARTITION BY RANGE ("id");

CREATE INDEX "receipt_keep_until_idx" ON "receipt"("keep_until");

ALTER TABLE receipt ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON receipt TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org());
GRANT SELECT, DELETE ON receipt TO leadlift_app;
-- Receipts of several organisations are written at once, and by nobody else.
GRANT INSERT ON receipt TO leadlift_system;
CREATE POLICY write_receipts ON receipt FOR INSERT TO leadlift_system WITH CHECK (app_verb() = 'write receipts');

-- Ids of version 7 begin with their time, so a month is a range of them.
CREATE FUNCTION ensure_receipt_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  month timestamp;
  part text;
  bounds uuid[];
BEGIN
  FOR ahead IN -1..3 LOOP
    month := date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead);
    part := 'receipt_' || to_char(month, 'YYYY_MM');
    CONTINUE WHEN to_regclass('public.' || part) IS NOT NULL;
    PERFORM pg_advisory_xact_lock(hashtextextended('receipt partitions', 0));
    CONTINUE WHEN to_regclass('public.' || part) IS NOT NULL;
    SELECT array_agg((lpad(to_hex((extract(epoch FROM at AT TIME ZONE 'UTC') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid ORDER BY at)
      INTO bounds FROM unnest(ARRAY[month, month + interval '1 month']) AS at;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.receipt INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part);
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY tenant ON public.%I TO leadlift_app USING (org_id = public.app_org()) WITH CHECK (org_id = public.app_org())', part);
    EXECUTE format('ALTER TABLE public.receipt ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
      part, bounds[1], bounds[2]);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION ensure_receipt_partitions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_receipt_partitions() TO leadlift_app;
SELECT ensure_receipt_partitions();
