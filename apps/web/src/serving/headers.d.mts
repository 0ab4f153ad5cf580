export const everywhere: { key: string; value: string }[];
