import type { Member } from "@leadlift/services/member/list";

/** Who can be given leads: brokers, managers, and admins who have some; whoever is on leave comes last. */
export function workingMembers(members: readonly Member[]): Member[] {
  return members
    .filter(({ deactivatedAt, role, open }) => deactivatedAt === null && (role !== "admin" || open > 0))
    .sort((a, b) => Number(a.awayUntil !== null) - Number(b.awayUntil !== null));
}
