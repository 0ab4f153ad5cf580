"use client";

import type { BulkPreview } from "@leadlift/services/assignment/preview-bulk";
import { grades } from "@leadlift/services/lead/lead-row";
import type { TeamMember } from "@leadlift/services/team-report/team-report";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Choices } from "../../components/Choices.tsx";
import { Select } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { moveInput, nobody } from "./move-input.ts";
import { type Moved, useMove } from "./use-move.ts";

interface ReassignSheetProps {
  /** whose leads; empty: still to be chosen */
  from: string;
  members: readonly TeamMember[];
  onMoved(moved: Moved | null): void;
  onClose(): void;
}

/** Moves open leads to others, after a look at what it would do. */
export function ReassignSheet({ from: first, members, onMoved, onClose }: ReassignSheetProps) {
  const words = useTranslations("team.bulk");
  const trpc = useTRPC();
  const id = useId();
  const [from, setFrom] = useState(first);
  const [chosenGrades, setGrades] = useState<string[]>([]);
  const [chosenTo, setTo] = useState<string[]>([]);
  const to = chosenTo.filter((userId) => userId !== from);
  const input = moveInput(from, chosenGrades, to);
  const preview = useQuery({
    ...trpc.team.previewReassign.queryOptions(input ?? { toUserIds: [] }),
    enabled: input !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const fromName =
    from === nobody ? words("nobody") : (members.find(({ userId }) => userId === from)?.name ?? "");
  const move = useMove(fromName, onMoved);
  const seen = input && !preview.isPlaceholderData ? preview.data : undefined;
  const wrong = move.error ?? (input ? preview.error : null);
  return (
    <Sheet description={words("what")} onClose={onClose} title={words("title")}>
      <Select
        id={`${id}-from`}
        label={words("from")}
        onChange={(event) => setFrom(event.target.value)}
        value={from}
      >
        <option value="">{words("choose")}</option>
        <option value={nobody}>{words("nobody")}</option>
        {members.map(({ userId, name, load }) => (
          <option key={userId} value={userId}>
            {name} ({countText(load.open)})
          </option>
        ))}
      </Select>
      <Choices
        chosen={chosenGrades}
        legend={words("grades")}
        onChoose={setGrades}
        options={grades.map((value) => ({ value }))}
      />
      <div>
        <Choices
          chosen={to}
          legend={words("to")}
          onChoose={setTo}
          options={members
            .filter(({ userId, left }) => userId !== from && !left)
            .map(({ userId, name, load, awayUntil }) => ({
              value: userId,
              label: awayUntil ? `${name} (${words("awayTag")})` : name,
              count: load.open,
            }))}
        />
        <p className="text-faint text-ink3">{words("toWhat")}</p>
      </div>
      <section aria-busy={preview.isFetching} aria-label={words("preview")} aria-live="polite">
        <h3 className="font-semibold text-sub">{words("preview")}</h3>
        {!input && <p className="text-ink2 text-sub">{words("previewFirst")}</p>}
        {input && preview.isFetching && !preview.data && (
          <p className="text-ink2 text-sub">{words("looking")}</p>
        )}
        {input && preview.data && <Preview preview={preview.data} />}
        {wrong && <p className="text-neg text-sub">{sentenceOf(wrong)}</p>}
      </section>
      <div className="flex gap-2">
        <Button className="flex-1" onClick={onClose}>
          {words("cancel")}
        </Button>
        <Button
          className="flex-1"
          disabled={!seen || seen.leads === 0 || move.isPending}
          kind="primary"
          onClick={() =>
            input &&
            seen &&
            move.mutate(
              { ...input, expected: seen.leads },
              { onSuccess: onClose, onError: () => void preview.refetch() },
            )
          }
        >
          {move.isPending ? words("moving") : words("move", { n: seen?.leads ?? 0 })}
        </Button>
      </div>
    </Sheet>
  );
}

function Preview({ preview: { leads, targets } }: { preview: BulkPreview }) {
  const words = useTranslations("team.bulk");
  if (leads === 0) return <p className="text-ink2 text-sub">{words("none")}</p>;
  return (
    <table className="w-full text-right text-sub tabular-nums">
      <thead className="text-faint text-ink3">
        <tr className="border-b">
          <th className="py-1 text-left font-medium" scope="col">
            {words("person")}
          </th>
          <th className="py-1 font-medium" scope="col">
            {words("gets")}
          </th>
          <th className="py-1 font-medium" scope="col">
            {words("now")}
          </th>
          <th className="py-1 font-medium" scope="col">
            {words("after")}
          </th>
        </tr>
      </thead>
      <tbody>
        {targets.map(({ userId, name, gets, open, openAfter, grades: mix }) => (
          <tr className="border-b last:border-0" key={userId}>
            <th className="py-1 text-left font-normal" scope="row">
              {name}
              <span className="block text-faint text-ink3">
                {[
                  ...grades.flatMap((grade) =>
                    mix[grade] > 0 ? [words("grade", { count: mix[grade], grade })] : [],
                  ),
                  ...(mix.none > 0 ? [words("noGrade", { count: mix.none })] : []),
                ].join(" · ")}
              </span>
            </th>
            <td className="py-1 font-semibold">{countText(gets)}</td>
            <td className="py-1">{countText(open)}</td>
            <td className="py-1">{countText(openAfter)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
