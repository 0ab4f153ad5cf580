import { systemContext } from "@leadlift/services/context";
import { demoAccounts, demoOrganisationId, demoPassword } from "@leadlift/services/demo/accounts";
import { signUpOpen } from "@leadlift/services/organisation/sign-up";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { type DemoSignIn, SignInForm } from "../../features/session/SignInForm.tsx";
import { safeNext } from "../../features/session/safe-next.ts";
import { LanguageSwitch } from "../../features/shell/LanguageSwitch.tsx";
import { Words } from "../../i18n/Words.tsx";
import { platform } from "../../server/platform.ts";
import { requestContext } from "../../trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("session");
  return { title: words("title") };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const next = safeNext((await searchParams).next);
  const { session } = await requestContext();
  if (session) redirect(next);
  const words = await getTranslations("session");
  const join = await getTranslations("join");
  const open = await signUpOpen(await platform());
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center px-5 py-10">
      <h1 className="font-bold text-[26px] tracking-[-.02em]">LeadLift</h1>
      <p className="mb-6 text-ink2">{words("claim")}</p>
      <Words of={["shell", "session"]}>
        <SignInForm demo={await demoSignIns()} next={next} />
      </Words>
      {open && (
        <Link className="mt-6 text-center text-ink2 text-sub underline underline-offset-3" href="/sign-up">
          {join("signUpTitle")}
        </Link>
      )}
      <div className="mt-8">
        <LanguageSwitch />
      </div>
    </main>
  );
}

/** Offered while the sample brokerage is there and wanted. */
async function demoSignIns(): Promise<DemoSignIn[]> {
  const opened = await platform();
  if (!opened.env.demo) return [];
  const there = await systemContext(opened, demoOrganisationId).catch(() => null);
  return there ? demoAccounts.map((account) => ({ ...account, password: demoPassword })) : [];
}
