"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useEffect } from "react";
import { buttonClass } from "../../components/Button.tsx";
import { Icon } from "../../components/Icon.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { useListKeys } from "../today/use-list-keys.ts";
import { leadListQuery } from "./list-query.ts";
import { serializeView, viewParsers } from "./view.ts";

/** Back to the view this lead was opened from, and the leads before and after it there. */
export function Neighbours({ leadId }: { leadId: string }) {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const router = useRouter();
  const { userId } = useWorkspace();
  const [view] = useQueryStates(viewParsers);
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    ...leadListQuery(trpc, view, userId),
    // The order someone works through must not change while they do.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const ids = data?.pages.flatMap(({ rows }) => rows.map(({ id }) => id)) ?? [];
  const at = ids.indexOf(leadId);
  const viewText = serializeView(view);
  const hrefAt = (index: number) => {
    const id = at < 0 ? undefined : ids[index];
    return id ? `/leads/${id}${viewText}` : null;
  };
  const previous = hrefAt(at - 1);
  const next = hrefAt(at + 1);
  const needsMore = at >= 0 && at >= ids.length - 2 && hasNextPage && !isFetching;

  useEffect(() => {
    if (needsMore) void fetchNextPage();
  }, [needsMore, fetchNextPage]);

  useListKeys({
    j: () => next && router.push(next),
    k: () => previous && router.push(previous),
    escape: () => router.push(`/leads${viewText}`),
  });

  return (
    <nav aria-label={words("view.neighbours")} className="-mx-2.5 flex items-center justify-between py-2">
      <Link className={buttonClass("quiet", "!px-2")} href={`/leads${viewText}`}>
        <Icon name="left" size={16} />
        {words("view.back")}
      </Link>
      <div className="flex items-center gap-1">
        {at >= 0 && (
          <span className="mr-1 text-faint text-ink3">
            {words("view.place", { at: at + 1, count: ids.length, more: String(hasNextPage) })}
          </span>
        )}
        <Step href={previous} icon="left" label={words("view.previous")} />
        <Step href={next} icon="right" label={words("view.next")} />
      </div>
    </nav>
  );
}

function Step({ href, icon, label }: { href: string | null; icon: "left" | "right"; label: string }) {
  const look = "grid size-11 place-items-center rounded-lg border md:pointer-fine:size-9";
  if (!href) {
    return (
      <span aria-hidden="true" className={`${look} opacity-40`}>
        <Icon name={icon} />
      </span>
    );
  }
  return (
    <Link aria-label={label} className={`${look} bg-surface hover:border-edge`} href={href}>
      <Icon name={icon} />
    </Link>
  );
}
