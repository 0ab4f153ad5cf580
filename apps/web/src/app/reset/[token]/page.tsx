import { findPasswordLink } from "@leadlift/services/password/find-link";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "../../../components/Button.tsx";
import { Door } from "../../../features/join/Door.tsx";
import { ResetForm } from "../../../features/password/ResetForm.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { platform } from "../../../server/platform.ts";

// The address is a key: no page that is opened from here is told of it.
export const metadata: Metadata = { title: "LeadLift", referrer: "no-referrer" };

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await findPasswordLink(await platform(), token);
  const words = await getTranslations("password");
  if (!found) {
    return (
      <Words of={["shell"]}>
        <Door lead={words("endedWhat")} title={words("ended")}>
          <Link className={buttonClass("primary")} href="/sign-in">
            {words("toSignIn")}
          </Link>
        </Door>
      </Words>
    );
  }
  return (
    <Words of={["shell", "password"]}>
      <Door lead={words("resetLead", { organisation: found.orgName })} title={words("resetTitle")}>
        <ResetForm email={found.email} token={token} />
      </Door>
    </Words>
  );
}
