import type { LeadDetail } from "@leadlift/services/lead/get";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { LeadView } from "../../../../features/lead/LeadView.tsx";
import { loadView, serializeView } from "../../../../features/lead/view.ts";
import { Words } from "../../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../../trpc/server.ts";
import { leadWords } from "../words.ts";

// A name is personal data and has no place in a browser's history.
export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("lead");
  return { title: words("one") };
}

/** The merged lead by whose address somebody came. */
const loadCameFrom = createLoader({ merged: parseAsString });

interface LeadPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function LeadPage({ params, searchParams }: LeadPageProps) {
  await requireSession();
  const { id: leadId } = await params;
  const { merged: cameFrom } = await loadCameFrom(searchParams);
  const queries = serverQueryClient();
  const lead = await openLead(leadId);
  if (lead.mergedInto) {
    const view = serializeView(`/leads/${lead.mergedInto.leadId}`, await loadView(searchParams));
    redirect(`${view}${view.includes("?") ? "&" : "?"}merged=${leadId}`);
  }
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={leadWords}>
        <LeadView cameFrom={cameFrom} key={leadId} leadId={leadId} />
      </Words>
    </HydrationBoundary>
  );
}

async function openLead(leadId: string): Promise<LeadDetail> {
  const queries = serverQueryClient();
  try {
    const [lead] = await Promise.all([
      queries.fetchQuery(serverTrpc.lead.get.queryOptions({ leadId })),
      queries.prefetchQuery(serverTrpc.lead.timeline.queryOptions({ leadId })),
      queries.prefetchQuery(serverTrpc.lead.scoreHistory.queryOptions({ leadId })),
      queries.prefetchQuery(serverTrpc.lead.nextStep.queryOptions({ leadId })),
      queries.prefetchQuery(serverTrpc.lead.consents.queryOptions({ leadId })),
      queries.prefetchQuery(serverTrpc.listing.similar.queryOptions({ leadId })),
    ]);
    if (lead.listing !== null) {
      await queries.prefetchQuery(serverTrpc.listing.get.queryOptions({ externalId: lead.listing }));
    }
    return lead;
  } catch (error) {
    if (error instanceof TRPCError && ["NOT_FOUND", "BAD_REQUEST"].includes(error.code)) notFound();
    throw error;
  }
}
