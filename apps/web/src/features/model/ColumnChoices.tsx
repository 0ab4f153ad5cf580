"use client";

import type { Columns, DoubtedColumn } from "@leadlift/services/model/doubted-columns";
import { can } from "@leadlift/services/permissions";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Select } from "../../components/Field.tsx";
import { Segments } from "../../components/Segments.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { changeOf, standingOf } from "./column-words.ts";

type Choice = DoubtedColumn["choice"];

const choices = ["guard", "use", "leave"] as const;

/** What trainings do with columns that may know the outcome, or that somebody does not want. */
export function ColumnChoices({ columns }: { columns: Columns }) {
  const words = useTranslations("model.columns");
  const { role } = useWorkspace();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const choose = useMutation(
    trpc.model.chooseColumn.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.model.page.pathFilter()),
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
    }),
  );
  const mayChoose = can(role, "model.choose-columns");
  const { doubted } = columns;
  if (doubted.length === 0 && !mayChoose) return null;
  return (
    <div className="mt-4 border-t pt-3">
      <h3 className="font-semibold text-sub">{words("title")}</h3>
      <p className="text-ink2 text-sub">{words(doubted.length === 0 ? "none" : "what")}</p>
      <ul>
        {doubted.map((each) => (
          <li className="border-b py-3 last:border-0" key={each.column}>
            <Doubt
              busy={choose.isPending}
              doubted={each}
              onChoose={mayChoose ? (choice) => choose.mutate({ column: each.column, choice }) : null}
            />
          </li>
        ))}
      </ul>
      {mayChoose && (
        <OtherColumn
          busy={choose.isPending}
          columns={columns}
          onLeave={(column) => choose.mutate({ column, choice: "leave" })}
        />
      )}
    </div>
  );
}

interface DoubtProps {
  doubted: DoubtedColumn;
  busy: boolean;
  /** null: whoever looks may not */
  onChoose: ((choice: Choice) => void) | null;
}

function Doubt({ doubted, busy, onChoose }: DoubtProps) {
  const { label, evidence, used, choice } = doubted;
  const words = useTranslations("model.columns");
  const change = changeOf(doubted);
  const name = useId();
  return (
    <>
      <div className="flex items-baseline justify-between gap-3">
        <b className="min-w-0 break-words font-semibold">{label}</b>
        {used !== null && <Tag tone={used ? "accent" : "plain"}>{words(used ? "used" : "left")}</Tag>}
      </div>
      <p className="mt-0.5 text-ink2 text-sub">
        {words(`standing.${standingOf(doubted)}`)}
        {evidence && ` ${evidence.slice(0, 1).toUpperCase()}${evidence.slice(1)}.`}
      </p>
      {onChoose && (
        <div className="mt-2" inert={busy}>
          <Segments
            chosen={choice ?? "guard"}
            legend={words("next", { label })}
            name={name}
            onChoose={(value) => onChoose(value === "guard" ? null : value)}
            options={choices.map((value) => ({ value, label: words(`choices.${value}`) }))}
          />
        </div>
      )}
      {change && <p className="mt-1.5 text-accent text-sub">{words(`changes.${change}`)}</p>}
    </>
  );
}

interface OtherColumnProps {
  columns: Columns;
  busy: boolean;
  onLeave(column: string): void;
}

function OtherColumn({ columns, busy, onLeave }: OtherColumnProps) {
  const words = useTranslations("model.columns");
  const [column, setColumn] = useState("");
  const listed = new Set(columns.doubted.map((each) => each.column));
  return (
    <details className="text-sub">
      <summary className="flex min-h-11 cursor-pointer items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-8">
        {words("another")}
      </summary>
      <div className="mt-1 flex gap-2">
        <Select
          className="min-w-0 flex-1"
          id="other-column"
          label={words("which")}
          onChange={(event) => setColumn(event.target.value)}
          silent
          value={column}
        >
          <option value="">{words("choose")}</option>
          {columns.all
            .filter((each) => !listed.has(each.column))
            .map((each) => (
              <option key={each.column} value={each.column}>
                {each.label}
              </option>
            ))}
        </Select>
        <Button
          disabled={column === "" || busy}
          onClick={() => {
            onLeave(column);
            setColumn("");
          }}
        >
          {words("leaveOut")}
        </Button>
      </div>
    </details>
  );
}
