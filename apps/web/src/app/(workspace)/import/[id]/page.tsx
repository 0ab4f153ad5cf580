import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ImportView } from "../../../../features/import/ImportView.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../../trpc/server.ts";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  const { id: importId } = await params;
  const queries = serverQueryClient();
  try {
    await queries.fetchQuery(serverTrpc.import.get.queryOptions({ importId }));
  } catch (error) {
    // What one may not see is as absent as what is not there.
    if (error instanceof TRPCError && ["NOT_FOUND", "BAD_REQUEST", "FORBIDDEN"].includes(error.code))
      notFound();
    throw error;
  }
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ImportView importId={importId} />
    </HydrationBoundary>
  );
}
