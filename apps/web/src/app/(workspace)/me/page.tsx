import { can } from "@leadlift/services/permissions";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { AlertsCard } from "../../../features/notifications/AlertsCard.tsx";
import { ChangePassword } from "../../../features/password/ChangePassword.tsx";
import { SignOut } from "../../../features/session/SignOut.tsx";
import { LanguageSwitch } from "../../../features/shell/LanguageSwitch.tsx";
import { PageTop } from "../../../features/shell/PageTop.tsx";
import { places } from "../../../features/shell/places.ts";
import { SingleKeys } from "../../../features/shell/SingleKeys.tsx";
import { ThemeSwitch } from "../../../features/shell/ThemeSwitch.tsx";
import { readTheme, themeCookie } from "../../../features/shell/theme.ts";
import { Words } from "../../../i18n/Words.tsx";
import { requireSession } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("shell");
  return { title: words("me") };
}

export default async function MePage() {
  const { name, role, orgName } = await requireSession();
  const words = await getTranslations("shell");
  const password = await getTranslations("password");
  const alerts = await getTranslations("notifications");
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  const others = places.filter(({ tab, needs }) => tab === null && can(role, needs));
  return (
    <>
      <PageTop
        sub={
          <>
            {words("role", { role })} · {orgName}
          </>
        }
        title={name}
      />
      <div className="flex max-w-md flex-col gap-3 px-4.5 pb-6 md:px-5.5">
        <Card title={words("theme")}>
          <ThemeSwitch initial={theme} />
        </Card>
        <Card title={words("language")}>
          <LanguageSwitch />
        </Card>
        <Card title={alerts("alerts")}>
          <Words of={["shell", "notifications"]}>
            <AlertsCard />
          </Words>
        </Card>
        <Card title={words("keyboard")}>
          <SingleKeys />
        </Card>
        <Card title={password("change")}>
          <Words of={["password"]}>
            <ChangePassword />
          </Words>
        </Card>
        {others.length > 0 && (
          <Card className="flex flex-col gap-2" title={words("more")}>
            {others.map(({ href, icon, label }) => (
              <Link className={buttonClass("secondary", "w-full justify-start!")} href={href} key={href}>
                <Icon name={icon} />
                {words(label)}
              </Link>
            ))}
          </Card>
        )}
        <SignOut kind="secondary" />
      </div>
    </>
  );
}
