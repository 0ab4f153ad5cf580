import type { ApiKeyView } from "@leadlift/services/api-key/list";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { Tag } from "../../components/Tag.tsx";
import { Moment } from "../shell/Moment.tsx";
import { CopyBox } from "./CopyBox.tsx";
import { endsSoon, keyState, snippetOf } from "./key-words.ts";

interface KeyLineProps {
  apiKey: ApiKeyView;
  apiUrl: string;
  /** what the key begins with that took its place, or whose place it took */
  replacedBy?: string | undefined;
  replaces?: string | undefined;
  /** of a key in use */
  onReplace?(): void;
  onRevoke?(): void;
}

/** One key: what it is for, what it may do, whether it is used, and when it ends. */
export function KeyLine({ apiKey, apiUrl, replacedBy, replaces, onReplace, onRevoke }: KeyLineProps) {
  const words = useTranslations("keys");
  const { kind, name, prefix, scopes, origins, createdAt, expiresAt, lastUsedAt, revokedAt, perSecond } =
    apiKey;
  const now = new Date();
  const state = keyState(apiKey, now);
  const endedAt = revokedAt ?? expiresAt;
  return (
    <li className="border-b py-3 first:pt-0 last:border-0 last:pb-0">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="flex flex-wrap items-center gap-x-2 font-medium text-name">
            <span className="break-words">{name}</span>
            <Tag>{words(apiKey.test ? "kinds.test" : `kinds.${kind}`)}</Tag>
            {state === "revoked" && <Tag tone="bad">{words("states.revoked")}</Tag>}
            {state === "expired" && <Tag tone="warn">{words("states.expired")}</Tag>}
            {endsSoon(apiKey, now) && state === "working" && <Tag tone="warn">{words("states.soon")}</Tag>}
          </h3>
          <p className="text-ink2 text-sub">
            <code className="break-all">{kind === "site" ? prefix : `${prefix}…`}</code>
          </p>
        </div>
        <div className="flex shrink-0 flex-wrap justify-end gap-2">
          {onReplace && kind === "secret" && !replacedBy && (
            <Button aria-label={words("replaceOf", { name })} onClick={onReplace}>
              {words("replace")}
            </Button>
          )}
          {onRevoke && (
            <Button aria-label={words("revokeOf", { name })} onClick={onRevoke}>
              {words("revoke")}
            </Button>
          )}
        </div>
      </div>
      {(replaces || replacedBy) && (
        <p className="mt-1 text-ink2 text-sub">
          {replaces && words.rich("replaces", { key: () => <code>{replaces}…</code> })}
          {replaces && replacedBy && " · "}
          {replacedBy && words.rich("replacedBy", { key: () => <code>{replacedBy}…</code> })}
        </p>
      )}
      <p className="mt-1 break-words">
        {kind === "site"
          ? words("fromSites", { sites: origins.join(", ") })
          : scopes.map((scope) => words(`scopes.${scope}`)).join(" · ") || words("mayNothing")}
        {perSecond !== null && ` · ${words("perSecond", { n: perSecond })}`}
      </p>
      <p className="mt-1 text-faint text-ink3">
        {lastUsedAt ? words.rich("lastUsed", { at: () => <Moment at={lastUsedAt} /> }) : words("neverUsed")}
        {" · "}
        {words.rich("made", { at: () => <Moment as="date" at={createdAt} /> })}
        {" · "}
        {endedAt
          ? words.rich(`end.${state}`, { at: () => <Moment as="date" at={endedAt} /> })
          : words("end.never")}
      </p>
      {kind === "site" && state === "working" && (
        <details className="text-sub">
          <summary className="flex min-h-11 items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-8">
            {words("lines")}
          </summary>
          <CopyBox label={words("snippetOf", { name })} text={snippetOf(apiUrl, prefix)} />
        </details>
      )}
    </li>
  );
}
