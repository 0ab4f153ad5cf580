"use client";

import type { Role } from "@leadlift/services/permissions";
import { useTranslations } from "next-intl";
import { createContext, useContext } from "react";

/** What every page may need to know of the organisation and of who is looking. */
export interface Workspace {
  userId: string;
  role: Role;
  organisation: string;
  timezone: string;
  currency: string;
  ladder: { key: string; label: string }[];
  targetStep: string | null;
  horizonDays: number;
  sample: boolean;
}

const WorkspaceContext = createContext<Workspace | null>(null);

export function WorkspaceProvider({ value, children }: { value: Workspace; children: React.ReactNode }) {
  return <WorkspaceContext value={value}>{children}</WorkspaceContext>;
}

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("useWorkspace is for pages inside the workspace.");
  return workspace;
}

/** The label of a ladder step, or "Lost". */
export function useStepLabel(): (step: string | null) => string {
  const words = useTranslations("shell");
  const { ladder } = useWorkspace();
  return (step) =>
    step === null
      ? words("steps.new")
      : step === "lost"
        ? words("steps.lost")
        : (ladder.find(({ key }) => key === step)?.label ?? step);
}
