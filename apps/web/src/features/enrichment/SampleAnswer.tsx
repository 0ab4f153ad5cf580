"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "../../components/Card.tsx";
import { textAreaClass } from "./Entered.tsx";
import { type Pair, readMapping } from "./provider-form.ts";
import { readSample } from "./sample-answer.ts";
import { useAttributeName } from "./use-attribute-name.ts";
import { useValueText } from "./use-value-text.ts";

/** What would be stored of an answer that is pasted from the provider's documentation. Nothing of it is sent. */
export function SampleAnswer({ mapping }: { mapping: readonly Pair[] }) {
  const words = useTranslations("enrichment.sample");
  const attributeName = useAttributeName();
  const valueText = useValueText();
  const [text, setText] = useState("");
  const rows = text.trim() === "" ? undefined : readSample(text, readMapping(mapping).record);
  const said = rows?.filter(({ value }) => value !== null).length ?? 0;
  return (
    <Card title={words("title")}>
      <label className="mb-1 block font-medium text-sub" htmlFor="sample-answer">
        {words("label")}
      </label>
      <textarea
        className={textAreaClass}
        id="sample-answer"
        onChange={(event) => setText(event.target.value)}
        placeholder={'{ "person": { "title": "Director" } }'}
        rows={7}
        spellCheck={false}
        value={text}
      />
      <p aria-live="polite" className="mt-1 text-ink2 text-sub" role="status">
        {rows === undefined
          ? words("stays")
          : rows === null
            ? words("notJson")
            : said === 0
              ? words("nothing")
              : words("some", { n: said, all: rows.length })}
      </p>
      {rows && rows.length > 0 && (
        <dl className="mt-2 border-t">
          {rows.map(({ key, paths, value }) => (
            <div
              className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-3 border-b py-1.5 last:border-0"
              key={key}
            >
              <dt className="break-words text-ink2">{attributeName(key)}</dt>
              <dd className="break-words">
                {value === null ? (
                  <span className="text-ink3">
                    {words("nothingAt", { places: paths.join(` ${words("or")} `) })}
                  </span>
                ) : (
                  valueText(value)
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
