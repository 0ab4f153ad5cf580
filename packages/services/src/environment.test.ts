import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EnvironmentError, readEnvironment, repositoryRoot } from "./environment.ts";

const root = repositoryRoot(import.meta.dirname);

test("everything has a default", () => {
  expect(readEnvironment({}, import.meta.dirname)).toEqual({
    databaseUrl: null,
    redisUrl: null,
    dataDir: join(root, ".data"),
    keyFile: join(root, ".data/leadlift.key"),
    port: 3000,
    publicUrl: "http://localhost:3000",
    logLevel: "info",
    demo: true,
    demoLeads: 3000,
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

describe("a wrong value is refused by name", () => {
  test.each([
    ["PORT", "http"],
    ["PORT", "70000"],
    ["DATABASE_URL", "localhost"],
    ["DATABASE_URL", "mysql://localhost/x"],
    ["REDIS_URL", "localhost:6379"],
    ["PUBLIC_URL", "leads.example.in"],
    ["LOG_LEVEL", "loud"],
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
