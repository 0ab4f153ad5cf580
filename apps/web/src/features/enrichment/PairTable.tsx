import { Button } from "../../components/Button.tsx";
import { cx } from "../../components/class-names.ts";
import { controlClass } from "../../components/Field.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Below, fieldId } from "./Entered.tsx";
import { type Pair, pair } from "./provider-form.ts";

interface PairSide {
  /** of the field in the row that is counted from 1 */
  label(row: number): string;
  placeholder: string;
}

interface PairTableProps {
  field: "headers" | "mapping";
  legend: string;
  left: PairSide & { list?: string };
  right: PairSide;
  /** the name of the button that takes a row away */
  takeAway(name: string): string;
  add: string;
  hint?: React.ReactNode;
  pairs: readonly Pair[];
  problem: string | undefined;
  onPairs(pairs: Pair[]): void;
}

/** Rows of two texts that can be added and taken away. */
export function PairTable(props: PairTableProps) {
  const { field, legend, left, right, takeAway, add, hint, pairs, problem, onPairs } = props;
  const change = (row: number, to: Partial<Pair>) =>
    onPairs(pairs.map((each) => (each.row === row ? { ...each, ...to } : each)));
  const input = cx(controlClass, "text-base md:text-body");
  return (
    <fieldset aria-describedby={problem ? `${fieldId(field)}-problem` : undefined}>
      <legend className="mb-1 font-medium text-sub">{legend}</legend>
      <ul className="flex flex-col gap-2">
        {pairs.map(({ row, left: name, right: value }, at) => (
          <li
            className="grid grid-cols-[minmax(0,1fr)_44px] items-center gap-1.5 max-sm:rounded-[10px] max-sm:bg-sunk max-sm:p-1.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_44px]"
            key={row}
          >
            <input
              aria-invalid={problem !== undefined}
              aria-label={left.label(at + 1)}
              autoComplete="off"
              className={input}
              id={at === 0 ? fieldId(field) : undefined}
              list={left.list}
              onChange={(event) => change(row, { left: event.target.value })}
              placeholder={left.placeholder}
              spellCheck={false}
              value={name}
            />
            <input
              aria-invalid={problem !== undefined}
              aria-label={right.label(at + 1)}
              autoComplete="off"
              className={cx(input, "max-sm:order-last max-sm:col-span-2")}
              onChange={(event) => change(row, { right: event.target.value })}
              placeholder={right.placeholder}
              spellCheck={false}
              value={value}
            />
            <Button
              aria-label={takeAway(name || String(at + 1))}
              className="w-11 px-0!"
              kind="quiet"
              onClick={() => onPairs(pairs.filter((each) => each.row !== row))}
            >
              <Icon name="close" />
            </Button>
          </li>
        ))}
      </ul>
      <Below field={field} hint={hint} problem={problem} />
      <Button className="mt-2" onClick={() => onPairs([...pairs, pair()])}>
        {add}
      </Button>
    </fieldset>
  );
}
