import type { LeadRow } from "@leadlift/services/lead/lead-row";
import { can } from "@leadlift/services/permissions";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import { useTRPC } from "../../trpc/client.tsx";
import type { ActView } from "../act/act-view.ts";
import { viewAddress } from "../saved-view/view-query.ts";
import { places } from "../shell/places.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { useCurrentLead } from "./current-lead.ts";
import { matches } from "./matches.ts";

export interface Command {
  id: string;
  label: string;
  /** at the right: what tells it from others */
  aside: string;
  run(): void;
}

export interface CommandGroup {
  label: string;
  items: Command[];
}

const acts = [
  ["done", "called"],
  ["snooze", "snooze"],
  ["assign", "reassign"],
  ["note", "note"],
] as const satisfies readonly (readonly [string, ActView])[];

const leastLetters = 2;
const mostPeople = 7;

/** Everything that can be gone to, found and done by these words. */
export function useCommands(text: string): { groups: CommandGroup[]; looking: boolean } {
  const words = useTranslations("command");
  const shell = useTranslations("shell");
  const trpc = useTRPC();
  const router = useRouter();
  const { role } = useWorkspace();
  const lead = useCurrentLead();
  const views = useQuery({ ...trpc.savedView.list.queryOptions(), staleTime: 60_000 }).data ?? [];
  const search = useDeferredValue(text.trim());
  const asked = search.length >= leastLetters;
  const found = useQuery(
    trpc.lead.list.queryOptions(
      { view: { status: "all" }, search, sort: "score", limit: mostPeople },
      { enabled: asked, staleTime: 10_000 },
    ),
  );
  const go = (href: string) => () => router.push(href);
  const groups: CommandGroup[] = [
    {
      label: lead ? `${words("thisLead")}: ${lead.name}` : "",
      items: lead
        ? acts.map(([name, view]) => ({
            ...{ id: `act ${name}`, label: words(name), aside: "" },
            run: () => lead.ask(view),
          }))
        : [],
    },
    {
      label: words("goTo"),
      items: [...places.filter(({ needs }) => can(role, needs)), { href: "/me", label: "me" as const }].map(
        ({ href, label }) => ({ id: href, label: shell(label), aside: "", run: go(href) }),
      ),
    },
    {
      label: words("views"),
      items: views.map(({ id, name, query, owner, changeable }) => ({
        ...{ id, label: name, aside: changeable ? "" : owner.name },
        run: go(viewAddress(query)),
      })),
    },
  ];
  const people = asked ? (found.data?.rows ?? []) : [];
  const shown = groups.map(({ label, items }) => ({
    label,
    items: items.filter((item) => matches(item.label, text)),
  }));
  const persons = {
    label: words("people"),
    items: people.map((row) => ({
      ...{ id: row.id, label: row.name ?? words("unnamed"), aside: asideOf(row) },
      run: go(`/leads/${row.id}`),
    })),
  };
  return {
    groups: [persons, ...shown].filter(({ items }) => items.length > 0),
    looking: asked && (found.isFetching || search !== text.trim()),
  };
}

function asideOf({ phone, city, score, grade }: LeadRow): string {
  return [phone, city, score === null ? null : `${score} ${grade}`].filter(Boolean).join(" · ");
}
