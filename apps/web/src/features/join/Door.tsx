import { LanguageSwitch } from "../shell/LanguageSwitch.tsx";

/** A page before anybody is signed in. */
export function Door({ title, lead, children }: { title: string; lead: string; children: React.ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center px-5 py-10">
      <p className="font-bold text-ink2 tracking-tight">LeadLift</p>
      <h1 className="break-words font-bold text-[26px] tracking-[-.02em]">{title}</h1>
      <p className="mb-6 text-ink2">{lead}</p>
      {children}
      <div className="mt-8">
        <LanguageSwitch />
      </div>
    </main>
  );
}
