import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EnvironmentError, readEnvironment, repositoryRoot, withApiPort } from "./environment.ts";

const root = repositoryRoot(import.meta.dirname);

test("everything has a default", () => {
  expect(readEnvironment({}, import.meta.dirname)).toEqual({
    databaseUrl: null,
    databaseReplicaUrl: null,
    redisUrl: null,
    dataDir: join(root, ".data"),
    keyFile: join(root, ".data/leadlift.key"),
    port: 3000,
    publicUrl: "http://localhost:3000",
    apiPort: 4000,
    publicApiUrl: "http://localhost:4000",
    privateHosts: [],
    datacentreRanges: [],
    trustProxy: false,
    keyPerSecond: 1_000,
    addressPerSecond: 100,
    metricsPort: null,
    mail: null,
    signUp: "first",
    logLevel: "info",
    demo: true,
    demoLeads: 2000,
    demoEventsPerLead: 40,
  });
});

test("an empty variable counts as absent", () => {
  expect(readEnvironment({ PORT: "", DATABASE_URL: " " }, import.meta.dirname)).toMatchObject({
    port: 3000,
    databaseUrl: null,
  });
});

test("the address follows the port and loses a closing slash", () => {
  expect(readEnvironment({ PORT: "8080" }, import.meta.dirname).publicUrl).toBe("http://localhost:8080");
  expect(readEnvironment({ PUBLIC_URL: "https://leads.example.in/" }, import.meta.dirname).publicUrl).toBe(
    "https://leads.example.in",
  );
});

test("proxies are told by their number or by name, lists by where they are", () => {
  const read = (proxy: string) =>
    readEnvironment({ LEADLIFT_TRUST_PROXY: proxy, LEADLIFT_DATACENTRE_RANGES: "aws.json, /etc/gcp.json" });
  expect(read("2")).toMatchObject({ trustProxy: 2 });
  expect(read("0").trustProxy).toBe(false);
  expect(read("10.0.0.0/8, ::1")).toMatchObject({ trustProxy: ["10.0.0.0/8", "::1"] });
  expect(read("1").datacentreRanges).toEqual([join(root, "aws.json"), "/etc/gcp.json"]);
});

test("the API's address moves with its port, unless it was given one", () => {
  const moved = withApiPort(readEnvironment({}, import.meta.dirname), 4001);
  expect(moved).toMatchObject({ apiPort: 4001, publicApiUrl: "http://localhost:4001" });
  const named = readEnvironment({ PUBLIC_API_URL: "https://api.example.in/" }, import.meta.dirname);
  expect(withApiPort(named, 4001).publicApiUrl).toBe("https://api.example.in");
});

test("mail is from an address at the installation's own name, unless another is given", () => {
  const smtp = { LEADLIFT_SMTP_URL: "smtp://mail.example.in", PUBLIC_URL: "https://leads.example.in" };
  expect(readEnvironment(smtp).mail?.from).toBe("LeadLift <leadlift@leads.example.in>");
  const named = { ...smtp, LEADLIFT_MAIL_FROM: "Sales <sales@example.in>" };
  expect(readEnvironment(named).mail).toEqual({
    smtpUrl: "smtp://mail.example.in",
    from: "Sales <sales@example.in>",
  });
});

describe("a wrong value is refused by name", () => {
  test.each([
    ["PORT", "http"],
    ["LEADLIFT_SMTP_URL", "mail.example.in"],
    ["LEADLIFT_MAIL_FROM", "nobody"],
    ["LEADLIFT_SIGNUP", "maybe"],
    ["PORT", "70000"],
    ["DATABASE_URL", "localhost"],
    ["DATABASE_URL", "mysql://localhost/x"],
    ["REDIS_URL", "localhost:6379"],
    ["PUBLIC_URL", "leads.example.in"],
    ["LEADLIFT_API_PORT", "0"],
    ["PUBLIC_API_URL", "api.example.in"],
    ["LOG_LEVEL", "loud"],
    ["LEADLIFT_TRUST_PROXY", "everybody"],
    ["LEADLIFT_DEMO", "yes"],
    ["LEADLIFT_DEMO_LEADS", "-5"],
  ])("%s=%s", (name, value) => {
    const read = () => readEnvironment({ [name]: value }, import.meta.dirname);
    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow(name);
  });
});

test("all wrong values are named at once", () => {
  expect(() => readEnvironment({ PORT: "x", LOG_LEVEL: "y" }, import.meta.dirname)).toThrow(
    /PORT.*LOG_LEVEL/,
  );
});

test("inner hosts are named one by one, with or without a port", () => {
  const read = (list: string) => readEnvironment({ LEADLIFT_PRIVATE_HOSTS: list }).privateHosts;
  expect(read("CRM.internal:8443, localhost  [::1]:9000")).toEqual([
    "crm.internal:8443",
    "localhost",
    "[::1]:9000",
  ]);
  for (const list of ["http://crm.internal", "*", "crm.internal/path"])
    expect(() => read(list)).toThrow(/LEADLIFT_PRIVATE_HOSTS/);
});
