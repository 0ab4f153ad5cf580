import { findInvitation } from "@leadlift/services/invitation/find";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "../../../components/Button.tsx";
import { Door } from "../../../features/join/Door.tsx";
import { EnterForm } from "../../../features/join/EnterForm.tsx";
import { Words } from "../../../i18n/Words.tsx";
import { platform } from "../../../server/platform.ts";

// The address is a key: no page that is opened from here is told of it.
export const metadata: Metadata = { title: "LeadLift", referrer: "no-referrer" };

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await findInvitation(await platform(), token);
  const words = await getTranslations("join");
  if (found.state !== "open") {
    return (
      <Words of={["shell", "join"]}>
        <Door lead={words(found.state)} title={words("ended")}>
          <Link className={buttonClass("primary")} href="/sign-in">
            {words("toSignIn")}
          </Link>
        </Door>
      </Words>
    );
  }
  const { organisation, role, email, known } = found;
  return (
    <Words of={["shell", "join"]}>
      <Door lead={words("lead", { role })} title={words("title", { organisation })}>
        <EnterForm email={email} known={known} token={token} />
      </Door>
    </Words>
  );
}
