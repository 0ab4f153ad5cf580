import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { digestOf, type ReceiptContent, receiptContent } from "./receipt-content.ts";
import { type ReceiptHead, receiptHead } from "./receipt-head.ts";

export const receiptInput = z.object({ id: z.uuid().toLowerCase() });

export interface StoredReceipt {
  head: ReceiptHead;
  /** as it was signed, to the byte */
  signed: string;
  signature: Buffer;
  path: Buffer;
  /** null: the key that sealed it is gone */
  content: ReceiptContent | null;
  /** the content's digest is the one in the head; null where it cannot be read any more */
  contentHolds: boolean | null;
}

interface Row {
  head: string;
  sealed: Buffer;
  signature: Buffer;
  path: Buffer;
  personId: string | null;
  wrappedKey: Buffer | null;
}

/** A receipt with what is sealed in it, as far as the person's key is still there. Throws NOT_FOUND. */
export async function readReceipt(
  ctx: Context,
  { id }: z.output<typeof receiptInput>,
): Promise<StoredReceipt> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<Row>(
      `select r.head, r.sealed, r.signature, r.path, r.person_id as "personId", p.wrapped_key as "wrappedKey"
         from receipt r left join person p on p.org_id = r.org_id and p.id = r.person_id
        where r.org_id = $1 and r.id = $2 and r.keep_until > now()`,
      [ctx.orgId, id],
      "receipt",
    ),
  );
  const [row] = rows;
  if (!row) throw notFound("This receipt");
  const head = receiptHead.parse(JSON.parse(row.head));
  const text = openSealed(ctx, id, row);
  return {
    head,
    signed: row.head,
    signature: row.signature,
    path: row.path,
    content: text === null ? null : receiptContent.parse(JSON.parse(text)),
    contentHolds: text === null ? null : digestOf(text) === head.content,
  };
}

function openSealed(ctx: Context, id: string, { sealed, personId, wrappedKey }: Row): string | null {
  const own = ctx.organisation.crypto;
  const at = { table: "receipt", column: "sealed", row: id };
  if (personId === null) return own.openText(at, sealed);
  return wrappedKey?.length ? own.person(personId, wrappedKey).openText(at, sealed) : null;
}
