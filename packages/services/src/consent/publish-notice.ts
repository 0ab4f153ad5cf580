import { createHash } from "node:crypto";
import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { purposeSchema } from "./purposes.ts";

export const publishNoticeInput = z.object({
  purpose: purposeSchema,
  locale: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/),
  /** what people are shown before they agree */
  text: z.string().trim().min(1).max(20_000),
});

export interface PublishedNotice {
  id: string;
  version: number;
  /** hexadecimal SHA-256 of the text, to be sent with the consents that it was shown for */
  hash: string;
}

/** Takes the place of the notice before it, which stays for the consents that it was shown for. */
export async function publishNotice(
  ctx: Context,
  input: z.input<typeof publishNoticeInput>,
): Promise<PublishedNotice> {
  requirePermission(ctx, "organisation.manage");
  const { purpose, locale, text } = publishNoticeInput.parse(input);
  const digest = createHash("sha256").update(text).digest();
  const hash = digest.toString("hex");
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    // Two at once would both be the next version.
    await sql.query("select from organisation where id = $1 for update", [ctx.orgId]);
    const { rows } = await sql.query<{ id: string; version: number; hash: string; current: boolean }>(
      `select id, version, encode(hash, 'hex') as hash, retired_at is null as current from notice
        where org_id = $1 and purpose = $2 and locale = $3 order by version desc limit 1`,
      [ctx.orgId, purpose, locale],
    );
    const [last] = rows;
    if (last?.current && last.hash === hash) return { id: last.id, version: last.version, hash };
    const notice = { id: newId(), version: (last?.version ?? 0) + 1, hash };
    await sql.query(
      "update notice set retired_at = $4 where org_id = $1 and purpose = $2 and locale = $3 and retired_at is null",
      [ctx.orgId, purpose, locale, ctx.now()],
    );
    await sql.query(
      "insert into notice (org_id, id, purpose, locale, version, text, hash) values ($1, $2, $3, $4, $5, $6, $7)",
      [ctx.orgId, notice.id, purpose, locale, notice.version, text, digest],
    );
    await audit(sql, ctx, {
      action: "notice.publish",
      subjectType: "notice",
      subjectId: notice.id,
      detail: { purpose, locale, version: notice.version },
    });
    return notice;
  });
}
