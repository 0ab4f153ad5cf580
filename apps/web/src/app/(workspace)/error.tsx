"use client";

import { useTranslations } from "next-intl";
import { OurFault } from "../../features/shell/OurFault.tsx";

export default function WorkspaceError({ reset }: { error: Error; reset(): void }) {
  const words = useTranslations("shell");
  return (
    <OurFault action={words("tryAgain")} retry={reset} title={words("pageFault")}>
      {words("ourFault")}
    </OurFault>
  );
}
