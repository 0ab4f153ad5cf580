import { describe, expect, test } from "vitest";
import { defaultLadder as ladder } from "../organisation/default-ladder.ts";
import type { ColumnTarget } from "./mapping.ts";
import { proposeMapping } from "./propose-mapping.ts";
import { proposeStage } from "./stage-words.ts";

function propose(columns: Record<string, string[]>) {
  const sampled = Object.entries(columns).map(([header, values]) => ({ header, values }));
  return proposeMapping(sampled, { ladder, attributes: [] });
}

function targets(columns: Record<string, string[]>): Record<string, string> {
  const name = (target: ColumnTarget) => {
    if (target.to === "field") return target.field;
    return target.to === "leave" ? "leave" : `${target.kind} ${target.key}`;
  };
  return Object.fromEntries(
    propose(columns).mapping.columns.map(({ header, target }) => [header, name(target)]),
  );
}

const names = ["Asha Patil", "Ravi Kumar", "Sita Rao"];
const phones = ["98765 43210", "+91 98123 45678", ""];
const emails = ["asha@example.in", "", "sita@example.in"];

describe("headers", () => {
  test("of Indian portals", () => {
    expect(
      targets({
        "Lead Id": ["LD1", "LD2", "LD3"],
        "Customer Name": names,
        Mobile: phones,
        "Alt. Mobile": ["", "9811122233", ""],
        "E-mail Id": emails,
        "Lead Source": ["99acres", "Housing", "99acres"],
        City: ["Pune", "Pune", "Thane"],
        "Sales Stage": ["New", "Site Visit Done", "Lost"],
        "Assigned To": ["Bina", "Bina", "Chetan"],
        "Budget (INR)": ["85 L", "1.2 Cr", ""],
        "Enquiry Date": ["05/03/2026", "17/03/2026", "01/04/2026"],
        Converted: ["Yes", "No", "No"],
        "Lost Reason": ["", "", "Price"],
      }),
    ).toEqual({
      "Lead Id": "externalId",
      "Customer Name": "name",
      Mobile: "phone",
      "Alt. Mobile": "phone",
      "E-mail Id": "email",
      "Lead Source": "source",
      City: "city",
      "Sales Stage": "stage",
      "Assigned To": "owner",
      "Budget (INR)": "budget",
      "Enquiry Date": "enquiredAt",
      Converted: "outcome",
      "Lost Reason": "lostReason",
    });
  });

  test("of common CRMs", () => {
    expect(
      targets({
        "Record ID": ["1", "2", "3"],
        "First Name": ["Asha", "Ravi", "Sita"],
        "Last Name": ["Patil", "Kumar", "Rao"],
        "Phone Number": phones,
        Email: emails,
        "Lead Status": ["Open", "Contacted", "Qualified"],
        "Original Source": ["Web", "Web", "Phone"],
        "Lead Owner": ["a@x.in", "a@x.in", "b@x.in"],
        "Created Time": ["2026-03-05 10:00", "2026-03-06 10:00", "2026-03-07 10:00"],
        "Min Budget": ["50 L", "", "60 L"],
        "Max Budget": ["75 L", "", "80 L"],
      }),
    ).toMatchObject({
      "Record ID": "externalId",
      "First Name": "firstName",
      "Last Name": "lastName",
      "Phone Number": "phone",
      Email: "email",
      "Lead Status": "stage",
      "Original Source": "source",
      "Lead Owner": "owner",
      "Created Time": "enquiredAt",
      "Min Budget": "budgetMin",
      "Max Budget": "budgetMax",
    });
  });

  test("say nothing against their values", () => {
    expect(
      targets({
        "Do Not Email": ["No", "No", "Yes"],
        Contact: ["yes", "no", "no"],
        Phone: ["Android", "iPhone", "Android"],
        Result: ["pending", "pending", "unclear"],
      }),
    ).toEqual({
      "Do Not Email": "boolean do_not_email",
      Contact: "boolean contact",
      Phone: "categorical phone",
      Result: "categorical result",
    });
  });

  test("of two columns for one field, the likelier is taken and the other becomes an attribute", () => {
    expect(targets({ "Prospect ID": ["a", "b", "c"], "Lead Number": ["7", "8", "9"] })).toEqual({
      "Prospect ID": "externalId",
      "Lead Number": "numeric lead_number",
    });
    expect(targets({ Name: names, "First Name": names })).toEqual({
      Name: "name",
      "First Name": "categorical first_name",
    });
  });
});

test("values speak where the header does not", () => {
  expect(targets({ Kontakt: emails, Nummer: ["+919876543210", "+919812345678", ""] })).toEqual({
    Kontakt: "email",
    Nummer: "phone",
  });
  expect(targets({ price: ["9876543210", "8500000000"], x: ["1", "2"] }).price).toBe("numeric price");
});

test("every other column is an attribute of its kind, with a key of its own", () => {
  expect(
    targets({
      TotalVisits: ["0", "5", "12"],
      "Total Visits": ["0,5", "1,5", "2,0"],
      Flag: ["0", "1", "0"],
      "Ready?": ["Yes", "No", "Yes"],
      Possession: ["01/02/2026", "15/02/2026", ""],
      "बजट नोट": ["हाँ", "ना", "हाँ"],
      Empty: ["", "NA", "-"],
      Kind: ["2 BHK", "3 BHK", "2 BHK"],
    }),
  ).toEqual({
    TotalVisits: "numeric total_visits",
    "Total Visits": "numeric total_visits_2",
    Flag: "numeric flag",
    "Ready?": "boolean ready",
    Possession: "date possession",
    "बजट नोट": "categorical बजट_नोट",
    Empty: "leave",
    Kind: "kind",
  });
  expect(targets({ has_phone: ["yes", "no"], a: ["1", "2"] }).has_phone).toBe("boolean has_phone_2");
});

test("an attribute that is known keeps its kind", () => {
  const attributes = [{ key: "visits", label: "Visits", kind: "categorical" as const }];
  const { mapping } = proposeMapping([{ header: "Visits", values: ["1", "2"] }], { ladder, attributes });
  expect(mapping.columns[0]?.target).toEqual({ to: "attribute", ...attributes[0] });
});

test("the outcome's positive values and the last step are proposed, other rows left open", () => {
  expect(propose({ Converted: ["0", "1", "0"], a: ["x", "y", "z"] }).mapping.outcome).toEqual({
    positive: ["1"],
    step: "won",
    others: "open",
  });
  expect(propose({ a: ["x"], b: ["y"] }).mapping.outcome).toBeNull();
});

test.each([
  ["Site Visit Done", "visit_done"],
  ["SV Scheduled", "visit_booked"],
  ["Follow-up", "contacted"],
  ["Token Received", "token_paid"],
  ["Hot", "qualified"],
  ["Closed Won", "won"],
  ["Booking Done", "won"],
  ["Won", "won"],
  ["Not Interested", "lost"],
  ["Closed Lost", "lost"],
  ["Junk", "lost"],
  ["New", "open"],
  ["Not contacted", "open"],
  ["something else", "open"],
])("the stage %s is proposed as %s", (value, meaning) => {
  expect(proposeStage(value, ladder)).toBe(meaning);
});

test("a ladder of one's own is matched by its words", () => {
  const own = [
    { key: "demo", label: "Demo given" },
    { key: "paid", label: "Fees paid" },
  ];
  expect(proposeStage("fees  PAID", own)).toBe("paid");
  expect(proposeStage("Visit done", own)).toBe("open");
});
