import { Field } from "../../components/Field.tsx";

/** As long as the server takes it; what is said of it stands below. */
export function NewPassword({ label, what }: { label: string; what: string }) {
  return (
    <div>
      <Field
        aria-describedby="new-password-what"
        autoComplete="new-password"
        id="new-password"
        label={label}
        maxLength={200}
        minLength={8}
        name="password"
        required
        type="password"
      />
      <p className="mt-1 text-faint text-ink3" id="new-password-what">
        {what}
      </p>
    </div>
  );
}
