import { z } from "zod";
import type { Context } from "../context.ts";
import { readReceipt, type receiptInput } from "./read-receipt.ts";
import { receiptContent } from "./receipt-content.ts";
import { receiptHead } from "./receipt-head.ts";
import { signingKey } from "./signing-key.ts";

export const receiptAnswer = z
  .object({
    id: z.uuid(),
    head: receiptHead,
    signed: z.string().meta({ description: "the head as it was signed, to the byte" }),
    signature: z.object({
      algorithm: z.literal("Ed25519"),
      keyId: z.string(),
      value: z.string().meta({ description: "of the root of the hash tree, base64" }),
      path: z.string().meta({
        description: "from the leaf to the root: side (0 left, 1 right) and hash of each sibling, base64",
      }),
    }),
    erased: z.boolean().meta({ description: "the person's key is gone, and with it the content" }),
    content: receiptContent.omit({ salt: true }).nullable(),
  })
  .meta({ id: "Receipt" });

export type ReceiptAnswer = z.infer<typeof receiptAnswer>;

/** A receipt for whoever checks it. Throws NOT_FOUND. */
export async function getReceipt(ctx: Context, input: z.output<typeof receiptInput>): Promise<ReceiptAnswer> {
  const { head, signed, signature, path, content } = await readReceipt(ctx, input);
  return {
    id: head.id,
    head,
    signed,
    signature: {
      algorithm: "Ed25519",
      keyId: signingKey(ctx.db).id,
      value: signature.toString("base64"),
      path: path.toString("base64"),
    },
    erased: content === null,
    content: content && receiptContent.omit({ salt: true }).parse(content),
  };
}
