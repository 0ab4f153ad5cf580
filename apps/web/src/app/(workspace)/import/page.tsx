import { can } from "@leadlift/services/permissions";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Empty } from "../../../components/Empty.tsx";
import { ImportList } from "../../../features/import/ImportList.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("import");
  return { title: words("title") };
}

export default async function ImportsPage() {
  const { role } = await requireSession();
  if (!can(role, "import.read")) {
    const words = await getTranslations("import");
    return (
      <Empty heading="h1" title={words("managers")}>
        {words("managersWhy")}
      </Empty>
    );
  }
  const queries = serverQueryClient();
  await queries.fetchQuery(serverTrpc.import.list.queryOptions({}));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "import"]}>
        <ImportList />
      </Words>
    </HydrationBoundary>
  );
}
