import { z } from "zod";
import type { Context } from "../../context.ts";
import { requirePermission } from "../../permissions.ts";
import { openName } from "../../person/new-person.ts";
import { countUndo, type UndoCounts } from "./count.ts";
import { type KeptBecause, workedOnSql } from "./worked-on.ts";

export const previewUndoInput = z.object({ importId: z.uuid() });

export interface KeptLead {
  leadId: string;
  name: string | null;
  because: KeptBecause;
}

export interface UndoPreview extends UndoCounts {
  /** the first leads that would stay because they were worked on since */
  kept: KeptLead[];
}

const keptShown = 5;

/** What undoing an import would remove, restore and keep, as things stand. Throws NOT_FOUND. */
export async function previewUndo(
  ctx: Context,
  input: z.input<typeof previewUndoInput>,
): Promise<UndoPreview> {
  requirePermission(ctx, "import.run");
  const { importId } = previewUndoInput.parse(input);
  const counts = await countUndo(ctx, importId);
  const kept = counts.kind === "leads" && counts.keeps > 0 ? await keptLeads(ctx, importId) : [];
  return { ...counts, kept };
}

async function keptLeads(ctx: Context, importId: string): Promise<KeptLead[]> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{
      leadId: string;
      because: KeptBecause;
      personId: string;
      wrappedKey: Buffer;
      nameSealed: Buffer | null;
    }>(
      `select l.id as "leadId", k.because, p.id as "personId", p.wrapped_key as "wrappedKey",
              p.name_sealed as "nameSealed"
         from lead l
        cross join lateral (select ${workedOnSql} as because) k
         join person p on p.org_id = l.org_id and p.id = l.person_id
        where l.org_id = $1 and l.import_id = $2 and k.because is not null
        order by l.id limit ${keptShown}`,
      [ctx.orgId, importId],
    ),
  );
  const { crypto } = ctx.organisation;
  return rows.map(({ leadId, because, personId, wrappedKey, nameSealed }) => ({
    leadId,
    because,
    name: nameSealed && openName(crypto.person(personId, wrappedKey), personId, nameSealed),
  }));
}
