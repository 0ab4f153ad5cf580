"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button, type ButtonKind } from "../../components/Button.tsx";

export function SignOut({ className, kind = "quiet" }: { className?: string; kind?: ButtonKind }) {
  const words = useTranslations("shell");
  const [leaving, setLeaving] = useState(false);
  async function leave() {
    setLeaving(true);
    const { forgetDevice } = await import("../notifications/forget-device.ts");
    await forgetDevice();
    const { authClient } = await import("./auth-client.ts");
    const { error } = await authClient.signOut();
    if (error) {
      setLeaving(false);
      announce(words("signOutFailed"), { tone: "bad" });
      return;
    }
    // A full load, so that nothing of this session stays in memory.
    window.location.assign("/sign-in");
  }
  return (
    <Button className={className} disabled={leaving} kind={kind} onClick={leave}>
      {words("signOut")}
    </Button>
  );
}
