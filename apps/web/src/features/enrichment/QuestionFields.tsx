import { useTranslations } from "next-intl";
import { Select } from "../../components/Field.tsx";
import { Entered, EnteredText } from "./Entered.tsx";
import { PairTable } from "./PairTable.tsx";
import type { Problems, ProviderForm } from "./provider-form.ts";

interface QuestionFieldsProps {
  form: ProviderForm;
  problems: Problems;
  onChange(changed: Partial<ProviderForm>): void;
}

/** How the provider is asked. */
export function QuestionFields({ form, problems, onChange }: QuestionFieldsProps) {
  const words = useTranslations("enrichment.editor");
  const t = (name: React.ReactNode) => <Template>{name}</Template>;
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-[110px_minmax(0,1fr)]">
        <Select
          id="provider-method"
          label={words("method")}
          onChange={(event) => onChange({ method: event.target.value === "POST" ? "POST" : "GET" })}
          value={form.method}
        >
          <option value="GET">GET</option>
          <option value="POST">POST</option>
        </Select>
        <Entered
          field="url"
          hint={words.rich("addressWhat", { t })}
          inputMode="url"
          label={words("address")}
          onChange={(event) => onChange({ url: event.target.value })}
          placeholder="https://api.example.com/find?email={email}"
          problem={problems.url}
          spellCheck={false}
          value={form.url}
        />
      </div>
      <PairTable
        add={words("addHeader")}
        field="headers"
        hint={words.rich("headersWhat", { t })}
        left={{ label: (n) => words("headerN", { n }), placeholder: "authorization" }}
        legend={words("headers")}
        onPairs={(headers) => onChange({ headers })}
        pairs={form.headers}
        problem={problems.headers}
        right={{ label: (n) => words("headerValueN", { n }), placeholder: "Bearer {secret}" }}
        takeAway={(name) => words("takeAwayHeader", { name })}
      />
      {form.method === "POST" && (
        <EnteredText
          field="body"
          label={words("body")}
          onChange={(event) => onChange({ body: event.target.value })}
          problem={problems.body}
          rows={6}
          value={form.body}
        />
      )}
      <details className="text-sub" open={form.loginUrl !== "" || problems.loginUrl !== undefined}>
        <summary className="flex min-h-11 items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-8">
          {words("login")}
        </summary>
        <div className="flex flex-col gap-3 pt-1">
          <Entered
            field="loginUrl"
            hint={words("loginUrlWhat")}
            inputMode="url"
            label={words("loginUrl")}
            onChange={(event) => onChange({ loginUrl: event.target.value })}
            problem={problems.loginUrl}
            value={form.loginUrl}
          />
          <Entered
            field="loginScope"
            label={words("loginScope")}
            onChange={(event) => onChange({ loginScope: event.target.value })}
            problem={problems.loginScope}
            value={form.loginScope}
          />
        </div>
      </details>
    </>
  );
}

/** What stands between braces in a request until it is filled in. */
function Template({ children }: { children: React.ReactNode }) {
  return (
    <code className="text-ink">
      {"{"}
      {children}
      {"}"}
    </code>
  );
}
