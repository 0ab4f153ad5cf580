"use client";

import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { useState } from "react";
import type { AppRouter } from "../server/root.ts";
import { makeQueryClient } from "./query-client.ts";
import { wire } from "./wire.ts";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

let browserClient: QueryClient | undefined;

function queryClient(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

export function ApiProvider({ children }: { children: React.ReactNode }) {
  const client = queryClient();
  const [trpc] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        // Questions go in the body: a search for a person has no place in a log of addresses.
        httpBatchLink({ url: "/api/trpc", transformer: wire, methodOverride: "POST" }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider queryClient={client} trpcClient={trpc}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
