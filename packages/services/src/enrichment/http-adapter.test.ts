import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it, test } from "vitest";
import { json, type Received, type StandIn, standIn } from "../outbound/test/stand-in.ts";
import { EnrichmentFailure } from "./adapter.ts";
import { httpAdapter } from "./http-adapter.ts";
import { type PresetName, presets } from "./presets.ts";
import { providerSettings } from "./provider-settings.ts";
import type { EnrichmentSubject } from "./template.ts";

const servers: StandIn[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(answer: (asked: Received, response: ServerResponse) => void): Promise<StandIn> {
  const server = await standIn(answer);
  servers.push(server);
  return server;
}

const asha: EnrichmentSubject = {
  email: "asha+home@tata.example",
  phone: "+919812345678",
  name: "Asha Rao",
  domain: "tata.example",
};
const signal = new AbortController().signal;

/** The preset, asked of the stand-in instead. */
function presetAt(name: PresetName, server: StandIn, secret: string) {
  const here = (address: string) => address.replace(/^https:\/\/[^/]+/, `http://${server.host}`);
  const { url, login, ...rest } = presets[name].settings;
  const settings = providerSettings.parse({
    ...rest,
    url: here(url),
    login: login ? { ...login, url: here(login.url) } : null,
  });
  return httpAdapter({ settings, secret, privateHosts: [server.host] });
}

describe("Clearbit's combined look-up", () => {
  it("is asked by address with a bearer key, and its person and company are read", async () => {
    const server = await serve((_, response) =>
      json(response, {
        person: {
          id: "d54c54ad",
          name: { fullName: "Asha Rao" },
          email: asha.email,
          geo: { city: "Pune", country: "India" },
          employment: { domain: "tata.example", name: "Tata", title: "Head of Design", seniority: "manager" },
        },
        company: {
          name: "Tata Group",
          foundedYear: 1868,
          category: { sector: "Industrials", industry: "Conglomerates" },
          metrics: { employees: 935_000, employeesRange: "100K+" },
        },
      }),
    );
    const answer = await presetAt("clearbit", server, "sk_1").question(asha)?.ask(signal);
    expect(answer).toEqual({
      status: "found",
      values: {
        job_title: "Head of Design",
        seniority: "manager",
        company: "Tata Group",
        employees: 935_000,
        founded_year: 1868,
        industry: "Conglomerates",
        country: "India",
      },
    });
    expect(server.received).toMatchObject([
      { method: "GET", url: "/v2/combined/find?email=asha%2Bhome%40tata.example" },
    ]);
    expect(server.received[0]?.headers).toMatchObject({ authorization: "Bearer sk_1" });
  });

  it("knows nothing of a person and still something of the company", async () => {
    const server = await serve((_, response) =>
      json(response, {
        person: null,
        company: { name: "Tata Group", metrics: { employees: null, employeesRange: "51-250" } },
      }),
    );
    expect(await presetAt("clearbit", server, "k").question(asha)?.ask(signal)).toEqual({
      status: "found",
      values: { company: "Tata Group", employees: "51-250" },
    });
  });

  it("does not know an address, or is looking still", async () => {
    let status = 404;
    const server = await serve((_, response) =>
      json(response, { error: { type: "unknown_record" } }, status),
    );
    const question = presetAt("clearbit", server, "k").question(asha);
    expect(await question?.ask(signal)).toEqual({ status: "unknown" });
    status = 202;
    await expect(question?.ask(signal)).rejects.toMatchObject({ code: "http_202", retry: true, sent: true });
  });
});

describe("Apollo's people enrichment", () => {
  it("is asked with its own header, reveals no contacts, and says null of whom it does not know", async () => {
    let person: object | null = {
      title: "Founder",
      seniority: "founder",
      country: "India",
      organization: {
        name: "Rao Interiors",
        estimated_num_employees: 12,
        founded_year: 2019,
        industry: "design",
      },
    };
    const server = await serve((_, response) => json(response, { person }));
    const question = presetAt("apollo", server, "key").question(asha);
    expect(await question?.ask(signal)).toEqual({
      status: "found",
      values: {
        job_title: "Founder",
        seniority: "founder",
        company: "Rao Interiors",
        employees: 12,
        founded_year: 2019,
        industry: "design",
        country: "India",
      },
    });
    expect(server.received).toMatchObject([{ method: "POST", headers: { "x-api-key": "key" } }]);
    const asked = new URL(`http://h${server.received[0]?.url}`).searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      email: asha.email,
      reveal_personal_emails: "false",
      reveal_phone_number: "false",
    });
    person = null;
    expect(await question?.ask(signal)).toEqual({ status: "unknown" });
  });
});

describe("ZoomInfo's contact enrichment", () => {
  it("is logged in to once, then asked with the token; an old token is replaced", async () => {
    let logins = 0;
    let old = "none";
    const server = await serve(({ url, headers }, response) => {
      if (url.endsWith("/token")) {
        logins += 1;
        json(response, { access_token: `token${logins}`, token_type: "Bearer", expires_in: 3600 });
      } else if (headers.authorization === `Bearer ${old}`) {
        json(response, { errors: [{ status: "401" }] }, 401);
      } else {
        json(response, {
          data: [
            {
              type: "Contact",
              id: "1",
              attributes: {
                jobTitle: "CIO",
                managementLevel: ["C-Level"],
                company: { name: "Acme", employeeCount: 410 },
              },
              meta: { matchStatus: "FULL_MATCH" },
            },
          ],
        });
      }
    });
    const adapter = presetAt("zoominfo", server, `client:${server.host}`);
    const values = { job_title: "CIO", seniority: "C-Level", company: "Acme", employees: 410 };
    expect(await adapter.question(asha)?.ask(signal)).toEqual({ status: "found", values });
    expect(await adapter.question(asha)?.ask(signal)).toEqual({ status: "found", values });
    expect(logins).toBe(1);
    const [login, asked] = server.received;
    expect(login?.body).toBe("grant_type=client_credentials");
    expect(login?.headers.authorization).toBe(`Basic ${btoa(`client:${server.host}`)}`);
    expect(asked?.headers).toMatchObject({
      authorization: "Bearer token1",
      "content-type": "application/vnd.api+json",
    });
    expect(JSON.parse(asked?.body ?? "")).toMatchObject({
      data: { type: "ContactEnrich", attributes: { matchPersonInput: [{ emailAddress: asha.email }] } },
    });

    old = "token1";
    await expect(adapter.question(asha)?.ask(signal)).rejects.toMatchObject({
      code: "http_401",
      retry: false,
    });
    expect(await adapter.question(asha)?.ask(signal)).toEqual({ status: "found", values });
    expect(logins).toBe(2);
  });

  it("says NO_MATCH of whom it does not know", async () => {
    const server = await serve(({ url }, response) =>
      url.endsWith("/token")
        ? json(response, { access_token: "t", expires_in: 3600 })
        : json(response, { data: [{ type: "NoMatch", attributes: {}, meta: { matchStatus: "NO_MATCH" } }] }),
    );
    const adapter = presetAt("zoominfo", server, `other:${server.host}`);
    expect(await adapter.question(asha)?.ask(signal)).toEqual({ status: "unknown" });
  });

  it("is not asked where the log-in fails", async () => {
    const server = await serve((_, response) => json(response, { error: "invalid_client" }, 401));
    const asked = presetAt("zoominfo", server, `wrong:${server.host}`).question(asha)?.ask(signal);
    await expect(asked).rejects.toMatchObject({ code: "login_401", retry: false, sent: false });
  });
});

test("a lead without an address is not asked about by address, and a company not as a person", () => {
  const nobody = { email: null, phone: null, name: null, domain: "tata.example" };
  const of = (url: string) =>
    httpAdapter({
      settings: providerSettings.parse({ method: "GET", url, mapping: { company: "name" } }),
      secret: null,
      privateHosts: [],
    }).question(nobody);
  expect(of("https://api.example.com/?email={email}")).toBeNull();
  expect(of("https://api.example.com/?domain={domain}")).toMatchObject({ ofPerson: false });
  expect(
    httpAdapter({
      settings: providerSettings.parse({ method: "GET", url: "https://h.in/{phone}", mapping: { a: "a" } }),
      secret: null,
      privateHosts: [],
    }).question(asha),
  ).toMatchObject({ ofPerson: true });
});

test.each([
  [500, { code: "http_500", retry: true }],
  [429, { code: "http_429", retry: true }],
  [302, { code: "http_302", retry: false }],
  [402, { code: "http_402", retry: false }],
])("an answer of %i is a failure, repeated where that may help", async (status, failure) => {
  const server = await serve((_, response) => json(response, {}, status));
  const asked = presetAt("clearbit", server, "k").question(asha)?.ask(signal);
  await expect(asked).rejects.toBeInstanceOf(EnrichmentFailure);
  await expect(presetAt("clearbit", server, "k").question(asha)?.ask(signal)).rejects.toMatchObject(failure);
});

test("an answer that is no JSON is a failure that quotes nothing of it", async () => {
  const server = await serve((_, response) => response.end("<html>asha@tata.example"));
  const asked = presetAt("clearbit", server, "k").question(asha)?.ask(signal);
  await expect(asked).rejects.toThrow("The provider gave no answer: no_json.");
});
