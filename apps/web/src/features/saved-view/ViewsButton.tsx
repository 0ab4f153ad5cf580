"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Icon } from "../../components/Icon.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import type { SetView, View } from "../lead/view.ts";
import { shows } from "./view-query.ts";

const load = () => import("./ViewsSheet.tsx").then((module) => ({ default: module.ViewsSheet }));
const ViewsSheet = lazy(load);

/** Which view the list shows, and the way to others. */
export function ViewsButton({ view, setView }: { view: View; setView: SetView }) {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ ...trpc.savedView.list.queryOptions(), staleTime: 60_000 });
  const chosen = data?.find(({ query }) => shows(view, query));
  const name = chosen?.name ?? (shows(view, {}) ? words("saved.all") : words("saved.own"));
  return (
    <>
      <Button
        aria-haspopup="dialog"
        aria-label={`${words("saved.title")}: ${name}`}
        className="min-w-0 max-w-48 max-md:max-w-40"
        onClick={() => setOpen(true)}
        onPointerEnter={load}
      >
        <span className="truncate">{name}</span>
        <Icon name="down" size={14} />
      </Button>
      {open && (
        <Suspense>
          <ViewsSheet
            chosen={chosen ?? null}
            onClose={() => setOpen(false)}
            setView={setView}
            view={view}
            views={data ?? []}
          />
        </Suspense>
      )}
    </>
  );
}
