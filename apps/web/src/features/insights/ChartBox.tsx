import dynamic from "next/dynamic";

/** Pictures come after the words; each box keeps its size meanwhile. */
function box(height: string) {
  return () => <div aria-hidden="true" className={`skeleton ${height} w-full max-w-[460px]`} />;
}

export const GradePlot = dynamic(() => import("./GradePlot.tsx").then(({ GradePlot: Loaded }) => Loaded), {
  loading: box("h-44"),
});
export const TimePlot = dynamic(() => import("./TimePlot.tsx").then(({ TimePlot: Loaded }) => Loaded), {
  loading: box("h-44"),
});
export const CapacityPlot = dynamic(
  () => import("./CapacityPlot.tsx").then(({ CapacityPlot: Loaded }) => Loaded),
  { loading: box("h-36") },
);
