import { describe, expect, it } from "vitest";
import { notFound, ServiceError } from "../errors.ts";
import { hindi } from "./hindi.ts";
import { say } from "./said.ts";

const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("a sentence of an error", () => {
  it.each(Object.entries(hindi))("%s", (english, own) => {
    const names = namesIn(english);
    if (typeof own === "string") expect(namesIn(own)).toEqual(names);
    const facts = Object.fromEntries(names.map((name) => [name ?? "", `fact of ${name}`]));
    const said = say(english, facts, "hi");
    for (const fact of Object.values(facts)) expect(said).toContain(fact);
    expect(said).toMatch(/^[^{}]*[\u0900-\u097F][^{}]*।$/);
  });

  it("tells its facts in either language, counts as they are written in India", () => {
    const error = new ServiceError("BAD_INPUT", "At most {limit} leads can be moved at once.", {
      limit: 100_000,
    });
    expect(error.message).toBe("At most 1,00,000 leads can be moved at once.");
    expect(error.in("en")).toBe(error.message);
    expect(error.in("hi")).toBe("एक बार में ज़्यादा से ज़्यादा 1,00,000 लीड बाँटी जा सकती हैं।");
    expect(error.details).toEqual({ limit: 100_000 });
  });

  it("words roles and kinds, too, and leaves what it does not know as it is", () => {
    const refused = new ServiceError("FORBIDDEN", "Your role, {role}, does not allow this.", {
      role: "broker",
    });
    expect(refused.in("hi")).toContain("ब्रोकर");
    const kinds = { merged: "buyer", kept: "investor" };
    const two = new ServiceError("BAD_INPUT", "A {merged} and a {kept} are two enquiries.", kinds);
    expect(two.in("hi")).toContain("ख़रीदार और investor");
  });

  it("stays English where it has no words in another language", () => {
    expect(new ServiceError("UNAVAILABLE", { worded: "No database is running." }).in("hi")).toBe(
      "No database is running.",
    );
    expect(notFound("This lead").in("hi")).toBe("यह लीड मौजूद नहीं है।");
  });

  it("takes nothing for a fact that somebody wrote", () => {
    const named = new ServiceError("CONFLICT", "There is a view called “{name}” already.", {
      name: "{name} $&",
    });
    expect(named.message).toBe("There is a view called “{name} $&” already.");
  });
});
