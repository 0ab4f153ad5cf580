// Made from openapi.json by `pnpm client`: change the routes, not this file.
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["getHealthLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether it can do its work */
        get: operations["getHealthReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add to what a person agreed to
         * @description The ledger is only added to. A withdrawal holds as soon as it is answered: what rested on it is gone.
         */
        post: operations["recordConsents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record what leads and visitors did
         * @description Each event counts once, however often it is sent. Those of many that are refused keep none of the others out; a single one that is refused is answered by 422.
         */
        post: operations["recordEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Leads in the order in which they changed
         * @description Merged and deleted ones are among them, so that a copy can follow: keep the cursor and go on with it any time later. Without one it begins with the first lead, or at updatedSince.
         */
        get: operations["followLeads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A lead and who enquires
         * @description Contacts are masked unless the key has the scope contacts:read as well.
         */
        get: operations["getLead"];
        /**
         * Make a lead, or add to what is known of it
         * @description The id is yours. A new lead is given out, told to brokers and scored as any enquiry is; who is known by a phone number or an e-mail address is the same person. What the body does not say stays, null takes away. Consents need the scope consents:write as well.
         */
        put: operations["putLead"];
        post?: never;
        /**
         * Delete a lead, with those merged into it and all that is known of them
         * @description At once it is in no list, score or training. A person without another lead is forgotten with it, so that nothing sealed of them can be read any more. Deleting again changes nothing.
         */
        delete: operations["deleteLead"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{externalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make a listing, or replace all that is known of it
         * @description What the body does not say is not known. A change rescores the listing's open leads.
         */
        put: operations["putListing"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/outcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what became of leads, or take it back
         * @description A step of the ladder reached, lost with a reason, or reopened. Each outcome counts once, however often it is sent. Those of many that are refused keep none of the others out; a single one that is refused is answered by 422.
         */
        post: operations["recordOutcomes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known of the leads, and what came in how */
        get: operations["dataQuality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The question whose answer would move a lead's score most */
        post: operations["nextQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipt-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public key that receipts of this installation are signed with */
        get: operations["receiptKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The record of an answer: what it was made from, by which model, and the signature */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers the question again by the same model, and says equal or where it differs */
        post: operations["verifyReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A lead's score, with its reasons and a receipt */
        post: operations["score"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/score/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Scores of up to 1,000 leads, each with its answer or its problem */
        post: operations["scoreBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is told of what, and how that goes */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Have a system told of what happens from now on
         * @description The secret is in this answer and in no other.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A webhook and how it goes */
        get: operations["getWebhook"];
        /** Replace all of a webhook but its secret, pause it, or turn it on again */
        put: operations["putWebhook"];
        post?: never;
        /** End a webhook, with all that was or is to be sent to it */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was or is to be sent within thirty days, latest first */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a delivery once more, under the same id and with the same bytes */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send all dead deliveries since a time once more, at most ten thousand in a call */
        post: operations["replayDeadWebhookDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange the secret of a webhook
         * @description Both secrets sign until the old one ends, so that no message is refused while you change it over.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one message of the type webhook.test
         * @description It is sent whatever the state of the webhook and is not repeated. Its delivery says how it went.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description All that is left of a lead that was deleted. */
        DeletedLead: {
            /** @constant */
            deleted: true;
            /** Format: uuid */
            leadId: string;
            /**
             * Format: date-time
             * @description When it changed last. A new score alone is no change.
             */
            updatedAt: string;
        };
        Lead: {
            attributes: {
                [key: string]: string | number | boolean | null;
            };
            budget: {
                maxPaise: number | null;
                minPaise: number | null;
            } | null;
            city: string | null;
            /** @description Phone numbers first. */
            contacts: {
                /** @enum {string} */
                kind: "phone" | "email";
                /** @description True unless the key has the scope contacts:read. */
                masked: boolean;
                /** @description In E.164, or in small letters. */
                value: string;
            }[];
            /** Format: date-time */
            createdAt: string;
            /** @constant */
            deleted: false;
            enquiredAt: string | null;
            /** @description Yours. */
            externalId: string | null;
            kind: string;
            /** Format: uuid */
            leadId: string;
            /** @description Your id of the listing that it is about. */
            listing: string | null;
            lostReason: string | null;
            /** @description The lead that stands for it since they were merged. */
            mergedInto: string | null;
            name: string | null;
            owner: {
                email: string;
                name: string;
            } | null;
            /**
             * Format: uuid
             * @description Who enquires: the same for all leads of a person.
             */
            personId: string;
            score: {
                grade: ("A" | "B" | "C" | "D") | null;
                probability: number | null;
                score: number | null;
                scoredAt: string | null;
                /** @enum {string} */
                state: "none" | "unknown" | "scored";
            };
            source: string | null;
            /** @enum {string} */
            status: "open" | "won" | "lost";
            /** @description Key of the furthest step reached. */
            step: string | null;
            /**
             * Format: date-time
             * @description When it changed last. A new score alone is no change.
             */
            updatedAt: string;
            /** @description Grows with every change. */
            version: number;
        };
        /**
         * @description Why a request was not done.
         * @example {
         *       "type": "about:blank",
         *       "title": "Bad Request",
         *       "status": 400,
         *       "detail": "What was sent is not what this expects.",
         *       "code": "bad_input",
         *       "instance": "urn:uuid:0194b6a2-7c1e-7b3a-9a51-2f8e4d6c1b90",
         *       "errors": [
         *         {
         *           "path": "entries.0.purpose",
         *           "message": "Invalid option"
         *         }
         *       ]
         *     }
         */
        Problem: {
            /** @description What went wrong, for a program: it stays the same. */
            code: string;
            /** @description One sentence for a person. */
            detail: string;
            /** @description With the code bad_input: which fields are wrong, and how. */
            errors?: {
                message: string;
                /** @description The field, as entries.0.purpose. */
                path: string;
            }[];
            /** @description Names this very request: tell it when you ask about it. */
            instance: string;
            status: number;
            /** @description The HTTP status in words. */
            title: string;
            /** @constant */
            type: "about:blank";
        } & {
            [key: string]: unknown;
        };
        Receipt: {
            content: {
                answer: {
                    grade: string | null;
                    margin: number | null;
                    probability: number | null;
                    reasons: {
                        code: string;
                        feature: string;
                        params: {
                            [key: string]: string | number | boolean | null;
                        };
                        points: number;
                    }[];
                    score: number | null;
                    /** @enum {string} */
                    state: "scored" | "unknown";
                };
                consents: string[];
                record: {
                    [key: string]: string | number | boolean | null;
                } | null;
                vector: string | null;
            } | null;
            /** @description the person's key is gone, and with it the content */
            erased: boolean;
            head: {
                /** Format: date-time */
                at: string;
                content: string;
                /** @constant */
                format: 1;
                /** Format: uuid */
                id: string;
                lead: string | null;
                model: {
                    /** Format: uuid */
                    id: string;
                    sha256: string;
                    version: number;
                } | null;
                /** Format: uuid */
                organisation: string;
                policy: {
                    base: number | null;
                    cutoffs: {
                        A: number;
                        B: number;
                        C: number;
                    };
                    features: number;
                    target: {
                        horizonDays: number;
                        step: string;
                    } | null;
                };
                rules: number | null;
            };
            /** Format: uuid */
            id: string;
            signature: {
                /** @constant */
                algorithm: "Ed25519";
                keyId: string;
                /** @description from the leaf to the root: side (0 left, 1 right) and hash of each sibling, base64 */
                path: string;
                /** @description of the root of the hash tree, base64 */
                value: string;
            };
            /** @description the head as it was signed, to the byte */
            signed: string;
        };
        Score: {
            /** Format: date-time */
            asOf: string;
            /** @constant */
            base: 50;
            grade: ("A" | "B" | "C" | "D") | null;
            latencyMs: number;
            leadId: string | null;
            model: {
                id: string | null;
                /** @enum {string} */
                role: "champion" | "retired" | "rules";
                version: number;
            };
            probability: number | null;
            reasons: {
                code: string;
                /** @enum {string} */
                direction: "up" | "down" | "flat";
                /** @description of how many leads like this in training so many reached the target */
                evidence: {
                    leads: number;
                    reached: number;
                } | null;
                /** @description average and others are rows of their own, so that the points add up */
                feature: string;
                /** @description what the reason is about */
                label: string;
                params: {
                    [key: string]: string | number | boolean | null;
                };
                /** @description 50 and all rows' points are the score before rounding and limits */
                points: number;
                /** @description the reason as a sentence */
                text: string;
            }[];
            /** Format: uuid */
            receiptId: string;
            score: number | null;
            /** @enum {string} */
            source: "model" | "cache";
            /** @enum {string} */
            state: "scored" | "unknown";
            target: {
                horizonDays: number;
                step: string;
            } | null;
            text: {
                /** @enum {string} */
                status: "not_read";
            };
        };
        VerifiedReceipt: {
            differences: {
                receipt: number | string | null;
                replay: number | string | null;
                what: string;
            }[];
            /** @description equal to the last bit */
            exact: boolean;
            /** Format: uuid */
            id: string;
            /**
             * @description equal: the same model gives the same answer to the same features. erased: the person's key is gone; what is left to check holds
             * @enum {string}
             */
            outcome: "equal" | "differs" | "erased";
            /** @enum {string} */
            signature: "valid" | "invalid";
        };
    };
    responses: {
        /** @description The input is wrong: bad_input names the fields in errors, bad_json is no JSON. */
        BadInput: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of ours (fault): send it again, nothing is stored twice. */
        Fault: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is missing (no_key), or unknown, expired or revoked (key_refused). */
        KeyRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key lacks the scope that `scope` names (missing_scope). */
        MissingScope: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not sent as JSON (not_json), or is packed (encoded). */
        NotJson: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Any other refusal: `code` says which. */
        Refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than this takes (too_large, and too_many_… for lists). */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests: wait as long as Retry-After says. */
        TooMany: {
            headers: {
                /** @description "key";r=9871;t=7: so many are left for so many seconds. */
                RateLimit?: string;
                /** @description "key";q=10000;w=10: so many in so many seconds. */
                "RateLimit-Policy"?: string;
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not now, and nothing was stored: send it again after Retry-After seconds. */
        Unavailable: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealthLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "live";
                    };
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    getHealthReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description stale: a new model's file was refused, and an older one answers for it.
                         * @enum {string}
                         */
                        model: "current" | "stale";
                        /** @constant */
                        status: "ready";
                    };
                };
            };
            429: components["responses"]["TooMany"];
            /** @description Ask another one. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "not ready";
                    };
                };
            };
        };
    };
    recordConsents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands for the entries in their places: the same call again adds nothing. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": {
                 *         "externalId": "L-1042"
                 *       },
                 *       "entries": [
                 *         {
                 *           "purpose": "whatsapp_marketing",
                 *           "status": "given",
                 *           "channel": "form",
                 *           "locale": "hi-IN"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    entries: {
                        /** @description How it was said: form, whatsapp, call, paper … */
                        channel: string;
                        /** @description Yours, for this entry and no other: sent again it is the same entry. */
                        consentId?: string;
                        /** @default {} */
                        evidence?: {
                            [key: string]: string | number | boolean;
                        };
                        /**
                         * Format: date-time
                         * @description Of a consent: the moment from which it no longer holds.
                         */
                        expiresAt?: string;
                        locale?: string;
                        /** @description Hexadecimal SHA-256 of the notice that was shown. */
                        noticeHash?: string;
                        /**
                         * Format: date-time
                         * @description Now, when it is not said.
                         */
                        occurredAt?: string;
                        /** @enum {string} */
                        purpose: "enquiry_reply" | "scoring" | "web_tracking" | "whatsapp_marketing" | "calls" | "enrichment" | "crm_sharing";
                        /** @enum {string} */
                        status: "given" | "withdrawn";
                    }[];
                    subject: {
                        email?: string;
                        externalId?: string;
                        /** Format: uuid */
                        leadId?: string;
                        /** Format: uuid */
                        personId?: string;
                        phone?: string;
                    };
                };
            };
        };
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description One for each entry, in their order. */
                        entries: {
                            /**
                             * @description It stood there already, under this id.
                             * @constant
                             */
                            duplicate?: true;
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            purpose: "enquiry_reply" | "scoring" | "web_tracking" | "whatsapp_marketing" | "calls" | "enrichment" | "crm_sharing";
                            /** @enum {string} */
                            status: "given" | "withdrawn";
                        }[];
                        /** Format: uuid */
                        personId: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    recordEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description One event, or up to 1000 of them. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "eventId": "call-8812",
                 *       "type": "call_in",
                 *       "occurredAt": "2026-11-23T10:30:00+05:30",
                 *       "properties": {
                 *         "seconds": 140,
                 *         "answered": true
                 *       },
                 *       "subject": {
                 *         "externalId": "L-1042"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description The eventId of the event that this one replaces, or takes back. */
                    corrects?: string;
                    /** @description Yours: the same event counts once, however often it is sent. */
                    eventId: string;
                    /**
                     * Format: date-time
                     * @description With its offset. Without it, the event happened as it arrived; what lies in the future counts as now.
                     */
                    occurredAt?: string;
                    /** @description What the type has; others are dropped and named. */
                    properties?: {
                        [key: string]: unknown;
                    };
                    /** @description Takes back what it corrects. */
                    retracts?: boolean;
                    source?: string;
                    /** @description Whose event it is: a lead, a visitor, or a person by a contact. One of these is enough. */
                    subject?: {
                        email?: string;
                        externalId?: string;
                        /** Format: uuid */
                        leadId?: string;
                        name?: string;
                        phone?: string;
                        /** Format: uuid */
                        visitorId?: string;
                    };
                    /** @description What a person wrote. It is sealed with that person's key. */
                    text?: string;
                    /** @description One of page_view, listing_view, search, form_submit, download, email_sent, email_open, email_click, email_reply, email_bounce, whatsapp_in, whatsapp_out, whatsapp_read, call_in, call_out, site_visit_booked, site_visit_done, site_visit_missed, chat, note, stage_change, social_engagement, enrichment. */
                    type: string;
                } | {
                    events: {
                        /** @description The eventId of the event that this one replaces, or takes back. */
                        corrects?: string;
                        /** @description Yours: the same event counts once, however often it is sent. */
                        eventId: string;
                        /**
                         * Format: date-time
                         * @description With its offset. Without it, the event happened as it arrived; what lies in the future counts as now.
                         */
                        occurredAt?: string;
                        /** @description What the type has; others are dropped and named. */
                        properties?: {
                            [key: string]: unknown;
                        };
                        /** @description Takes back what it corrects. */
                        retracts?: boolean;
                        source?: string;
                        /** @description Whose event it is: a lead, a visitor, or a person by a contact. One of these is enough. */
                        subject?: {
                            email?: string;
                            externalId?: string;
                            /** Format: uuid */
                            leadId?: string;
                            name?: string;
                            phone?: string;
                            /** Format: uuid */
                            visitorId?: string;
                        };
                        /** @description What a person wrote. It is sealed with that person's key. */
                        text?: string;
                        /** @description One of page_view, listing_view, search, form_submit, download, email_sent, email_open, email_click, email_reply, email_bounce, whatsapp_in, whatsapp_out, whatsapp_read, call_in, call_out, site_visit_booked, site_visit_done, site_visit_missed, chat, note, stage_change, social_engagement, enrichment. */
                        type: string;
                    }[];
                };
            };
        };
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        duplicates: number;
                        recorded: number;
                        refused: number;
                        /** @description One for each event, in their order. */
                        results: {
                            /**
                             * @description Kept, and counted nowhere.
                             * @constant
                             */
                            bot?: true;
                            /**
                             * @description It claimed to lie in the future, and counts as now.
                             * @constant
                             */
                            clamped?: true;
                            /** @description Why it is refused. */
                            code?: string;
                            /** @description Properties that this type does not have. */
                            dropped?: string[];
                            eventId: string;
                            /**
                             * @description It came more than an hour after it happened.
                             * @constant
                             */
                            late?: true;
                            /**
                             * Format: uuid
                             * @description The lead it counts for, once it is known whose it is.
                             */
                            leadId?: string;
                            /** @description The same for a person. */
                            message?: string;
                            /** @enum {string} */
                            status: "recorded" | "duplicate" | "refused";
                        }[];
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    followLeads: {
        parameters: {
            query?: {
                /** @description Of the page before, or of the last one of an earlier day. It remembers updatedSince. */
                cursor?: string;
                /** @description 1 to 500; 100 usual. */
                limit?: number;
                /** @description Only what changed then or later. */
                updatedSince?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Where to go on, also when there is nothing more now. */
                        cursor: string;
                        leads: (components["schemas"]["Lead"] | components["schemas"]["DeletedLead"])[];
                        /** @description There are more already. */
                        more: boolean;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    getLead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lead"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    putLead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Yours. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "buyer",
                 *       "source": "99acres",
                 *       "name": "Asha Patil",
                 *       "phone": "+91 98765 43210",
                 *       "city": "Ahmedabad",
                 *       "budget": "60–85 L",
                 *       "enquiredAt": "2026-11-23T10:30:00+05:30",
                 *       "attributes": {
                 *         "bedrooms": 3,
                 *         "loan_status": "applied"
                 *       },
                 *       "consents": [
                 *         {
                 *           "purpose": "calls",
                 *           "status": "given",
                 *           "channel": "form"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description By key: small letters, digits and _. One that nobody has used becomes an attribute of the organisation, of the kind of its first value. */
                    attributes?: {
                        [key: string]: string | number | boolean | null;
                    };
                    /** @description As people write it ("85 L", "50–75 lakh"), the most in rupees, or both ends in paise. */
                    budget?: (string | number | {
                        /** @default null */
                        maxPaise?: number | null;
                        /** @default null */
                        minPaise?: number | null;
                    }) | null;
                    city?: string | null;
                    /** @description What the person agreed to with the enquiry. Needs the scope consents:write. */
                    consents?: {
                        /** @description How it was said: form, whatsapp, call, paper … */
                        channel: string;
                        /** @description Yours, for this entry and no other: sent again it is the same entry. */
                        consentId?: string;
                        /** @default {} */
                        evidence?: {
                            [key: string]: string | number | boolean;
                        };
                        /**
                         * Format: date-time
                         * @description Of a consent: the moment from which it no longer holds.
                         */
                        expiresAt?: string;
                        locale?: string;
                        /** @description Hexadecimal SHA-256 of the notice that was shown. */
                        noticeHash?: string;
                        /**
                         * Format: date-time
                         * @description Now, when it is not said.
                         */
                        occurredAt?: string;
                        /** @enum {string} */
                        purpose: "enquiry_reply" | "scoring" | "web_tracking" | "whatsapp_marketing" | "calls" | "enrichment" | "crm_sharing";
                        /** @enum {string} */
                        status: "given" | "withdrawn";
                    }[];
                    /** @description One or several. */
                    email?: (string | string[]) | null;
                    /**
                     * Format: date-time
                     * @description Of a new lead now, unless it is said. What lies in the future counts as now.
                     */
                    enquiredAt?: string;
                    /** @description buyer, seller, tenant, landlord or one of your own. Of a new lead buyer, unless it is said. */
                    kind?: string;
                    /** @description Your id of the listing that it is about, which has to be put first. */
                    listing?: string | null;
                    name?: string | null;
                    /** @description E-mail address of the member whose lead it is. A new lead without one is handed out. */
                    owner?: string;
                    /** @description One or several, as people write them. */
                    phone?: (string | string[]) | null;
                    /** @description Where it comes from, as you call it. */
                    source?: string | null;
                };
            };
        };
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description It was there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description False where it was there and nothing of it was news. */
                        changed: boolean;
                        created: boolean;
                        externalId: string;
                        /** Format: uuid */
                        leadId: string;
                        /** @description The lead that stands for it, where it was merged into another. */
                        mergedInto: string | null;
                        /** Format: uuid */
                        personId: string;
                        /** @description Of the lead from now on. */
                        version: number;
                    };
                };
            };
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description False where it was there and nothing of it was news. */
                        changed: boolean;
                        created: boolean;
                        externalId: string;
                        /** Format: uuid */
                        leadId: string;
                        /** @description The lead that stands for it, where it was merged into another. */
                        mergedInto: string | null;
                        /** Format: uuid */
                        personId: string;
                        /** @description Of the lead from now on. */
                        version: number;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteLead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        deleted: true;
                        /** Format: uuid */
                        leadId: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    putListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Yours. */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "project": "Skyline Heights",
                 *       "type": "apartment",
                 *       "priceMinPaise": 650000000,
                 *       "priceMaxPaise": 820000000,
                 *       "city": "Ahmedabad",
                 *       "locality": "Bopal",
                 *       "attributes": {
                 *         "bedrooms": 3
                 *       }
                 *     }
                 */
                "application/json": {
                    attributes?: {
                        [key: string]: string | number | boolean | null;
                    };
                    city?: string | null;
                    locality?: string | null;
                    /** @default null */
                    priceMaxPaise?: number | null;
                    /** @default null */
                    priceMinPaise?: number | null;
                    project?: string | null;
                    /**
                     * @default available
                     * @enum {string}
                     */
                    status?: "available" | "booked" | "sold" | "withdrawn";
                    type?: string | null;
                };
            };
        };
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Replaced, or the same. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description False where it was there and said the same. */
                        changed: boolean;
                        created: boolean;
                        externalId: string;
                        /** Format: uuid */
                        listingId: string;
                    };
                };
            };
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description False where it was there and said the same. */
                        changed: boolean;
                        created: boolean;
                        externalId: string;
                        /** Format: uuid */
                        listingId: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    recordOutcomes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description One outcome, or up to 200 of them. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Your id of the lead, in the place of ours. */
                    externalId?: string;
                    /** Format: uuid */
                    leadId?: string;
                    /**
                     * Format: date-time
                     * @description Now, unless it is said.
                     */
                    occurredAt?: string;
                    /** @description Yours, for this outcome and no other: sent again it is the same one. */
                    outcomeId: string;
                    /** @description Why it is lost. */
                    reason?: string;
                    /** @description Key of a step of the ladder, "lost", or "reopened". */
                    step?: string;
                    /**
                     * @description Takes back the outcome of this id, which has to be its lead's last one.
                     * @constant
                     */
                    undo?: true;
                } | {
                    outcomes: {
                        /** @description Your id of the lead, in the place of ours. */
                        externalId?: string;
                        /** Format: uuid */
                        leadId?: string;
                        /**
                         * Format: date-time
                         * @description Now, unless it is said.
                         */
                        occurredAt?: string;
                        /** @description Yours, for this outcome and no other: sent again it is the same one. */
                        outcomeId: string;
                        /** @description Why it is lost. */
                        reason?: string;
                        /** @description Key of a step of the ladder, "lost", or "reopened". */
                        step?: string;
                        /**
                         * @description Takes back the outcome of this id, which has to be its lead's last one.
                         * @constant
                         */
                        undo?: true;
                    }[];
                };
            };
        };
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        duplicates: number;
                        recorded: number;
                        refused: number;
                        /** @description One for each outcome, in their order. */
                        results: {
                            /**
                             * @description Why it is refused.
                             * @enum {string}
                             */
                            code?: "bad_outcome" | "bad_time" | "unknown_lead" | "unknown_step" | "unknown_outcome" | "id_reused" | "not_last" | "conflict";
                            /** @description Where it stands now; of a merged lead, the one that stands for it. */
                            lead?: {
                                /** Format: uuid */
                                leadId: string;
                                lostReason: string | null;
                                /** @enum {string} */
                                status: "open" | "won" | "lost";
                                /** @description Key of the furthest step reached. */
                                step: string | null;
                                version: number;
                            };
                            /** @description The same for a person. */
                            message?: string;
                            /** @description Yours; null where it could not be read. */
                            outcomeId: string | null;
                            /**
                             * @description duplicate: done before under this id. unchanged: the lead stands there, or further, already, and nothing was recorded.
                             * @enum {string}
                             */
                            status: "recorded" | "undone" | "duplicate" | "unchanged" | "refused";
                        }[];
                        unchanged: number;
                        undone: number;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    dataQuality: {
        parameters: {
            query?: {
                /** @description 7, 30 (usual) or 90. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What is known of the leads. */
                        completeness: {
                            fields: {
                                key: string;
                                label: string;
                            }[];
                            months: {
                                /** @description How many of them have each field: known[i] is about fields[i]. */
                                known: number[];
                                leads: number;
                                month: string;
                            }[];
                            otherSources: {
                                count: number;
                                /** @description How many of them have each field: known[i] is about fields[i]. */
                                known: number[];
                                leads: number;
                            } | null;
                            /** @description Most leads first. */
                            sources: {
                                /** @description How many of them have each field: known[i] is about fields[i]. */
                                known: number[];
                                leads: number;
                                source: string | null;
                            }[];
                            total: {
                                /** @description How many of them have each field: known[i] is about fields[i]. */
                                known: number[];
                                leads: number;
                            };
                        };
                        days: number;
                        /** @description By the time at which they came in. */
                        events: {
                            /** @description As many days before. */
                            before: {
                                /** @description Kept, and counted nowhere. */
                                bots: number;
                                /** @description Claimed to lie in the future, and counted as of when they came. */
                                clamped: number;
                                /** @description Sent again, kept once. */
                                duplicates: number;
                                /** @description Came more than an hour after they happened. */
                                late: number;
                                received: number;
                                recorded: number;
                                refused: number;
                            };
                            days: {
                                /** @description Kept, and counted nowhere. */
                                bots: number;
                                /** @description Claimed to lie in the future, and counted as of when they came. */
                                clamped: number;
                                /** Format: date */
                                day: string;
                                /** @description Sent again, kept once. */
                                duplicates: number;
                                /** @description Came more than an hour after they happened. */
                                late: number;
                                received: number;
                                recorded: number;
                                refused: number;
                            }[];
                            /** Format: date */
                            from: string;
                            sources: {
                                /** @description Kept, and counted nowhere. */
                                bots: number;
                                /** @description Claimed to lie in the future, and counted as of when they came. */
                                clamped: number;
                                /** @description Sent again, kept once. */
                                duplicates: number;
                                /** @description Came more than an hour after they happened. */
                                late: number;
                                received: number;
                                recorded: number;
                                refused: number;
                                source: string;
                            }[];
                            /** Format: date */
                            to: string;
                            total: {
                                /** @description Kept, and counted nowhere. */
                                bots: number;
                                /** @description Claimed to lie in the future, and counted as of when they came. */
                                clamped: number;
                                /** @description Sent again, kept once. */
                                duplicates: number;
                                /** @description Came more than an hour after they happened. */
                                late: number;
                                received: number;
                                recorded: number;
                                refused: number;
                            };
                        };
                        /** @description By the time at which they happened. */
                        happened: {
                            days: {
                                bots: number;
                                /** Format: date */
                                day: string;
                                events: number;
                            }[];
                            months: {
                                bots: number;
                                events: number;
                                month: string;
                            }[];
                        };
                        people: {
                            mergedLeads: number;
                            withSeveralOpenLeads: number;
                        };
                        visitors: {
                            bots: number;
                            keptDays: number;
                            seen: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    nextQuestion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": {
                 *         "externalId": "L-1042"
                 *       },
                 *       "except": [
                 *         "move_in"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @default [] */
                    except?: string[];
                    subject: {
                        email?: string;
                        externalId?: string;
                        /** Format: uuid */
                        leadId?: string;
                        phone?: string;
                    };
                };
            };
        };
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        leadId: string;
                        /** @description Null where there is nothing left to ask. */
                        question: {
                            /** @description The usual answers, where one is chosen. */
                            choices: string[] | null;
                            field: string;
                            kind: string;
                            label: string;
                            /** @description How far the score would move, up or down, on average. */
                            points: number;
                            /** @description In the organisation's words. */
                            question: string;
                        } | null;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    receiptKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: {
                            /** @constant */
                            crv: "Ed25519";
                            kid: string;
                            /** @constant */
                            kty: "OKP";
                            x: string;
                        }[];
                    };
                };
            };
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    verifyReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifiedReceipt"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    score: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What happened to the lead that is told of; kept with it where it is kept.
                     * @default []
                     */
                    events?: {
                        /** @description The eventId of the event that this one replaces, or takes back. */
                        corrects?: string;
                        /** @description Yours: the same event counts once, however often it is sent. */
                        eventId?: string;
                        /**
                         * Format: date-time
                         * @description With its offset. Without it, the event happened as it arrived; what lies in the future counts as now.
                         */
                        occurredAt?: string;
                        /** @description What the type has; others are dropped and named. */
                        properties?: {
                            [key: string]: unknown;
                        };
                        /** @description Takes back what it corrects. */
                        retracts?: boolean;
                        source?: string;
                        /** @description What a person wrote. It is sealed with that person's key. */
                        text?: string;
                        /** @description One of page_view, listing_view, search, form_submit, download, email_sent, email_open, email_click, email_reply, email_bounce, whatsapp_in, whatsapp_out, whatsapp_read, call_in, call_out, site_visit_booked, site_visit_done, site_visit_missed, chat, note, stage_change, social_engagement, enrichment. */
                        type: string;
                    }[];
                    /** @description A lead that you tell of: attributes beside its fields, and features. */
                    lead?: {
                        /** @description By key: small letters, digits and _. One that nobody has used becomes an attribute of the organisation, of the kind of its first value. */
                        attributes?: {
                            [key: string]: string | number | boolean | null;
                        };
                        /** @description As people write it ("85 L", "50–75 lakh"), the most in rupees, or both ends in paise. */
                        budget?: (string | number | {
                            /** @default null */
                            maxPaise?: number | null;
                            /** @default null */
                            minPaise?: number | null;
                        }) | null;
                        city?: string | null;
                        /** @description What the person agreed to with the enquiry. Needs the scope consents:write. */
                        consents?: {
                            /** @description How it was said: form, whatsapp, call, paper … */
                            channel: string;
                            /** @description Yours, for this entry and no other: sent again it is the same entry. */
                            consentId?: string;
                            /** @default {} */
                            evidence?: {
                                [key: string]: string | number | boolean;
                            };
                            /**
                             * Format: date-time
                             * @description Of a consent: the moment from which it no longer holds.
                             */
                            expiresAt?: string;
                            locale?: string;
                            /** @description Hexadecimal SHA-256 of the notice that was shown. */
                            noticeHash?: string;
                            /**
                             * Format: date-time
                             * @description Now, when it is not said.
                             */
                            occurredAt?: string;
                            /** @enum {string} */
                            purpose: "enquiry_reply" | "scoring" | "web_tracking" | "whatsapp_marketing" | "calls" | "enrichment" | "crm_sharing";
                            /** @enum {string} */
                            status: "given" | "withdrawn";
                        }[];
                        /** @description One or several. */
                        email?: (string | string[]) | null;
                        /**
                         * Format: date-time
                         * @description Of a new lead now, unless it is said. What lies in the future counts as now.
                         */
                        enquiredAt?: string;
                        externalId?: string;
                        features?: {
                            [key: string]: string | number | boolean | null;
                        };
                        /** @description buyer, seller, tenant, landlord or one of your own. Of a new lead buyer, unless it is said. */
                        kind?: string;
                        /** @description Your id of the listing that it is about, which has to be put first. */
                        listing?: string | null;
                        name?: string | null;
                        /** @description E-mail address of the member whose lead it is. A new lead without one is handed out. */
                        owner?: string;
                        /** @description One or several, as people write them. */
                        phone?: (string | string[]) | null;
                        /** @description Where it comes from, as you call it. */
                        source?: string | null;
                    } & {
                        [key: string]: string | number | boolean | null;
                    };
                    /**
                     * Format: uuid
                     * @description A lead that is kept. Either this or `lead`.
                     */
                    leadId?: string;
                    /** @description False: nothing is kept but the receipt, for a day. Usual: true where the lead has an externalId and no features. */
                    persist?: boolean;
                    /**
                     * @description How many.
                     * @default 5
                     */
                    reasons?: number;
                };
            };
        };
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Score"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    scoreBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "leads": [
                 *         {
                 *           "lead": {
                 *             "externalId": "L-1042",
                 *             "source": "99acres",
                 *             "city": "Ahmedabad"
                 *           }
                 *         }
                 *       ],
                 *       "reasons": 3
                 *     }
                 */
                "application/json": {
                    leads: {
                        /**
                         * @description What happened to the lead that is told of; kept with it where it is kept.
                         * @default []
                         */
                        events?: {
                            /** @description The eventId of the event that this one replaces, or takes back. */
                            corrects?: string;
                            /** @description Yours: the same event counts once, however often it is sent. */
                            eventId?: string;
                            /**
                             * Format: date-time
                             * @description With its offset. Without it, the event happened as it arrived; what lies in the future counts as now.
                             */
                            occurredAt?: string;
                            /** @description What the type has; others are dropped and named. */
                            properties?: {
                                [key: string]: unknown;
                            };
                            /** @description Takes back what it corrects. */
                            retracts?: boolean;
                            source?: string;
                            /** @description What a person wrote. It is sealed with that person's key. */
                            text?: string;
                            /** @description One of page_view, listing_view, search, form_submit, download, email_sent, email_open, email_click, email_reply, email_bounce, whatsapp_in, whatsapp_out, whatsapp_read, call_in, call_out, site_visit_booked, site_visit_done, site_visit_missed, chat, note, stage_change, social_engagement, enrichment. */
                            type: string;
                        }[];
                        /** @description A lead that you tell of: attributes beside its fields, and features. */
                        lead?: {
                            /** @description By key: small letters, digits and _. One that nobody has used becomes an attribute of the organisation, of the kind of its first value. */
                            attributes?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** @description As people write it ("85 L", "50–75 lakh"), the most in rupees, or both ends in paise. */
                            budget?: (string | number | {
                                /** @default null */
                                maxPaise?: number | null;
                                /** @default null */
                                minPaise?: number | null;
                            }) | null;
                            city?: string | null;
                            /** @description What the person agreed to with the enquiry. Needs the scope consents:write. */
                            consents?: {
                                /** @description How it was said: form, whatsapp, call, paper … */
                                channel: string;
                                /** @description Yours, for this entry and no other: sent again it is the same entry. */
                                consentId?: string;
                                /** @default {} */
                                evidence?: {
                                    [key: string]: string | number | boolean;
                                };
                                /**
                                 * Format: date-time
                                 * @description Of a consent: the moment from which it no longer holds.
                                 */
                                expiresAt?: string;
                                locale?: string;
                                /** @description Hexadecimal SHA-256 of the notice that was shown. */
                                noticeHash?: string;
                                /**
                                 * Format: date-time
                                 * @description Now, when it is not said.
                                 */
                                occurredAt?: string;
                                /** @enum {string} */
                                purpose: "enquiry_reply" | "scoring" | "web_tracking" | "whatsapp_marketing" | "calls" | "enrichment" | "crm_sharing";
                                /** @enum {string} */
                                status: "given" | "withdrawn";
                            }[];
                            /** @description One or several. */
                            email?: (string | string[]) | null;
                            /**
                             * Format: date-time
                             * @description Of a new lead now, unless it is said. What lies in the future counts as now.
                             */
                            enquiredAt?: string;
                            externalId?: string;
                            features?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** @description buyer, seller, tenant, landlord or one of your own. Of a new lead buyer, unless it is said. */
                            kind?: string;
                            /** @description Your id of the listing that it is about, which has to be put first. */
                            listing?: string | null;
                            name?: string | null;
                            /** @description E-mail address of the member whose lead it is. A new lead without one is handed out. */
                            owner?: string;
                            /** @description One or several, as people write them. */
                            phone?: (string | string[]) | null;
                            /** @description Where it comes from, as you call it. */
                            source?: string | null;
                        } & {
                            [key: string]: string | number | boolean | null;
                        };
                        /**
                         * Format: uuid
                         * @description A lead that is kept. Either this or `lead`.
                         */
                        leadId?: string;
                        /** @description False: nothing is kept but the receipt, for a day. Usual: true where the lead has an externalId and no features. */
                        persist?: boolean;
                    }[];
                    /**
                     * @description For each of them; explaining takes twenty times as long as scoring.
                     * @default 0
                     */
                    reasons?: number;
                };
            };
        };
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: (components["schemas"]["Score"] | {
                            problem: components["schemas"]["Problem"];
                        })[];
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: {
                            /** Format: date-time */
                            createdAt: string;
                            /** @description failing: nothing was taken for five days; gone: an answer was 410 */
                            disabledBecause: ("failing" | "gone") | null;
                            events: ("score.changed" | "lead.assigned" | "consent.withdrawn")[];
                            health: {
                                dead: number;
                                failingSince: string | null;
                                /** @description Attempts that failed since one was taken */
                                failures: number;
                                /** @description To the minute */
                                lastDeliveredAt: string | null;
                                /** @description Nothing but tests is sent before */
                                restingUntil: string | null;
                                waiting: number;
                            };
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description The secret before the current one signs as well until then */
                            previousSecretUntil: string | null;
                            /**
                             * @description paused: messages wait, for four days; disabled: none are written
                             * @enum {string}
                             */
                            status: "active" | "paused" | "disabled";
                            thresholds: {
                                /**
                                 * @description Also tell every change of grade
                                 * @default true
                                 */
                                gradeCrossing: boolean;
                                /**
                                 * @description Only scores of at most this, and those that rise above it
                                 * @default null
                                 */
                                max: number | null;
                                /**
                                 * @description Only scores of at least this, and those that fall below it
                                 * @default null
                                 */
                                min: number | null;
                                /**
                                 * @description Points that a score has moved by since it was last told; null: points alone tell nothing
                                 * @default 5
                                 */
                                minPoints: number | null;
                            };
                            /** Format: date-time */
                            updatedAt: string;
                            url: string;
                        }[];
                    };
                };
            };
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "CRM",
                 *       "url": "https://crm.example.in/hooks/leadlift",
                 *       "events": [
                 *         "score.changed",
                 *         "consent.withdrawn"
                 *       ],
                 *       "thresholds": {
                 *         "minPoints": 10,
                 *         "min": 70
                 *       }
                 *     }
                 */
                "application/json": {
                    events: ("score.changed" | "lead.assigned" | "consent.withdrawn")[];
                    name: string;
                    /** @default {} */
                    thresholds?: {
                        /**
                         * @description Also tell every change of grade
                         * @default true
                         */
                        gradeCrossing?: boolean;
                        /**
                         * @description Only scores of at most this, and those that rise above it
                         * @default null
                         */
                        max?: number | null;
                        /**
                         * @description Only scores of at least this, and those that fall below it
                         * @default null
                         */
                        min?: number | null;
                        /**
                         * @description Points that a score has moved by since it was last told; null: points alone tell nothing
                         * @default 5
                         */
                        minPoints?: number | null;
                    };
                    url: string;
                };
            };
        };
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        /** @description failing: nothing was taken for five days; gone: an answer was 410 */
                        disabledBecause: ("failing" | "gone") | null;
                        events: ("score.changed" | "lead.assigned" | "consent.withdrawn")[];
                        health: {
                            dead: number;
                            failingSince: string | null;
                            /** @description Attempts that failed since one was taken */
                            failures: number;
                            /** @description To the minute */
                            lastDeliveredAt: string | null;
                            /** @description Nothing but tests is sent before */
                            restingUntil: string | null;
                            waiting: number;
                        };
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /** @description The secret before the current one signs as well until then */
                        previousSecretUntil: string | null;
                        /** @description Told this once; sign and verify with it as Standard Webhooks says */
                        secret: string;
                        /**
                         * @description paused: messages wait, for four days; disabled: none are written
                         * @enum {string}
                         */
                        status: "active" | "paused" | "disabled";
                        thresholds: {
                            /**
                             * @description Also tell every change of grade
                             * @default true
                             */
                            gradeCrossing: boolean;
                            /**
                             * @description Only scores of at most this, and those that rise above it
                             * @default null
                             */
                            max: number | null;
                            /**
                             * @description Only scores of at least this, and those that fall below it
                             * @default null
                             */
                            min: number | null;
                            /**
                             * @description Points that a score has moved by since it was last told; null: points alone tell nothing
                             * @default 5
                             */
                            minPoints: number | null;
                        };
                        /** Format: date-time */
                        updatedAt: string;
                        url: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        /** @description failing: nothing was taken for five days; gone: an answer was 410 */
                        disabledBecause: ("failing" | "gone") | null;
                        events: ("score.changed" | "lead.assigned" | "consent.withdrawn")[];
                        health: {
                            dead: number;
                            failingSince: string | null;
                            /** @description Attempts that failed since one was taken */
                            failures: number;
                            /** @description To the minute */
                            lastDeliveredAt: string | null;
                            /** @description Nothing but tests is sent before */
                            restingUntil: string | null;
                            waiting: number;
                        };
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /** @description The secret before the current one signs as well until then */
                        previousSecretUntil: string | null;
                        /**
                         * @description paused: messages wait, for four days; disabled: none are written
                         * @enum {string}
                         */
                        status: "active" | "paused" | "disabled";
                        thresholds: {
                            /**
                             * @description Also tell every change of grade
                             * @default true
                             */
                            gradeCrossing: boolean;
                            /**
                             * @description Only scores of at most this, and those that rise above it
                             * @default null
                             */
                            max: number | null;
                            /**
                             * @description Only scores of at least this, and those that fall below it
                             * @default null
                             */
                            min: number | null;
                            /**
                             * @description Points that a score has moved by since it was last told; null: points alone tell nothing
                             * @default 5
                             */
                            minPoints: number | null;
                        };
                        /** Format: date-time */
                        updatedAt: string;
                        url: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    putWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "CRM",
                 *       "url": "https://crm.example.in/hooks/leadlift",
                 *       "events": [
                 *         "score.changed",
                 *         "consent.withdrawn"
                 *       ],
                 *       "thresholds": {
                 *         "minPoints": 10,
                 *         "min": 70
                 *       },
                 *       "status": "paused"
                 *     }
                 */
                "application/json": {
                    events: ("score.changed" | "lead.assigned" | "consent.withdrawn")[];
                    name: string;
                    /**
                     * @default active
                     * @enum {string}
                     */
                    status?: "active" | "paused";
                    /** @default {} */
                    thresholds?: {
                        /**
                         * @description Also tell every change of grade
                         * @default true
                         */
                        gradeCrossing?: boolean;
                        /**
                         * @description Only scores of at most this, and those that rise above it
                         * @default null
                         */
                        max?: number | null;
                        /**
                         * @description Only scores of at least this, and those that fall below it
                         * @default null
                         */
                        min?: number | null;
                        /**
                         * @description Points that a score has moved by since it was last told; null: points alone tell nothing
                         * @default 5
                         */
                        minPoints?: number | null;
                    };
                    url: string;
                };
            };
        };
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        /** @description failing: nothing was taken for five days; gone: an answer was 410 */
                        disabledBecause: ("failing" | "gone") | null;
                        events: ("score.changed" | "lead.assigned" | "consent.withdrawn")[];
                        health: {
                            dead: number;
                            failingSince: string | null;
                            /** @description Attempts that failed since one was taken */
                            failures: number;
                            /** @description To the minute */
                            lastDeliveredAt: string | null;
                            /** @description Nothing but tests is sent before */
                            restingUntil: string | null;
                            waiting: number;
                        };
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /** @description The secret before the current one signs as well until then */
                        previousSecretUntil: string | null;
                        /**
                         * @description paused: messages wait, for four days; disabled: none are written
                         * @enum {string}
                         */
                        status: "active" | "paused" | "disabled";
                        thresholds: {
                            /**
                             * @description Also tell every change of grade
                             * @default true
                             */
                            gradeCrossing: boolean;
                            /**
                             * @description Only scores of at most this, and those that rise above it
                             * @default null
                             */
                            max: number | null;
                            /**
                             * @description Only scores of at least this, and those that fall below it
                             * @default null
                             */
                            min: number | null;
                            /**
                             * @description Points that a score has moved by since it was last told; null: points alone tell nothing
                             * @default 5
                             */
                            minPoints: number | null;
                        };
                        /** Format: date-time */
                        updatedAt: string;
                        url: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                status?: "waiting" | "delivered" | "dead";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description HTTP status of the last answer */
                            answer: number | null;
                            attemptedAt: string | null;
                            attempts: number;
                            /** @description As it is sent, byte for byte */
                            body: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description Why the last attempt had no answer */
                            failure: ("refused_address" | "unreachable" | "timeout" | "too_large" | "broken_off") | null;
                            /**
                             * Format: uuid
                             * @description webhook-id of the message
                             */
                            id: string;
                            leadId: string | null;
                            /** @description How long the last attempt took */
                            milliseconds: number | null;
                            /** @description When it is tried again */
                            nextAt: string | null;
                            /** @enum {string} */
                            status: "waiting" | "delivered" | "dead";
                            type: string;
                        }[];
                        /** @description The cursor of the next page; null: these were the last */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path: {
                deliveryId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replayed: number;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayDeadWebhookDeliveries: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "since": "2026-11-20T00:00:00Z"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: date-time
                     * @description All dead deliveries of messages from this time on
                     */
                    since: string;
                };
            };
        };
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replayed: number;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlapHours": 24
                 *     }
                 */
                "application/json": {
                    /**
                     * @description For so long the secret before signs as well, so that no message is refused meanwhile
                     * @default 24
                     */
                    overlapHours?: number;
                };
            };
        };
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        previousSecretUntil: string | null;
                        /** @description Told this once; sign and verify with it as Standard Webhooks says */
                        secret: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Fault"];
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        deliveryId: string;
                    };
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["KeyRefused"];
            403: components["responses"]["MissingScope"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Unavailable"];
        };
    };
}

/** Where each operation is; `once`: it takes an Idempotency-Key. */
export const routes = {
  createWebhook: {"method":"POST","path":"/v1/webhooks","once":true},
  dataQuality: {"method":"GET","path":"/v1/quality"},
  deleteLead: {"method":"DELETE","path":"/v1/leads/{id}","once":true},
  deleteWebhook: {"method":"DELETE","path":"/v1/webhooks/{id}","once":true},
  followLeads: {"method":"GET","path":"/v1/leads"},
  getHealthLive: {"method":"GET","path":"/health/live"},
  getHealthReady: {"method":"GET","path":"/health/ready"},
  getLead: {"method":"GET","path":"/v1/leads/{id}"},
  getReceipt: {"method":"GET","path":"/v1/receipts/{id}"},
  getWebhook: {"method":"GET","path":"/v1/webhooks/{id}"},
  listWebhookDeliveries: {"method":"GET","path":"/v1/webhooks/{id}/deliveries"},
  listWebhooks: {"method":"GET","path":"/v1/webhooks"},
  nextQuestion: {"method":"POST","path":"/v1/questions"},
  putLead: {"method":"PUT","path":"/v1/leads/{id}","once":true},
  putListing: {"method":"PUT","path":"/v1/listings/{externalId}","once":true},
  putWebhook: {"method":"PUT","path":"/v1/webhooks/{id}","once":true},
  receiptKeys: {"method":"GET","path":"/v1/receipt-keys"},
  recordConsents: {"method":"POST","path":"/v1/consents","once":true},
  recordEvents: {"method":"POST","path":"/v1/events","once":true},
  recordOutcomes: {"method":"POST","path":"/v1/outcomes","once":true},
  replayDeadWebhookDeliveries: {"method":"POST","path":"/v1/webhooks/{id}/replay","once":true},
  replayWebhookDelivery: {"method":"POST","path":"/v1/webhooks/{id}/deliveries/{deliveryId}/replay","once":true},
  rotateWebhookSecret: {"method":"POST","path":"/v1/webhooks/{id}/rotate","once":true},
  score: {"method":"POST","path":"/v1/score","once":true},
  scoreBatch: {"method":"POST","path":"/v1/score/batch","once":true},
  testWebhook: {"method":"POST","path":"/v1/webhooks/{id}/test","once":true},
  verifyReceipt: {"method":"POST","path":"/v1/receipts/{id}/verify"},
} as const;
