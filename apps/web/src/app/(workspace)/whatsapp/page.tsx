import { can } from "@leadlift/services/permissions";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Empty } from "../../../components/Empty.tsx";
import { WhatsAppView } from "../../../features/whatsapp/WhatsAppView.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { platform } from "../../../server/platform.ts";
import { requireSession, serverQueryClient, serverTrpc } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("whatsapp");
  return { title: words("title") };
}

export default async function WhatsAppPage() {
  const { role } = await requireSession();
  if (!can(role, "organisation.manage")) {
    const words = await getTranslations("whatsapp");
    return (
      <Empty heading="h1" title={words("admins")}>
        {words("adminsWhy")}
      </Empty>
    );
  }
  const queries = serverQueryClient();
  await queries.fetchQuery(serverTrpc.whatsapp.list.queryOptions());
  const { env } = await platform();
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Words of={["shell", "keys", "whatsapp"]}>
        <WhatsAppView apiUrl={env.publicApiUrl} />
      </Words>
    </HydrationBoundary>
  );
}
