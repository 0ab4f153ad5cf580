import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommandError } from "../command-error.ts";
import { readTarget } from "./target.ts";

describe("labels from a column", () => {
  it("takes the value that means yes, whatever it is called", () => {
    expect(readTarget("Won?", ["No", "YES", "no"]).positive).toBe("YES");
    expect(readTarget("Converted", ["0", "1", "0"]).positive).toBe("1");
    expect(readTarget("Status", ["Lost", "Closed Won", "Lost"]).positive).toBe("Closed Won");
    expect(readTarget("Stage", ["new", "won", "lost", "call back"]).positive).toBe("won");
    expect(readTarget("Visited", ["no", "came by", "no"]).positive).toBe("came by");
  });

  it("compares without case, outer spaces and ways of writing a number", () => {
    const target = readTarget("y", ["1", "0", "1.0", " 01 ", "0.0"], "1");
    expect([...target.labels]).toEqual([1, 0, 1, 1, 0]);
  });

  it("leaves out rows without a value and counts them", () => {
    const target = readTarget("y", ["yes", "", "no", "NA"]);
    expect([...target.rows]).toEqual([0, 2]);
    expect([...target.labels]).toEqual([1, 0]);
    expect(target.unlabelled).toBe(2);
  });

  it("refuses a target with one class, also when it was only written differently", () => {
    expect(() => readTarget("y", ["1", "1.0", " 01"])).toThrow(/"1" in every row/);
    expect(() => readTarget("y", ["Yes", "YES ", "yes", ""])).toThrow(/a model needs both kinds/);
    expect(() => readTarget("y", ["", "NA"])).toThrow(/empty in every row/);
  });

  it("asks instead of guessing when no value or more than one could be success", () => {
    expect(() => readTarget("City", ["Pune", "Surat"])).toThrow(/--positive .*"Pune", "Surat"/);
    expect(() => readTarget("Stage", ["won", "booked", "lost"])).toThrow(/--positive/);
    expect(() => readTarget("Visits", ["0", "1", "2", "3"])).toThrow(/--positive/);
  });

  it("names the values when the one given is not there", () => {
    expect(() => readTarget("y", ["a", "b"], "c")).toThrow(/No row has "c" in column "y"; it says "a", "b"/);
  });

  it("labels every row that has a value and none that has not, or refuses", () => {
    const cell = fc.constantFrom("yes", "no", "", "Yes", "NA", "maybe");
    fc.assert(
      fc.property(fc.array(cell), (values) => {
        try {
          const target = readTarget("y", values, "yes");
          expect(target.rows.length + target.unlabelled).toBe(values.length);
          target.rows.forEach((row, i) => {
            expect(target.labels[i]).toBe(values[row]?.toLowerCase() === "yes" ? 1 : 0);
          });
        } catch (error) {
          expect(error).toBeInstanceOf(CommandError);
        }
      }),
    );
  });
});
