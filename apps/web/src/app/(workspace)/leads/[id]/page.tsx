import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LeadView } from "../../../../features/lead/LeadView.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../../trpc/server.ts";

// A name is personal data and has no place in a browser's history.
export const metadata: Metadata = { title: "Lead" };

export default async function LeadPage({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  const { id: leadId } = await params;
  const queries = serverQueryClient();
  try {
    await Promise.all([
      queries.fetchQuery(serverTrpc.lead.get.queryOptions({ leadId })),
      queries.prefetchQuery(serverTrpc.lead.timeline.queryOptions({ leadId })),
      queries.prefetchQuery(serverTrpc.lead.scoreHistory.queryOptions({ leadId })),
    ]);
  } catch (error) {
    if (error instanceof TRPCError && ["NOT_FOUND", "BAD_REQUEST"].includes(error.code)) notFound();
    throw error;
  }
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <LeadView key={leadId} leadId={leadId} />
    </HydrationBoundary>
  );
}
