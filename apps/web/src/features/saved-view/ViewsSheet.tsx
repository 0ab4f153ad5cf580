"use client";

import type { SavedView } from "@leadlift/services/saved-view/list";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { cx } from "../../components/class-names.ts";
import { Sheet } from "../../components/Sheet.tsx";
import type { SetView, View } from "../lead/view.ts";
import { useSavedViews } from "./use-saved-views.ts";
import { ViewForm } from "./ViewForm.tsx";
import { queryOf, shows, viewOf } from "./view-query.ts";

interface ViewsSheetProps {
  view: View;
  setView: SetView;
  views: readonly SavedView[];
  /** what the list shows now, where it is one of them */
  chosen: SavedView | null;
  onClose(): void;
}

/** One's own views and those that are shared: open one, keep this one, rename, share or remove. */
export function ViewsSheet({ view, setView, views, chosen, onClose }: ViewsSheetProps) {
  const words = useTranslations("lead");
  const [form, setForm] = useState<"save" | SavedView | null>(null);
  const { busy, save, change, remove } = useSavedViews();
  const all = shows(view, {});
  const open = (to: View) => {
    onClose();
    setView(to);
  };
  // Undo stands at the edge of the page, which cannot be reached below a sheet.
  const takeAway = (which: SavedView) => {
    onClose();
    remove(which);
  };
  if (form !== null) {
    const changing = form === "save" ? null : form;
    return (
      <Sheet onClose={onClose} title={changing ? words("saved.changeTitle") : words("saved.saveTitle")}>
        <ViewForm
          busy={busy}
          known={changing}
          onSave={(named) => {
            if (changing) change(changing.id, named, onClose);
            else save({ ...named, query: queryOf(view) }, onClose);
          }}
          searched={changing === null && view.q !== ""}
        />
      </Sheet>
    );
  }
  const line = "w-full min-w-0 justify-start! font-medium!";
  const groups = [
    { title: words("saved.mine"), of: views.filter(({ shared }) => !shared) },
    { title: words("saved.shared"), of: views.filter(({ shared }) => shared) },
  ].filter(({ of }) => of.length > 0);
  return (
    <Sheet onClose={onClose} title={words("saved.title")}>
      <Button
        aria-current={all || undefined}
        className={cx(line, all && "border-accent!")}
        onClick={() => open(viewOf({}))}
      >
        {words("saved.all")}
      </Button>
      {groups.map(({ title, of }) => (
        <section aria-label={title} key={title}>
          <h3 className="mb-1.5 text-faint text-ink3">{title}</h3>
          <ul className="flex flex-col gap-2">
            {of.map((each) => (
              <li key={each.id}>
                <Button
                  aria-current={each.id === chosen?.id || undefined}
                  className={cx(line, each.id === chosen?.id && "border-accent!")}
                  onClick={() => open(viewOf(each.query))}
                >
                  <span className="truncate">{each.name}</span>
                  {each.shared && each.owner.name && (
                    <span className="ml-auto shrink-0 font-normal text-faint text-ink2">
                      {words("saved.by", { name: each.owner.name })}
                    </span>
                  )}
                </Button>
                {each.changeable && (
                  <div className="-mt-0.5 flex">
                    <Button disabled={busy} kind="quiet" onClick={() => setForm(each)}>
                      {words("saved.rename")}
                      <span className="sr-only">: {each.name}</span>
                    </Button>
                    <Button disabled={busy} kind="quiet" onClick={() => takeAway(each)}>
                      {words("saved.remove")}
                      <span className="sr-only">: {each.name}</span>
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {chosen === null && !all ? (
        <Button kind="primary" onClick={() => setForm("save")}>
          {words("saved.save")}
        </Button>
      ) : (
        views.length === 0 && <p className="text-ink2 text-sub">{words("saved.none")}</p>
      )}
    </Sheet>
  );
}
