import { decay } from "./decayed-sum.ts";
import { type FeatureGroup, feature } from "./definition.ts";
import { msOfDay, msOfMinute } from "./local-day.ts";

const halfLifeDays = 14;
/** Local minutes of the day in which offices call. */
const opens = 9 * 60 + 30;
const closes = 20 * 60;

export const age: Pick<FeatureGroup<null>, "name" | "features"> = {
  name: "age",
  features: [
    feature({
      name: "lead_age_score",
      words: {
        label: "Freshness of the enquiry",
        known: "Freshness of the enquiry {value} of 100",
        zero: "An old enquiry",
        missing: "Age of the enquiry not known",
      },
      unit: "points",
      halfLifeDays,
      value: (_, { profile, now }) =>
        100 * decay(Math.max(0, now - (profile.enquiredAt ?? profile.createdAt)), halfLifeDays),
    }),
    feature({
      name: "time_of_day_fit",
      words: {
        label: "Time of day",
        known: "{value} of the calling hours are left today",
        zero: "Calling hours are over today",
        missing: "Time of day not known",
      },
      unit: "share",
      purpose: null,
      value(_, { now, settings: { utcOffsetMinutes } }) {
        const local = now + utcOffsetMinutes * msOfMinute;
        const minute = (local - Math.floor(local / msOfDay) * msOfDay) / msOfMinute;
        return Math.max(0, closes - Math.max(opens, minute)) / (closes - opens);
      },
    }),
  ],
};
