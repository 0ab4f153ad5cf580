import type { ActivityRejectCode, ActivityWarningCode } from "./activities/draft-activity.ts";
import type { StoreRejectCode } from "./activities/store-activities.ts";
import type { RejectCode as LeadRejectCode, WarningCode as LeadWarningCode } from "./draft-lead.ts";
import type { ListingRejectCode, ListingWarningCode } from "./listings/draft-listing.ts";

/** Why a row is not imported. */
export type RejectCode = LeadRejectCode | ActivityRejectCode | StoreRejectCode | ListingRejectCode;
/** Why a cell is kept as empty. */
export type WarningCode = LeadWarningCode | ActivityWarningCode | ListingWarningCode;
export type Params = Readonly<Record<string, unknown>>;
export type RejectWords = Readonly<Record<RejectCode, (params: Params) => string>>;
