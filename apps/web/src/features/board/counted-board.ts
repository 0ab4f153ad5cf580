import type { Board } from "@leadlift/services/board/board";

/** A board of an organisation that has chosen its target. */
export type CountedBoard = Board & { target: NonNullable<Board["target"]> };
