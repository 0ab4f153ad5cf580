import { expect, test } from "vitest";
import { guessKind } from "./guess-kind.ts";

function columnsOf(csv: string) {
  const [names = [], ...rows] = csv
    .trim()
    .split("\n")
    .map((line) => line.split(";"));
  return names.map((header, column) => ({ header, values: rows.map((row) => row[column] ?? "") }));
}

const guess = (csv: string) => guessKind(columnsOf(csv));

test("a CRM's activities, a dialler's log and a web log are activities", () => {
  expect(guess("Lead Id;Activity Type;Activity Date;Notes\n1;Call;01/02/2026;x\n1;Email;02/02/2026;y")).toBe(
    "activities",
  );
  expect(guess("Customer Mobile;Call Date;Call Type;Call Duration\n9876543210;01/02/2026;Outgoing;30")).toBe(
    "activities",
  );
  expect(
    guess(
      "email;event;timestamp;url\na@b.in;page_view;2026-02-01T10:00:00Z;/x\na@b.in;page_view;2026-02-01T10:01:00Z;/y",
    ),
  ).toBe("activities");
});

test("an inventory is listings", () => {
  expect(
    guess("Property ID;Project;Configuration;Price;Locality;Status\nP-1;Skyline;2 BHK;85 L;Baner;Available"),
  ).toBe("listings");
});

test("leads stay leads, also with their last activity, their channel or the property they ask for", () => {
  expect(
    guess(
      "Prospect ID;Last Activity;Last Notable Activity;Converted\n1;Email Opened;Modified;0\n2;Olark Chat;Email Opened;1",
    ),
  ).toBe("leads");
  expect(
    guess("Name;Phone;Channel;Date\nAsha;9876543210;WhatsApp;01/02/2026\nRavi;9812345678;Call;02/02/2026"),
  ).toBe("leads");
  expect(guess("Lead Id;Name;Phone;Property Type;Budget\n1;Asha;9876543210;2 BHK;85 L")).toBe("leads");
  expect(guess("Id;Score\n1;2\n2;3")).toBe("leads");
});
