import { can } from "@leadlift/services/permissions";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Empty } from "../../../components/Empty.tsx";
import { KeysView } from "../../../features/api-keys/KeysView.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { platform } from "../../../server/platform.ts";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("keys");
  return { title: words("title") };
}

export default async function KeysPage() {
  const { role } = await requireSession();
  if (!can(role, "key.manage")) {
    const words = await getTranslations("keys");
    return (
      <Empty heading="h1" title={words("admins")}>
        {words("adminsWhy")}
      </Empty>
    );
  }
  const queries = serverQueryClient();
  await queries.fetchQuery(serverTrpc.apiKey.list.queryOptions());
  const { env } = await platform();
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "keys"]}>
        <KeysView apiUrl={env.publicApiUrl} />
      </Words>
    </HydrationBoundary>
  );
}
