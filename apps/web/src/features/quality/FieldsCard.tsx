"use client";

import type { Completeness, Known } from "@leadlift/services/quality/summary";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Select } from "../../components/Field.tsx";
import { countText, percentText } from "../../format/number.ts";
import { FieldRow } from "./FieldRow.tsx";
import { fieldShares, isOwnField, knownShare, shortMonth } from "./quality-words.ts";
import { sourceChoices } from "./source-choices.ts";
import { useFieldName, useSourceName } from "./use-names.ts";

interface FieldsCardProps {
  completeness: Completeness;
  source: string;
  onSource(source: string): void;
}

const ownShownFirst = 6;

/** Of each field, how many leads have it: least known first, of all sources or of one. */
export function FieldsCard({ completeness, source, onSource }: FieldsCardProps) {
  const words = useTranslations("quality.fields");
  const locale = useLocale();
  const fieldName = useFieldName();
  const sourceName = useSourceName();
  const [all, setAll] = useState(false);
  const { fields, total, months } = completeness;
  const choices = sourceChoices(completeness);
  const chosen = choices.find(({ value }) => value === source);
  const about: Known = chosen ?? total;
  const share = knownShare(about);
  if (share === null) {
    return (
      <Card title={words("title")}>
        <p className="text-ink2">{words("none")}</p>
      </Card>
    );
  }
  const rows = fieldShares(about).flatMap((row) => {
    const field = fields[row.field];
    return field ? [{ ...row, ...field }] : [];
  });
  const own = rows.filter(({ key }) => isOwnField(key));
  const row = ({ field, key, known, share, ...named }: (typeof rows)[number]) => (
    <FieldRow
      key={key}
      known={known}
      label={fieldName({ key, ...named })}
      leads={about.leads}
      months={
        // Months are of all sources.
        chosen ? [] : months.map(({ month, leads, known }) => ({ month, leads, known: known[field] ?? 0 }))
      }
      share={share}
    />
  );
  return (
    <Card title={words("title")}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <p>
          {words.rich("filled", {
            share: percentText(share),
            b: (share) => <span className="font-bold text-title">{share}</span>,
          })}
          <span className="block text-ink2 text-sub">
            {words("of", { fields: fields.length, leads: about.leads })}
            {chosen && `; ${words("over", { share: percentText(knownShare(total) ?? 0) })}`}
          </span>
        </p>
        <Select
          className="w-full sm:w-60"
          id="quality-source"
          label={words("source")}
          onChange={(event) => onSource(event.target.value)}
          value={chosen?.value ?? ""}
        >
          <option value="">{words("allSources")}</option>
          {choices.map(({ value, name, leads }) => (
            <option key={value} value={value}>
              {words("choice", { source: sourceName(name), leads: countText(leads) })}
            </option>
          ))}
        </Select>
      </div>
      <ul>{rows.filter(({ key }) => !isOwnField(key)).map(row)}</ul>
      {own.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 font-semibold text-ink2 text-sub">{words("own")}</h3>
          <ul>{own.slice(0, all ? own.length : ownShownFirst).map(row)}</ul>
        </>
      )}
      {own.length > ownShownFirst && (
        <Button aria-expanded={all} className="mt-3" onClick={() => setAll(!all)}>
          {all ? words("least") : words("all", { n: own.length })}
        </Button>
      )}
      {!chosen && months.length > 1 && (
        <p className="mt-3 text-ink2 text-sub">
          {words("bars", {
            first: shortMonth(months[0]?.month ?? "", locale),
            last: shortMonth(months.at(-1)?.month ?? "", locale),
          })}
        </p>
      )}
    </Card>
  );
}
