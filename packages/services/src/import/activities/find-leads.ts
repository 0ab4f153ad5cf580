import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../../context.ts";
import type { Subject } from "../../event/event-input.ts";
import { LeadFinder } from "../../event/find-leads.ts";
import type { ActivityDraft } from "./draft-activity.ts";

type Told = Pick<ActivityDraft, "who">;

/**
 * Whose activities are: by the lead's id, else by phone number and e-mail address. Of an unknown person they are
 * nobody's: a past call is no enquiry.
 */
export async function findLeads(
  sql: OrgSql,
  ctx: Context,
  drafts: readonly Told[],
): Promise<(draft: Told) => string | null> {
  const finder = await LeadFinder.of(sql, ctx, drafts.flatMap(subjectsOf));
  return (draft) => {
    for (const subject of subjectsOf(draft)) {
      const found = finder.find(subject);
      if (found && found !== "unknown") return found.leadId;
    }
    return null;
  };
}

function subjectsOf({ who: { externalId, phone, email } }: Told): Subject[] {
  const nobody = { leadId: null, externalId: null, visitorId: null, phone: null, email: null, name: null };
  return [
    { ...nobody, externalId },
    { ...nobody, phone, email },
  ];
}
