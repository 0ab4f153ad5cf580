import type { Context } from "../../context.ts";
import { listLeads } from "../../lead/list.ts";
import type { Tenant } from "../../lead/test/tenant.ts";
import type { ActivityMapping } from "../activities/mapping.ts";
import { getImport } from "../get.ts";
import type { Mapping } from "../mapping.ts";
import { previewImport } from "../preview.ts";
import { runImport } from "../run.ts";
import { startImport } from "../start.ts";
import { receiveUpload } from "../upload.ts";

export const never = new AbortController().signal;

export async function* chunked(bytes: Uint8Array, size = 50_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function upload(ctx: Context, content: string | Uint8Array, filename = "leads.csv") {
  const bytes = Buffer.from(content);
  return receiveUpload(ctx, { filename, contentLength: bytes.length, bytes: chunked(bytes) });
}

/** Uploads, starts and runs a file; the mapping may be changed from what is proposed. */
export async function importFile(
  tenant: Tenant,
  content: string | Uint8Array,
  change: (mapping: Mapping) => void = () => {},
) {
  const { importId } = await upload(tenant.manager, content);
  const { proposal } = await leadPreview(tenant, importId);
  change(proposal);
  await startImport(tenant.manager, { importId, mapping: proposal });
  return run(tenant, importId);
}

export async function leadPreview(tenant: Tenant, importId: string) {
  const preview = await previewImport(tenant.manager, { importId });
  if (preview.kind !== "leads") throw new Error(`The file was taken for ${preview.kind}.`);
  return preview;
}

/** Uploads, starts and runs a file of activities. */
export async function importActivities(
  tenant: Tenant,
  content: string,
  change: (mapping: ActivityMapping) => void = () => {},
) {
  const { importId } = await upload(tenant.manager, content, "activities.csv");
  const preview = await previewImport(tenant.manager, { importId, kind: "activities" });
  if (preview.kind !== "activities") throw new Error("Another kind was asked for.");
  change(preview.proposal);
  await startImport(tenant.manager, { importId, kind: "activities", mapping: preview.proposal });
  return run(tenant, importId);
}

/** Uploads, starts and runs a file of listings as proposed. */
export async function importListings(tenant: Tenant, content: string) {
  const { importId } = await upload(tenant.manager, content, "listings.csv");
  await startImport(tenant.manager, { importId, kind: "listings" });
  return run(tenant, importId);
}

async function run(tenant: Tenant, importId: string) {
  await runImport(tenant.system, { importId }, { signal: never });
  return getImport(tenant.manager, { importId });
}

export const counts = ({
  rowsRead,
  rowsCreated,
  rowsUpdated,
  rowsUnchanged,
  rowsRejected,
}: Awaited<ReturnType<typeof getImport>>) => ({
  read: rowsRead,
  created: rowsCreated,
  updated: rowsUpdated,
  unchanged: rowsUnchanged,
  rejected: rowsRejected,
});

export const everyLead = async (tenant: Tenant) =>
  (await listLeads(tenant.manager, { view: { status: "all" }, limit: 200 })).rows;

export const rowsOf = async (tenant: Tenant) =>
  tenant.system.db.withOrg(tenant.org.id, async (tx) => ({
    persons: await tx.person.count({ where: { orgId: tenant.org.id } }),
    leads: await tx.lead.count({ where: { orgId: tenant.org.id } }),
    outcomes: await tx.leadOutcome.count({ where: { orgId: tenant.org.id } }),
    blobs: await tx.blob.count({ where: { orgId: tenant.org.id } }),
    imports: await tx.import.count({ where: { orgId: tenant.org.id } }),
  }));

/** What a portal exports: a broker of the house, one who is not, a lost lead, three ways to write a date. */
export const portal = `Lead Id;Customer Name;Mobile;Email Id;Lead Source;City;Sales Stage;Lead Owner;Budget;Enquiry Date;Lost Reason;Site Visits;Ready To Move
LD-1;Asha Patil;98765 43210;asha@example.in;99acres;Pune;Site Visit Done;Bina Shah;85 L;05/03/2026 10:30;;3;Yes
LD-2;Ravi Kumar;+91 98123 45678;;Housing;Mumbai;Lost;bina@nowhere.in;1.2 Cr - 1.5 Cr;17/03/2026;Price too high;0;No
LD-3;Sita Rao;;sita@example.in;Referral;Pune;New;;;21-03-2026 18:00;;12;Yes
`;
