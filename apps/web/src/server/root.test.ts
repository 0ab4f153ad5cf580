import type { Session } from "@leadlift/services/context";
import { permissions, type Role } from "@leadlift/services/permissions";
import { describe, expect, it } from "vitest";
import { faultSentence } from "./errors.ts";
import type { RequestContext } from "./request-context.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory, procedure, router } from "./trpc.ts";

const procedures = Object.entries<object>(appRouter._def.procedures).map(([path, found]) => ({
  path,
  can: permissionOf(found),
}));

function permissionOf(found: object): unknown {
  const definition = "_def" in found ? found._def : null;
  const meta = typeof definition === "object" && definition && "meta" in definition ? definition.meta : null;
  return typeof meta === "object" && meta && "can" in meta ? meta.can : undefined;
}

function asked(session: Session | null): RequestContext {
  return {
    session,
    language: "en",
    sessionNow: () => Promise.resolve(session),
    contextOf: () => Promise.reject(new Error("No procedure here comes this far.")),
    report: () => undefined,
  };
}

function as(role: Role): RequestContext {
  return asked({ userId: "u", orgId: "o", role, name: "A", orgName: "O" });
}

describe("the router", () => {
  it("has no procedure without a permission", () => {
    expect(procedures.length).toBeGreaterThan(0);
    for (const { path, can } of procedures) expect(permissions, path).toContain(can);
  });

  it("refuses a procedure that declares none, and says nothing of why", async () => {
    const bare = createCallerFactory(router({ open: procedure.query(() => "secret") }));
    await expect(bare(as("admin")).open()).rejects.toMatchObject({
      code: "INTERNAL_SERVER_ERROR",
      message: faultSentence,
    });
  });

  it("asks whoever is not signed in to sign in, before anything else", async () => {
    const marked = createCallerFactory(
      router({ open: procedure.meta({ can: "lead.read" }).query(() => "secret") }),
    );
    await expect(marked(asked(null)).open()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("refuses a role that lacks the permission", async () => {
    const marked = createCallerFactory(
      router({ open: procedure.meta({ can: "model.train" }).query(() => "secret") }),
    );
    await expect(marked(as("broker")).open()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("answers in the language of whoever asks", async () => {
    const marked = createCallerFactory(
      router({ open: procedure.meta({ can: "model.train" }).query(() => "secret") }),
    );
    const hindi = /^[^A-Za-z]+।$/;
    for (const ctx of [as("broker"), asked(null)]) {
      const refused = marked({ ...ctx, language: "hi" }).open();
      await expect(refused).rejects.toThrow(hindi);
    }
  });
});
