import type { ConnectionView } from "@leadlift/services/connection/list";
import { useTranslations } from "next-intl";
import { CopyBox } from "../api-keys/CopyBox.tsx";
import { Moment } from "../shell/Moment.tsx";
import { AccountForm } from "./AccountForm.tsx";
import { isReachable } from "./connection-words.ts";

/** The fields of Meta's webhook that LeadLift reads. */
const fields = ["messages", "user_preferences", "smb_message_echoes"];

/** What is done at Meta and here so that messages come, in the order in which it is quickest. */
export function ConnectSteps({ connection, apiUrl }: { connection: ConnectionView; apiUrl: string }) {
  const words = useTranslations("whatsapp.steps");
  const { account, hasSecret, lastMessageAt, path, verifiedAt, verifyToken } = connection;
  return (
    <ol className="flex flex-col gap-5 text-body">
      <Step
        done={account !== null && hasSecret}
        n={1}
        title={words("settings.title")}
        what={words("settings.what")}
      >
        <AccountForm connection={connection} key={`${account} ${hasSecret}`} />
      </Step>
      <Step done={verifiedAt !== null} n={2} title={words("address.title")} what={words("address.what")}>
        {!isReachable(apiUrl) && (
          <p className="rounded-[10px] bg-grade-c-soft px-3.5 py-2.5 text-grade-c" role="note">
            {words("address.unreachable")}
          </p>
        )}
        <CopyBox label={words("address.label")} text={`${apiUrl}${path}`} />
      </Step>
      <Step done={verifiedAt !== null} n={3} title={words("token.title")} what={words("token.what")}>
        <CopyBox label={words("token.label")} text={verifyToken} />
        <p aria-live="polite" className="text-ink2 text-sub">
          {verifiedAt
            ? words.rich("token.asked", { at: () => <Moment at={verifiedAt} /> })
            : words("token.notYet")}
        </p>
      </Step>
      <Step done={lastMessageAt !== null} n={4} title={words("fields.title")} what={words("fields.what")}>
        <ul className="flex flex-wrap gap-1.5">
          {fields.map((field) => (
            <li className="rounded-md bg-sunk px-2 py-1 font-mono text-sub" key={field}>
              {field}
            </li>
          ))}
        </ul>
      </Step>
      <Step done={lastMessageAt !== null} n={5} title={words("try.title")} what={words("try.what")} />
    </ol>
  );
}

interface StepProps {
  n: number;
  done: boolean;
  title: string;
  what: string;
  children?: React.ReactNode;
}

function Step({ n, done, title, what, children }: StepProps) {
  const words = useTranslations("whatsapp.steps");
  return (
    <li className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2.5">
      <span
        aria-hidden="true"
        className={
          done
            ? "grid size-7 place-items-center rounded-full bg-grade-a-soft font-semibold text-grade-a"
            : "grid size-7 place-items-center rounded-full bg-accent-soft font-semibold text-accent"
        }
      >
        {done ? "✓" : n}
      </span>
      <div className="flex min-w-0 flex-col gap-2">
        <div>
          <h3 className="font-semibold">
            {title}
            {done && <span className="sr-only"> {words("done")}</span>}
          </h3>
          <p className="text-ink2">{what}</p>
        </div>
        {children}
      </div>
    </li>
  );
}
