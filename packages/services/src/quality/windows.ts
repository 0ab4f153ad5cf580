/** Days of events that a summary is made over. */
export const qualityWindows = [7, 30, 90] as const;
