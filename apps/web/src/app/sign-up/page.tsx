import { signUpOpen } from "@leadlift/services/organisation/sign-up";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "../../components/Button.tsx";
import { Door } from "../../features/join/Door.tsx";
import { EnterForm } from "../../features/join/EnterForm.tsx";
import { Words } from "../../i18n/Words.tsx";
import { platform } from "../../server/platform.ts";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("join");
  return { title: words("signUpTitle") };
}

// Whether it is open is looked up for each visit.
export const dynamic = "force-dynamic";

export default async function SignUpPage() {
  const open = await signUpOpen(await platform());
  const words = await getTranslations("join");
  return (
    <Words of={["shell", "join"]}>
      {open ? (
        <Door lead={words("signUpLead")} title={words("signUpTitle")}>
          <EnterForm email={null} known={false} token={null} />
          <p className="mt-4 text-ink2 text-sub">{words(open === "open" ? "openWhat" : "firstWhat")}</p>
        </Door>
      ) : (
        <Door lead={words("closedWhat")} title={words("closed")}>
          <Link className={buttonClass("primary")} href="/sign-in">
            {words("toSignIn")}
          </Link>
        </Door>
      )}
    </Words>
  );
}
