import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { askedKinds } from "./fields.ts";

export const setQuestionInput = z.object({
  /** key of an attribute */
  field: z.string().min(1).max(200),
  /** in the words that a form or a broker asks it in; null: nobody is to ask */
  question: z.string().trim().min(1).max(200).nullable(),
});

/** Says how an attribute is asked for. NOT_FOUND, BAD_INPUT for one that no single answer fits. */
export async function setQuestion(ctx: Context, input: z.input<typeof setQuestionInput>): Promise<void> {
  requirePermission(ctx, "organisation.manage");
  const { field, question } = setQuestionInput.parse(input);
  await ctx.db.withOrg(ctx.orgId, async (tx) => {
    const where = { orgId_key: { orgId: ctx.orgId, key: field } };
    const attribute = await tx.attribute.findUnique({ where, select: { kind: true } });
    if (!attribute) throw notFound("This attribute");
    if (question !== null && !askedKinds.some((kind) => kind === attribute.kind)) {
      const message = "Only numbers, choices and yes or no can be asked for.";
      throw new ServiceError("BAD_INPUT", message, { kind: attribute.kind });
    }
    await tx.attribute.update({ where, data: { question } });
    await audit(tx, ctx, {
      action: "organisation.set-question",
      subjectType: "organisation",
      subjectId: ctx.orgId,
      detail: { field, asked: question !== null },
    });
  });
}
