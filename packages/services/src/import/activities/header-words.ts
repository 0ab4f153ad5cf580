import { leadHeaders } from "../header-synonyms.ts";
import { headerMatcher } from "../match-header.ts";
import type { ActivityField } from "./mapping.ts";

/** Headers of activity logs, call logs and diaries, without case, spaces and punctuation; the likeliest first. */
const words: Readonly<Record<ActivityField, string>> = {
  externalId: `leadid prospectid leadnumber leadno crmid enquiryid contactid customerid externalid clientid personid
    relatedto recordid lead`,
  phone: `${leadHeaders.phone} callednumber callernumber customernumber dialednumber callerid`,
  email: leadHeaders.email,
  at: `activitydatetime activitytime activitydate eventtime eventdate occurredat occurredon happenedat timestamp datetime
    calldatetime calldate calltime starttime startdate startedat completedat completedon activitycreatedon loggedat
    performedon visitdate date when time createdon createdat createdtime createddate`,
  clock: "",
  type: `activitytype eventtype activityname activity eventname event interactiontype touchpointtype touchpoint interaction
    tasktype communicationtype engagementtype type action mode medium channel kind category`,
  direction: "direction calldirection inboundoutbound inout calltype",
  status:
    "activitystatus callstatus visitstatus calloutcome activityoutcome calldisposition status outcome result disposition",
  seconds:
    "durationseconds durationsec durationinseconds durationsecs callduration duration talktime timespent seconds dwell",
  minutes: "durationminutes durationmin durationmins durationinminutes callminutes minutes mins",
  text: `activitynotes activitynote notes note remarks remark comments comment message description body text summary
    details transcript feedback`,
  listing:
    "listingid propertyid listing property projectid project unitid unit propertyname projectname listingname",
  page: "pageurl page url landingpage path",
  locality: "locality area location",
  campaign: "campaignname campaign utmcampaign",
  document: "document filename file brochure asset",
  reason: "reason",
  source: "activitysource sourcesystem system source origin platform app",
  activityId: "activityid eventid taskid callid messageid logid interactionid touchpointid uuid uid id",
};

/** What a header says of an activity, or null. */
export const matchActivityHeader = headerMatcher(words, [
  ["mobileno", "phone"],
  ["mobilenumber", "phone"],
  ["phonenumber", "phone"],
  ["mobile", "phone"],
  ["phone", "phone"],
  ["emailid", "email"],
  ["emailaddress", "email"],
  ["email", "email"],
]);

/** Whether a header tells by itself that the file is about activities. */
export function speaksOfActivities(header: string): boolean {
  return /activit|interaction|touch ?point|event|call ?(type|date|time|duration|status|direction|disposition)|task/i.test(
    header,
  );
}
