import type { CanonicalField } from "./mapping.ts";
import { headerMatcher } from "./match-header.ts";

/** Headers as CRMs and portals write them, without case, spaces and punctuation; the likeliest first. */
export const leadHeaders: Readonly<Record<CanonicalField, string>> = {
  externalId: `leadid prospectid enquiryid inquiryid externalid crmid recordid queryid responseid opportunityid dealid
    contactid leadnumber leadno enquiryno enquirynumber referenceno refno reference id uid uuid recordno srno`,
  name: `name fullname leadname customername clientname contactname contactperson buyername prospectname enquirername
    applicantname partyname personname नाम`,
  firstName: "firstname fname givenname forename",
  lastName: "lastname surname lname familyname",
  phone: `phone mobile mobileno mobilenumber phonenumber phoneno contactnumber contactno contactphone cell cellphone
    whatsapp whatsappnumber whatsappno telephone tel primaryphone customermobile customerphone altmobile alternatemobile
    altphone alternatephone alternatenumber secondaryphone mobile1 mobile2 phone1 phone2 otherphone workphone homephone
    मोबाइल फोन`,
  email: `email emailid emailaddress mail mailid primaryemail customeremail emailaddress1 workemail personalemail
    alternateemail altemail secondaryemail email1 email2`,
  source: `source leadsource enquirysource inquirysource originalsource sourcename portal portalname channel
    leadchannel utmsource sourceoflead sourceofenquiry`,
  city: "city leadcity customercity contactcity cityname town mailingcity शहर",
  stage: `stage leadstage salesstage dealstage pipelinestage opportunitystage currentstage prospectstage leadstatus
    enquirystatus inquirystatus disposition status lifecyclestage`,
  owner: `owner leadowner ownername owneremail assignedto assigneduser assignee salesperson salesrep salesexecutive
    relationshipmanager rm agent agentname broker brokername executive handledby accountowner contactowner dealowner
    recordowner telecaller`,
  budget: "budget budgetrange budgetinr pricebudget customerbudget budgetamount expectedbudget",
  budgetMin: "budgetmin minbudget minimumbudget budgetfrom minprice pricemin budgetlow",
  budgetMax: "budgetmax maxbudget maximumbudget budgetto maxprice pricemax budgethigh budgetupto",
  enquiredAt: `enquiredat enquirydate inquirydate enquirytime enquirydatetime enquiredon leaddate leadcreatedon
    leadcreateddate leadcreationdate createdat createdon createddate createdate created createdtime datecreated
    creationdate datereceived receivedon receivedat receiveddate submittedat submittedon timestamp entrydate querydate
    date`,
  outcome: `converted isconverted outcome conversion won iswon closedwon booked isbooked purchased sold success result
    conversionstatus dealwon`,
  lostReason: `lostreason reasonforloss reasonlost lossreason closedlostreason closurereason dropreason
    reasonfordrop rejectionreason deadreason junkreason reasonforclosure`,
  kind: `kind leadtype enquirytype inquirytype customertype clienttype requirementtype transactiontype lookingto
    intent buyerseller iwantto`,
  // Not "project" or "property": these hold names, and a listing is told by its id.
  listing: `listingid propertyid unitid inventoryid listingcode propertycode unitcode listingno propertyno unitno flatno
    listingref propertyref listingreference propertyreference interestedlisting interestedlistingid interestedpropertyid
    listing projectid`,
};

/** Endings that carry the meaning of a longer header: "Customer's Mobile No." */
const endings: readonly (readonly [string, CanonicalField])[] = [
  ["mobileno", "phone"],
  ["mobilenumber", "phone"],
  ["phonenumber", "phone"],
  ["phoneno", "phone"],
  ["mobile", "phone"],
  ["phone", "phone"],
  ["emailid", "email"],
  ["emailaddress", "email"],
  ["email", "email"],
  ["leadsource", "source"],
  ["enquirydate", "enquiredAt"],
  ["createddate", "enquiredAt"],
  ["createdat", "enquiredAt"],
  ["salesstage", "stage"],
  ["lostreason", "lostReason"],
];

/** What a header says of a lead, or null. */
export const matchHeader = headerMatcher(leadHeaders, endings);
