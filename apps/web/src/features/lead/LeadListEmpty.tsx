import { can } from "@leadlift/services/permissions";
import Link from "next/link";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { filterCount, noFilters, type View } from "./view.ts";

/** Why the list is empty, and the one next step. */
export function LeadListEmpty({ view, setView }: { view: View; setView(view: typeof noFilters): unknown }) {
  const { role } = useWorkspace();
  if (view.q || filterCount(view) > 0) {
    return (
      <Empty
        action={<Button onClick={() => setView(noFilters)}>Clear search and filters</Button>}
        title="No lead fits this view"
      >
        {view.q
          ? "Names are found by how their words begin, phones by the whole number or its last four digits, e-mails by the whole address."
          : "Take a filter away to see more."}
      </Empty>
    );
  }
  if (view.status !== "open") {
    return <Empty title={view.status === "all" ? "No leads yet" : `No ${view.status} leads yet`} />;
  }
  return (
    <Empty
      action={
        can(role, "import.run") && (
          <Link className={buttonClass("primary")} href="/import">
            Import leads
          </Link>
        )
      }
      title="No open leads"
    >
      {can(role, "import.run")
        ? "Bring in a CSV file from a portal, your CRM or a spreadsheet."
        : "They appear here as soon as your manager imports some."}
    </Empty>
  );
}
