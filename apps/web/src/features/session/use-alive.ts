import { useSyncExternalStore } from "react";

/**
 * False until the page's code answers: a form that is sent before would go to the server as the browser sends forms, with
 * the password in the address.
 */
export function useAlive(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}

function neverChanges(): () => void {
  return () => undefined;
}
