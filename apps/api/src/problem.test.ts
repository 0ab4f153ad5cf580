import { ServiceError } from "@leadlift/services/errors";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { bodyOf, fault, problemOf } from "./problem.ts";

describe("a problem", () => {
  test("keeps the sentence, the code and the facts of what a service refuses", () => {
    const problem = problemOf(
      new ServiceError("CONFLICT", { worded: "There is one already." }, { count: 2 }),
    );
    expect(problem && bodyOf(problem, "7")).toEqual({
      type: "about:blank",
      title: "Conflict",
      status: 409,
      detail: "There is one already.",
      code: "conflict",
      count: 2,
      instance: "urn:uuid:7",
    });
  });

  test("cannot have its own members overwritten by facts", () => {
    const problem = problemOf(
      new ServiceError("NOT_FOUND", { worded: "Gone." }, { status: 200, code: "ok", detail: "x" }),
    );
    expect(problem && bodyOf(problem, "7")).toMatchObject({
      status: 404,
      code: "not_found",
      detail: "Gone.",
    });
  });

  test("names the fields of malformed input, without repeating what was in them", () => {
    const { error } = z.object({ city: z.enum(["Pune"]) }).safeParse({ city: "somebody's address" });
    const problem = problemOf(error);
    expect(problem).toMatchObject({ status: 400, code: "bad_input" });
    expect(problem?.details.errors).toMatchObject([{ path: "city" }]);
    expect(JSON.stringify(problem?.details)).not.toContain("somebody");
  });

  test("is never made of a fault of ours", () => {
    for (const error of [
      new Error("password of the database is hunter2"),
      Object.assign(new Error("x"), { code: "22P05" }),
      Object.assign(new Error("x"), { statusCode: 502 }),
      "text",
      undefined,
    ]) {
      expect(problemOf(error)).toBeNull();
    }
    expect(bodyOf(fault, "7")).toMatchObject({ status: 500, code: "fault" });
  });
});
