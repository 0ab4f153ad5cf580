import { randomUUID } from "node:crypto";
import { consentsOf } from "@leadlift/services/consent/history";
import { leadOf } from "@leadlift/services/lead/test/lead-of";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

let api: OpenApi;
let key: string;
beforeAll(async () => {
  api = await openApi();
  key = await keyOf(api.home, "consents:write", "events:write");
});
afterAll(() => api.close());

const say = (subject: object, ...entries: object[]) =>
  send(api, "POST /v1/consents", { key, payload: { subject, entries } });

test("what a person agrees to is added to their ledger, under the key's name", async () => {
  const externalId = randomUUID();
  const { personId } = await leadOf(api.platform, api.home, { externalId });
  const answer = await say(
    { externalId },
    { purpose: "whatsapp_marketing", status: "given", channel: "form", evidence: { form: "callback" } },
    { purpose: "calls", status: "withdrawn", channel: "form" },
  );
  expect(answer).toMatchObject({
    status: 200,
    body: {
      personId,
      entries: [
        { purpose: "whatsapp_marketing", status: "given" },
        { purpose: "calls", status: "withdrawn" },
      ],
    },
  });
  const { entries } = await consentsOf(api.home.broker, { personId });
  expect(entries).toHaveLength(2);
  const actors = await api.platform.db.withOrg(api.home.org.id, (tx) =>
    tx.consentEntry.findMany({ where: { personId }, select: { actorKind: true } }),
  );
  expect(actors).toEqual([{ actorKind: "key" }, { actorKind: "key" }]);
});

test("after a withdrawal events of that purpose are refused and say why", async () => {
  const { id: leadId } = await leadOf(api.platform, api.home);
  await say({ leadId }, { purpose: "web_tracking", status: "withdrawn", channel: "mail" });
  const payload = { eventId: randomUUID(), type: "page_view", subject: { leadId } };
  expect(await send(api, "POST /v1/events", { key, payload })).toMatchObject({
    status: 422,
    body: { code: "consent_withdrawn" },
  });
});

test("the same call again is answered by what stands there, and adds nothing", async () => {
  const { id: leadId, personId } = await leadOf(api.platform, api.home);
  const payload = { subject: { leadId }, entries: [{ purpose: "calls", status: "given", channel: "form" }] };
  const sent = { key, payload, headers: { "idempotency-key": "form-7781" } };
  const first = await send(api, "POST /v1/consents", sent);
  const again = await send(api, "POST /v1/consents", sent);
  const [entry] = first.body.entries as object[];
  expect(again).toEqual({ ...first, body: { personId, entries: [{ ...entry, duplicate: true }] } });
  expect((await consentsOf(api.home.broker, { personId })).entries).toHaveLength(1);
  const other = { ...payload, entries: [{ purpose: "calls", status: "withdrawn", channel: "form" }] };
  expect(await send(api, "POST /v1/consents", { ...sent, payload: other })).toMatchObject({
    status: 409,
    body: { code: "conflict" },
  });
});
