/**
 * The API names of what the package beside this file brings into an org; the package's XML is checked against them
 * (tests/unit/connectors/salesforce/package.test.ts). Sizes are those of the XML.
 */

/** The platform event that the package publishes for each message, and that Event Relay carries to EventBridge. */
export const messageEvent = {
  name: 'Dragoman_Message__e',
  fields: {
    /** Text 20: what happened. `message` (a person wrote), `field` (a person changed a field), `deleted`. */
    kind: 'Kind__c',
    /**
     * Text 18: the EmailMessage, CaseComment, FeedItem (a post) or FeedComment (a reply below one); for `field`, for a deleted
     * case and for a case's own description the Case.
     */
    recordId: 'Record_Id__c',
    /** Text 18. */
    caseId: 'Case_Id__c',
    /** Text 30: ISO 8601 in UTC, when the record was made or changed, by Salesforce's clock. */
    occurredAt: 'Occurred_At__c',
    /** Text 18: User, Contact or null where neither is known, as of an e-mail that neither the case's contact nor a colleague wrote. */
    authorId: 'Author_Id__c',
    /** Text 20: `customer`, `staff`, `automation`. */
    authorType: 'Author_Type__c',
    /** Text 80: of an incoming e-mail or a form; the only way to tell people apart who are no contacts. */
    authorAddress: 'Author_Address__c',
    /** Checkbox: whether the customer can read it. */
    isPublic: 'Is_Public__c',
    /** Checkbox: whether it opened the case. */
    isFirst: 'Is_First__c',
    /** Text 255 and long text of 100,000 characters. */
    subject: 'Subject__c',
    body: 'Body__c',
    /** Checkbox: false = `body` was cut, so that the record has to be read back. */
    isWhole: 'Is_Whole__c',
    /** Text 40 each: how this very message came in (`email`, `web`, `portal`, `feed`, `messaging`), and the case's Origin. */
    channel: 'Channel__c',
    caseOrigin: 'Case_Origin__c',
    caseStatus: 'Case_Status__c',
    casePriority: 'Case_Priority__c',
    /** Text 18: Contact of the case. Text 20: that contact's or its user's locale, as Salesforce writes it (`pt_BR`). */
    contactId: 'Contact_Id__c',
    contactLocale: 'Contact_Locale__c',
    /** Text 80: the address that opened the case by mail or form; whose case it is that has no contact. */
    caseEmail: 'Case_Email__c',
    /** Text 18: owner (group or user) and record type of the case. */
    ownerId: 'Owner_Id__c',
    recordTypeId: 'Record_Type_Id__c',
    /** Number 4,0; empty = not known yet, since files are attached after the message is saved. */
    attachmentCount: 'Attachment_Count__c',
    /** Text 20: `auto-submitted` or `delivery-notice` where the headers say so. */
    machineMade: 'Machine_Made__c',
    /** Of `field`: which of our Case fields (API name), and its new value (Text 255). */
    fieldName: 'Field_Name__c',
    fieldValue: 'Field_Value__c',
  },
} as const;

/** Fields of Case that hold what Dragoman reads. Text, so that no value is ever refused: languages and intents are open lists. */
export const caseFields = {
  /** Text 35: BCP 47. */
  language: 'Dragoman_Language__c',
  /** Text 10: POSITIVE, NEGATIVE, NEUTRAL, MIXED. */
  sentiment: 'Dragoman_Sentiment__c',
  /** Text 100. */
  intent: 'Dragoman_Intent__c',
  /** Text 255: the translated subject. */
  subject: 'Dragoman_Subject__c',
  /** Long text of 32,768 characters: the translation, where the settings want it in a field. */
  translation: 'Dragoman_Translation__c',
} as const;

/** What was written once: a row that is inserted in the same all-or-none request as the note, with a unique key. */
export const ledgerObject = {
  name: 'Dragoman_Write__c',
  fields: {
    /** Text 255, unique, case-sensitive, external id: our write key. */
    key: 'Key__c',
    /** Lookup to Case. */
    caseId: 'Case__c',
    /** Text 255: the message that caused it; long text of 4,096: further ones, with blanks between. */
    sourceMessage: 'Source_Message__c',
    alsoAbout: 'Also_About__c',
    /** Text 18: the FeedItem, CaseComment or EmailMessage that was made. */
    recordId: 'Record_Id__c',
    /** Text 20: `note` (in a post or comment) or `field` (in a field), with `+subject` if that was written, too; `reply`; `unsent`, a reply of which nothing came. */
    kind: 'Kind__c',
  },
} as const;

/** One tag of one case: Salesforce has none in Lightning. */
export const tagObject = {
  name: 'Dragoman_Tag__c',
  fields: {
    /** Text 100, unique, external id: `<case id>:<tag>`, so that adding a tag twice does no harm. */
    key: 'Key__c',
    /** Lookup to Case. */
    caseId: 'Case__c',
    /** Text 80. */
    tag: 'Tag__c',
  },
} as const;

/** Sent with every call, so that change events tell our own writes (`changeOrigin` ends with `;client=dragoman`). */
export const clientName = 'dragoman';
