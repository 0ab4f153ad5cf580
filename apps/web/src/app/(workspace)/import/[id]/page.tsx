import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ImportView } from "../../../../features/import/ImportView.tsx";
import { Words } from "../../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("import");
  return { title: words("title") };
}

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
      <Words of={["shell", "import"]}>
        <ImportView importId={importId} />
      </Words>
    </HydrationBoundary>
  );
}
