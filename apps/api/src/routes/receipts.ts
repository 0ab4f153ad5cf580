import type { Platform } from "@leadlift/services/platform";
import { getReceipt, receiptAnswer } from "@leadlift/services/receipt/get-receipt";
import { receiptInput } from "@leadlift/services/receipt/read-receipt";
import { signingKey } from "@leadlift/services/receipt/signing-key";
import { verifiedReceipt, verifyReceipt } from "@leadlift/services/receipt/verify-receipt";
import { z } from "zod";
import type { Api } from "../api.ts";
import { contextOf } from "../authenticate.ts";

const config = { access: "receipts:read" } as const;

const get = {
  operationId: "getReceipt",
  tags: ["Receipts"],
  summary: "The record of an answer: what it was made from, by which model, and the signature",
  params: receiptInput,
  response: { 200: receiptAnswer },
};
const verify = {
  operationId: "verifyReceipt",
  tags: ["Receipts"],
  summary: "Answers the question again by the same model, and says equal or where it differs",
  params: receiptInput,
  response: { 200: verifiedReceipt },
};
const key = {
  operationId: "receiptKeys",
  tags: ["Receipts"],
  summary: "The public key that receipts of this installation are signed with",
  response: {
    200: z.object({
      keys: z.array(
        z.object({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string(), kid: z.string() }),
      ),
    }),
  },
};

export function receiptRoutes(app: Api, platform: Platform): void {
  app.get("/v1/receipts/:id", { config, schema: get }, (request) =>
    getReceipt(contextOf(request), request.params),
  );
  app.post("/v1/receipts/:id/verify", { config, schema: verify }, (request) =>
    verifyReceipt(contextOf(request), request.params),
  );
  app.get("/v1/receipt-keys", { config: { access: "anyone" }, schema: key }, (_, reply) => {
    const { id, jwk } = signingKey(platform.db);
    reply.header("cache-control", "public, max-age=3600").header("access-control-allow-origin", "*");
    return { keys: [{ ...jwk, kid: id }] };
  });
}
