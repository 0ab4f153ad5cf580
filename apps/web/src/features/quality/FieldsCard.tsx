"use client";

import type { Completeness, Known } from "@leadlift/services/quality/summary";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Select } from "../../components/Field.tsx";
import { counted, countText, percentText } from "../../format/number.ts";
import { FieldRow } from "./FieldRow.tsx";
import { fieldShares, isOwnField, knownShare, monthText } from "./quality-words.ts";
import { sourceChoices } from "./source-choices.ts";

interface FieldsCardProps {
  completeness: Completeness;
  source: string;
  onSource(source: string): void;
}

const ownShownFirst = 6;

/** Of each field, how many leads have it: least known first, of all sources or of one. */
export function FieldsCard({ completeness, source, onSource }: FieldsCardProps) {
  const [all, setAll] = useState(false);
  const { fields, total, months } = completeness;
  const choices = sourceChoices(completeness);
  const chosen = choices.find(({ value }) => value === source);
  const about: Known = chosen ?? total;
  const share = knownShare(about);
  if (share === null) {
    return (
      <Card title="What is known of your leads">
        <p className="text-ink2">There are no leads yet.</p>
      </Card>
    );
  }
  const rows = fieldShares(about).flatMap((row) => {
    const field = fields[row.field];
    return field ? [{ ...row, ...field }] : [];
  });
  const own = rows.filter(({ key }) => isOwnField(key));
  const row = ({ field, key, label, known, share }: (typeof rows)[number]) => (
    <FieldRow
      key={key}
      known={known}
      label={label}
      leads={about.leads}
      months={
        // Months are of all sources.
        chosen ? [] : months.map(({ month, leads, known }) => ({ month, leads, known: known[field] ?? 0 }))
      }
      share={share}
    />
  );
  return (
    <Card title="What is known of your leads">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <p>
          <span className="font-bold text-title">{percentText(share)}</span> filled in
          <span className="block text-ink2 text-sub">
            of {counted(fields.length, "field")} for {counted(about.leads, "lead")}
            {chosen && `; ${percentText(knownShare(total) ?? 0)} over all sources`}
          </span>
        </p>
        <Select
          className="w-full sm:w-60"
          id="quality-source"
          label="Source"
          onChange={(event) => onSource(event.target.value)}
          value={chosen?.value ?? ""}
        >
          <option value="">All sources</option>
          {choices.map(({ value, label, leads }) => (
            <option key={value} value={value}>
              {label} ({countText(leads)})
            </option>
          ))}
        </Select>
      </div>
      <ul>{rows.filter(({ key }) => !isOwnField(key)).map(row)}</ul>
      {own.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 font-semibold text-ink2 text-sub">Your own fields</h3>
          <ul>{own.slice(0, all ? own.length : ownShownFirst).map(row)}</ul>
        </>
      )}
      {own.length > ownShownFirst && (
        <Button aria-expanded={all} className="mt-3" onClick={() => setAll(!all)}>
          {all ? "Only the least known" : `All ${own.length} of your fields`}
        </Button>
      )}
      {!chosen && months.length > 1 && (
        <p className="mt-3 text-ink2 text-sub">
          The small bars are months of enquiry, {monthText(months[0]?.month ?? "")} to{" "}
          {monthText(months.at(-1)?.month ?? "")}; a full bar is every lead of that month.
        </p>
      )}
    </Card>
  );
}
