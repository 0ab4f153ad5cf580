import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { catalogues } from "../../i18n/catalogue.ts";
import { gradeChoice } from "./grade-choice.ts";
import { nameOf, subLine } from "./lead-words.ts";
import { filterCount, listInput, loadView, serializeView } from "./view.ts";

const words = createTranslator({ locale: "en-IN", messages: catalogues["en-IN"], namespace: "lead" });
const me = "018f3c3e-0000-7000-8000-000000000001";

describe("a view of the list", () => {
  it("stands in the address whole and comes back", () => {
    const address = "?q=rhea&status=won&grade=A,B&source=99acres&city=Bopal&owner=me&sort=newest";
    expect(serializeView(loadView(new URLSearchParams(address)))).toBe(address);
  });

  it("leaves out what an address says wrongly", () => {
    const view = loadView(new URLSearchParams("?grade=A,Z&sort=price&owner=nobody&status=maybe"));
    expect(listInput(view, me)).toEqual({
      view: { status: "open", grade: ["A"], source: [], city: [] },
      sort: "score",
    });
  });

  it("asks for one's own leads by one's own id", () => {
    expect(listInput(loadView(new URLSearchParams("?owner=me&state=unknown")), me).view).toMatchObject({
      ownerId: me,
      state: "unknown",
    });
  });

  it("counts its filters", () => {
    expect(filterCount(loadView(new URLSearchParams("?grade=A&city=Bopal&q=x&status=lost")))).toBe(2);
  });
});

describe("grades", () => {
  it("are chosen together, a state without a grade alone", () => {
    expect(gradeChoice(["A", "B"])).toEqual({ grade: ["A", "B"], state: null });
    expect(gradeChoice(["A", "unknown"])).toEqual({ grade: [], state: "unknown" });
    expect(gradeChoice(["unknown", "C"])).toEqual({ grade: ["C"], state: null });
  });
});

describe("a lead's line", () => {
  it("says what is known and nothing else", () => {
    const lead = { kind: "buyer", locality: "Bopal", city: "Ahmedabad", source: "99acres" };
    expect(subLine(lead, "₹85–95 L", words, "full")).toBe(
      "Buyer · Bopal, Ahmedabad · ₹85\u2060–\u206095\u00a0L · 99acres",
    );
    expect(subLine({ kind: "seller", locality: null, city: null, source: null }, null, words)).toBe("Seller");
    expect(nameOf({ name: null, kind: "tenant" }, words)).toBe("Unnamed tenant");
  });
});
