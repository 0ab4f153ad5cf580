"use client";

import { can } from "@leadlift/services/permissions";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { filterCount, noFilters, type View } from "./view.ts";

/** Why the list is empty, and the one next step. */
export function LeadListEmpty({ view, setView }: { view: View; setView(view: typeof noFilters): unknown }) {
  const words = useTranslations("lead");
  const { role } = useWorkspace();
  if (view.q || filterCount(view) > 0) {
    return (
      <Empty
        action={<Button onClick={() => setView(noFilters)}>{words("empty.clear")}</Button>}
        title={words("empty.none")}
      >
        {view.q ? words("empty.searched") : words("empty.filtered")}
      </Empty>
    );
  }
  if (view.status !== "open") {
    return <Empty title={words("empty.yet", { status: view.status })} />;
  }
  return (
    <Empty
      action={
        can(role, "import.run") && (
          <Link className={buttonClass("primary")} href="/import">
            {words("empty.import")}
          </Link>
        )
      }
      title={words("empty.open")}
    >
      {can(role, "import.run") ? words("empty.importWhy") : words("empty.waitWhy")}
    </Empty>
  );
}
