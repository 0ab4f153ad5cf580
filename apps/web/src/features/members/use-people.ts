"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client.tsx";

/** After a change, everything on the page of people is asked for again. */
export function useRefreshPeople(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.member.pathFilter()),
      queries.invalidateQueries(trpc.invitation.pathFilter()),
      queries.invalidateQueries(trpc.leave.pathFilter()),
    ]);
  };
}
