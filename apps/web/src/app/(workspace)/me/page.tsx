import { can } from "@leadlift/services/permissions";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { SignOut } from "../../../features/session/SignOut.tsx";
import { LanguageSwitch } from "../../../features/shell/LanguageSwitch.tsx";
import { PageTop } from "../../../features/shell/PageTop.tsx";
import { SingleKeys } from "../../../features/shell/SingleKeys.tsx";
import { ThemeSwitch } from "../../../features/shell/ThemeSwitch.tsx";
import { readTheme, themeCookie } from "../../../features/shell/theme.ts";
import { requireSession } from "../../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("shell");
  return { title: words("me") };
}

export default async function MePage() {
  const { name, role, orgName } = await requireSession();
  const words = await getTranslations("shell");
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
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
        <Card title={words("keyboard")}>
          <SingleKeys />
        </Card>
        {can(role, "key.manage") && (
          <Card className="flex flex-col gap-2" title={words("administration")}>
            <Link className={buttonClass("secondary", "w-full justify-start!")} href="/keys">
              <Icon name="key" />
              {words("keys")}
            </Link>
            <Link className={buttonClass("secondary", "w-full justify-start!")} href="/enrichment">
              <Icon name="enrich" />
              {words("enrichment")}
            </Link>
          </Card>
        )}
        <SignOut kind="secondary" />
      </div>
    </>
  );
}
