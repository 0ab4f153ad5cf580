import { can, type Role } from "@leadlift/services/permissions";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Tag } from "../../components/Tag.tsx";
import { Words } from "../../i18n/Words.tsx";
import { CommandKey } from "../command/CommandKey.tsx";
import { Bell } from "../notifications/Bell.tsx";
import { SignOut } from "../session/SignOut.tsx";
import { NavLink } from "./NavLink.tsx";
import { places } from "./places.ts";
import { ThemeSwitch } from "./ThemeSwitch.tsx";
import type { Theme } from "./theme.ts";

interface ShellProps {
  name: string;
  role: Role;
  organisation: string;
  sample: boolean;
  theme: Theme;
  children: React.ReactNode;
}

export async function Shell({ name, role, organisation, sample, theme, children }: ShellProps) {
  const words = await getTranslations("shell");
  const open = places.filter(({ needs }) => can(role, needs));
  return (
    <div className="md:grid md:grid-cols-[200px_minmax(0,1fr)]">
      <a
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-ink focus:px-4 focus:py-2 focus:text-bg"
        href="#main"
      >
        {words("skip")}
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col border-line border-r bg-sunk p-3 pt-4.5 md:flex">
        <div className="-mt-2 mb-1.5 flex items-center justify-between">
          <Link className="px-2.5 font-bold text-base tracking-tight" href="/today">
            LeadLift
          </Link>
          <Bell />
        </div>
        <Words of={["shell", "command"]}>
          <CommandKey />
        </Words>
        <nav aria-label={words("main")} className="flex min-h-0 flex-col gap-0.5 overflow-y-auto">
          {open.map(({ href, icon, label }) => (
            <NavLink href={href} icon={icon} key={href} label={words(label)} place="side" />
          ))}
        </nav>
        <div className="mt-auto flex flex-col gap-3 pt-2">
          <div className="px-2.5">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-semibold text-sub">
              {organisation}
              {sample && <Tag tone="accent">{words("sample")}</Tag>}
            </div>
            <Link className="text-ink2 text-sub underline-offset-3 hover:underline" href="/me">
              {name}
            </Link>
            <div className="text-faint text-ink3">{words("role", { role })}</div>
          </div>
          <ThemeSwitch initial={theme} />
          <SignOut />
        </div>
      </aside>
      <main className="min-w-0 max-md:pb-[calc(66px+env(safe-area-inset-bottom))]" id="main">
        {children}
      </main>
      <nav
        aria-label={words("main")}
        className="fixed inset-x-0 bottom-0 z-20 flex h-[calc(66px+env(safe-area-inset-bottom))] border-line border-t bg-surface px-2 pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        {open.map(
          ({ href, icon, tab }) =>
            tab && <NavLink href={href} icon={icon} key={href} label={words(tab)} place="tab" />,
        )}
        <NavLink href="/me" icon="me" label={words("me")} place="tab" />
      </nav>
    </div>
  );
}
