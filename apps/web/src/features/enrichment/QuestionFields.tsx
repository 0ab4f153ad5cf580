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
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-[110px_minmax(0,1fr)]">
        <Select
          id="provider-method"
          label="Method"
          onChange={(event) => onChange({ method: event.target.value === "POST" ? "POST" : "GET" })}
          value={form.method}
        >
          <option value="GET">GET</option>
          <option value="POST">POST</option>
        </Select>
        <Entered
          field="url"
          hint={
            <>
              <Template name="email" />, <Template name="phone" />, <Template name="name" /> and{" "}
              <Template name="domain" /> stand for the lead’s. A lead that lacks one is not asked about.
            </>
          }
          inputMode="url"
          label="Address"
          onChange={(event) => onChange({ url: event.target.value })}
          placeholder="https://api.example.com/find?email={email}"
          problem={problems.url}
          spellCheck={false}
          value={form.url}
        />
      </div>
      <PairTable
        add="Add a header"
        field="headers"
        hint={
          <>
            <Template name="secret" /> stands for the key.
          </>
        }
        left={{ label: "Header", placeholder: "authorization" }}
        legend="Headers"
        onPairs={(headers) => onChange({ headers })}
        pairs={form.headers}
        problem={problems.headers}
        right={{ label: "Value of header", placeholder: "Bearer {secret}" }}
      />
      {form.method === "POST" && (
        <EnteredText
          field="body"
          label="Body, as JSON"
          onChange={(event) => onChange({ body: event.target.value })}
          problem={problems.body}
          rows={6}
          value={form.body}
        />
      )}
      <details className="text-sub" open={form.loginUrl !== "" || problems.loginUrl !== undefined}>
        <summary className="flex min-h-11 items-center text-ink2 underline underline-offset-3 md:pointer-fine:min-h-8">
          It wants a log-in first (OAuth 2)
        </summary>
        <div className="flex flex-col gap-3 pt-1">
          <Entered
            field="loginUrl"
            hint="There the key, “id:secret”, is exchanged for a token."
            inputMode="url"
            label="Log-in address"
            onChange={(event) => onChange({ loginUrl: event.target.value })}
            problem={problems.loginUrl}
            value={form.loginUrl}
          />
          <Entered
            field="loginScope"
            label="Scope, if it wants one"
            onChange={(event) => onChange({ loginScope: event.target.value })}
            problem={problems.loginScope}
            value={form.loginScope}
          />
        </div>
      </details>
    </>
  );
}

function Template({ name }: { name: string }) {
  return <code className="text-ink">{`{${name}}`}</code>;
}
