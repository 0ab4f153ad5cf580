-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "hand_out" TEXT NOT NULL DEFAULT 'first_reply';

-- AlterTable
ALTER TABLE "lead" ADD COLUMN     "waiting_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "member_settings" ADD COLUMN     "last_turn" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "leave" ADD COLUMN     "cover_id" UUID;

-- By hand.
ALTER TABLE organisation ADD CONSTRAINT organisation_hand_out CHECK (hand_out IN ('first_reply', 'in_turn'));
ALTER TABLE notification DROP CONSTRAINT notification_kind;
ALTER TABLE notification ADD CONSTRAINT notification_kind CHECK (kind IN ('hot', 'assigned', 'due', 'unclaimed'));

-- Open enquiries that are nobody's, by when the person last spoke.
CREATE INDEX lead_unclaimed ON lead (org_id, (coalesce(waiting_since, enquired_at, created_at)))
  WHERE owner_id IS NULL AND status = 'open' AND merged_into IS NULL;
