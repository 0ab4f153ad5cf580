import type { ActRequest } from "@leadlift/services/act/act-input";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useActs } from "../act/use-acts.ts";

/** What was done from this page about each lead, latest, in words; without what was taken back. */
export function useDone(): ReadonlyMap<string, string> {
  const words = useTranslations("act");
  const { waiting, arrived } = useActs();
  return useMemo(() => {
    const all = [...arrived.map(({ act }) => act), ...waiting];
    const undone = new Set(all.filter(({ what }) => what === "undo").map(({ actId }) => actId));
    return new Map(
      all.flatMap((each): [string, string][] => {
        if (each.what === "undo" || undone.has(each.actId)) return [];
        const did = didOf(each.request);
        return did === null ? [] : [[each.leadId, words(`did.${did}`)]];
      }),
    );
  }, [waiting, arrived, words]);
}

function didOf(request: ActRequest) {
  if (request.kind === "called") return request.outcome;
  return request.kind === "judged" || request.kind === "woke" ? null : request.kind;
}
