import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { RulesBanner } from "../../../../features/scorecard/RulesBanner.tsx";
import { Words } from "../../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../../trpc/server.ts";

/** The list of an organisation without a model says what ranks it, and what a model still needs. */
export default async function LeadListLayout({ children }: { children: React.ReactNode }) {
  await requireSession();
  const queries = serverQueryClient();
  await queries.prefetchQuery(serverTrpc.scorecard.standing.queryOptions());
  return (
    <>
      <HydrationBoundary state={dehydrate(queries)}>
        <Words of={["shell", "scorecard"]}>
          <RulesBanner />
        </Words>
      </HydrationBoundary>
      {children}
    </>
  );
}
