import { ServiceError } from "@leadlift/services/errors";
import { TRPCError } from "@trpc/server";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { faultSentence, toResponse, toTrpcError } from "./errors.ts";

function noFault(cause: unknown): void {
  throw cause;
}

function wrapped(cause: unknown): TRPCError {
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "inner text", cause });
}

describe("errors", () => {
  it("keep their sentence when it is meant for people", () => {
    const error = toTrpcError(
      wrapped(new ServiceError("NOT_FOUND", "This lead does not exist.")),
      "en",
      noFault,
    );
    expect(error).toMatchObject({ code: "NOT_FOUND", message: "This lead does not exist." });
  });

  it("say it in the language of whoever asks, with their facts", async () => {
    const taken = new ServiceError("CONFLICT", "There is a view called “{name}” already.", { name: "Hot" });
    const message = "“Hot” नाम का व्यू पहले से है।";
    expect(toTrpcError(wrapped(taken), "hi", noFault)).toMatchObject({ code: "CONFLICT", message });
    expect(await toResponse(taken, "hi", noFault).json()).toEqual({ message });
    expect(taken.message).toBe("There is a view called “Hot” already.");
    const { error } = z.string().safeParse(1);
    for (const cause of [error, new Error("inner")]) {
      const { message } = toTrpcError(wrapped(cause), "hi", () => undefined);
      expect(message).toMatch(/^[^a-z]+।$/);
    }
  });

  it("never carry the text of a fault, which goes to the log instead", async () => {
    const seen: unknown[] = [];
    const cause = new Error("password of the database is hunter2");
    const error = toTrpcError(wrapped(cause), "en", (fault) => seen.push(fault));
    expect(error).toMatchObject({ code: "INTERNAL_SERVER_ERROR", message: faultSentence });
    expect(error.cause).toBeUndefined();
    const response = toResponse(cause, "en", (fault) => seen.push(fault));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("hunter2");
    expect(seen).toEqual([cause, cause]);
  });

  it("call malformed input the caller's, without repeating it", async () => {
    const { error } = z.object({ leadId: z.uuid() }).safeParse({ leadId: "somebody's name" });
    expect(toTrpcError(new TRPCError({ code: "BAD_REQUEST", cause: error }), "en", noFault)).toMatchObject({
      code: "BAD_REQUEST",
    });
    const response = toResponse(error, "en", noFault);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain("somebody");
  });
});
