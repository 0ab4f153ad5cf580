import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { Live } from "../../features/live/Live.tsx";
import { HotNews } from "../../features/notifications/HotNews.tsx";
import { ServiceWorker } from "../../features/notifications/ServiceWorker.tsx";
import { ladderWords } from "../../features/shell/ladder-words.ts";
import { Shell } from "../../features/shell/Shell.tsx";
import { readTheme, themeCookie } from "../../features/shell/theme.ts";
import { type Workspace, WorkspaceProvider } from "../../features/shell/Workspace.tsx";
import { ApiProvider } from "../../trpc/client.tsx";
import { requireContext, requireSession } from "../../trpc/server.ts";

export default async function WorkspaceLayout({ children }: { children: React.ReactNode }) {
  const session = await requireSession();
  const { organisation } = await requireContext();
  const workspace: Workspace = {
    userId: session.userId,
    role: session.role,
    organisation: organisation.name,
    timezone: organisation.timezone,
    currency: organisation.currency,
    ladder: ladderWords(organisation.ladder, await getTranslations("shell")),
    targetStep: organisation.targetStep,
    horizonDays: organisation.horizonDays,
    sample: organisation.sample,
  };
  return (
    <ApiProvider>
      <WorkspaceProvider value={workspace}>
        <Live />
        <HotNews />
        <ServiceWorker />
        <Shell
          name={session.name}
          organisation={organisation.name}
          role={session.role}
          sample={organisation.sample}
          theme={readTheme((await cookies()).get(themeCookie)?.value)}
        >
          {children}
        </Shell>
      </WorkspaceProvider>
    </ApiProvider>
  );
}
