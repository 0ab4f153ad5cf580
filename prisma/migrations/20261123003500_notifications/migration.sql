-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "once" TEXT,
ALTER COLUMN "lead_id" DROP NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "notification_org_id_user_id_once_key" ON "notification"("org_id", "user_id", "once");

-- CreateIndex
CREATE INDEX "push_subscription_org_id_user_id_idx" ON "push_subscription"("org_id", "user_id");

-- By hand.
ALTER TABLE notification ADD CONSTRAINT notification_kind CHECK (kind IN ('hot', 'assigned', 'due'));

CREATE OR REPLACE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  ANALYZE public.lead, public.lead_outcome, public.person, public.contact_point, public.person_name_token, public.score,
          public.event, public.event_dedupe, public.lead_state, public.consent_entry, public.listing, public.lead_work,
          public.assignment, public.act, public.next_step, public.snooze, public.notification;
END
$$;
