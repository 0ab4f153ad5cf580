import type { OrgSql } from "@leadlift/db/connect";
import type { PersonCrypto } from "@leadlift/db/encryption";
import { newId } from "@leadlift/db/id";
import { z } from "zod";
import type { Context } from "../context.ts";
import { type EnrichmentAnswer, EnrichmentFailure, type EnrichmentQuestion } from "./adapter.ts";
import { countCached, giveBack, type Reserved, reserve } from "./budget.ts";
import type { Provider } from "./providers.ts";

/** Longer than a job may take: whoever asked is gone by then. */
const claimLivesMs = 5 * 60_000;
const dayMs = 86_400_000;
/** What a provider does not know it may learn. */
const mostDaysUnknown = 30;

const storedValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** Whom an answer is kept for; its key seals what is told of the person. */
export interface AskedFor {
  personId: string;
  crypto: PersonCrypto;
}

/** `cached`: the answer stood already. Throws EnrichmentFailure; with code "busy" while another asks the same. */
export type Outcome = (EnrichmentAnswer & { cached: boolean }) | { status: "over_budget" };

interface Claim {
  id: string;
  key: Uint8Array<ArrayBuffer>;
  reserved: Reserved;
}

/** Asks what stands in no answer yet, counted beforehand; nothing in the database is held while the provider takes its time. */
export async function askOnce(
  ctx: Context,
  provider: Provider,
  question: EnrichmentQuestion,
  asker: AskedFor,
  signal: AbortSignal,
): Promise<Outcome> {
  const { personId } = asker;
  const owner = question.ofPerson ? personId : "";
  const key = ctx.organisation.crypto.blindIndex(
    "row",
    `enrichment ${provider.id} ${owner} ${question.text}`,
  );
  const person = question.ofPerson ? asker : null;
  const claim = await ctx.db.withOrgSql(ctx.orgId, (sql) => claimQuestion(sql, ctx, provider, key, person));
  if ("status" in claim) return claim;
  try {
    const answer = await question.ask(signal);
    await ctx.db.withOrgSql(ctx.orgId, (sql) => storeAnswer(sql, ctx, provider, claim, answer, person));
    return { ...answer, cached: false };
  } catch (error) {
    await ctx.db.withOrgSql(ctx.orgId, (sql) => dropClaim(sql, ctx, provider, claim, error));
    throw error;
  }
}

async function claimQuestion(
  sql: OrgSql,
  ctx: Context,
  provider: Provider,
  key: Claim["key"],
  person: AskedFor | null,
): Promise<Claim | Outcome> {
  const now = ctx.now();
  const id = newId();
  const { rowCount } = await sql.query(
    `insert into enrichment_result as r (org_id, provider_id, key, person_id, claim_id, status, asked_at, expires_at)
     values ($1, $2, $3, $4, $5, 'asking', $6, $7)
         on conflict (org_id, provider_id, key) do update
        set person_id = excluded.person_id, claim_id = excluded.claim_id, status = 'asking', values_sealed = null,
            asked_at = excluded.asked_at, expires_at = excluded.expires_at
      where r.expires_at <= $6`,
    [ctx.orgId, provider.id, key, person?.personId ?? null, id, now, new Date(now.getTime() + claimLivesMs)],
  );
  if (rowCount === 0) return readStanding(sql, ctx, provider, key, person);
  const reserved = await reserve(sql, ctx, provider);
  if (reserved) return { id, key, reserved };
  await forgetClaim(sql, ctx, provider, { id, key });
  return { status: "over_budget" };
}

async function readStanding(
  sql: OrgSql,
  ctx: Context,
  provider: Provider,
  key: Claim["key"],
  person: AskedFor | null,
): Promise<Outcome> {
  const { rows } = await sql.query<{ status: string; sealed: Buffer | null }>(
    `select status, values_sealed as sealed from enrichment_result
      where org_id = $1 and provider_id = $2 and key = $3`,
    [ctx.orgId, provider.id, key],
  );
  const [row] = rows;
  if (row?.status !== "unknown" && !row?.sealed) {
    throw new EnrichmentFailure("busy", { retry: true, sent: false });
  }
  await countCached(sql, ctx, provider.id);
  if (!row.sealed) return { status: "unknown", cached: true };
  const text = sealerOf(ctx, person).openText(place(provider, key), row.sealed);
  return { status: "found", values: storedValues.parse(JSON.parse(text)), cached: true };
}

async function storeAnswer(
  sql: OrgSql,
  ctx: Context,
  provider: Provider,
  { id, key }: Claim,
  answer: EnrichmentAnswer,
  person: AskedFor | null,
): Promise<void> {
  const days = answer.status === "found" ? provider.cacheDays : Math.min(provider.cacheDays, mostDaysUnknown);
  const sealed =
    answer.status === "found"
      ? sealerOf(ctx, person).seal(place(provider, key), JSON.stringify(answer.values))
      : null;
  await sql.query(
    `update enrichment_result set status = $5, values_sealed = $6, expires_at = $7
      where org_id = $1 and provider_id = $2 and key = $3 and claim_id = $4 and status = 'asking'`,
    [ctx.orgId, provider.id, key, id, answer.status, sealed, new Date(ctx.now().getTime() + days * dayMs)],
  );
  await noteFailure(sql, ctx, provider.id, null);
}

async function dropClaim(
  sql: OrgSql,
  ctx: Context,
  provider: Provider,
  claim: Claim,
  error: unknown,
): Promise<void> {
  await forgetClaim(sql, ctx, provider, claim);
  if (!(error instanceof EnrichmentFailure)) return;
  if (!error.sent) await giveBack(sql, ctx, provider.id, claim.reserved);
  await noteFailure(sql, ctx, provider.id, error.code);
}

async function forgetClaim(
  sql: OrgSql,
  ctx: Context,
  provider: Provider,
  { id, key }: Pick<Claim, "id" | "key">,
): Promise<void> {
  await sql.query(
    `delete from enrichment_result
      where org_id = $1 and provider_id = $2 and key = $3 and claim_id = $4 and status = 'asking'`,
    [ctx.orgId, provider.id, key, id],
  );
}

async function noteFailure(
  sql: OrgSql,
  ctx: Context,
  providerId: string,
  code: string | null,
): Promise<void> {
  await sql.query(
    `update enrichment_provider set last_error = $3, last_error_at = case when $3::text is null then null else $4::timestamptz end
      where org_id = $1 and id = $2 and ($3::text is not null or last_error is not null)`,
    [ctx.orgId, providerId, code, ctx.now()],
  );
}

function sealerOf(ctx: Context, person: AskedFor | null): PersonCrypto {
  return person?.crypto ?? ctx.organisation.crypto;
}

function place(provider: Provider, key: Uint8Array) {
  const row = `${provider.id} ${Buffer.from(key).toString("hex")}`;
  return { table: "enrichment_result", column: "values_sealed", row };
}
