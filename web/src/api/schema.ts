// Made from docs/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/api/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document as a page */
        get: operations["get_docs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["get_openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A challenge to solve before opening a ticket */
        get: operations["get_challenge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the agents */
        get: operations["list_agents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/me/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say whether you take work */
        put: operations["set_availability"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the teams */
        get: operations["list_teams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tickets of a view
         * @description Active tickets come with the most urgent first, others with the latest change first.
         */
        get: operations["list_tickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open a ticket */
        get: operations["get_ticket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a ticket to an agent
         * @description The agent must belong to the ticket's team. Whoever had the ticket before has it no longer.
         */
        post: operations["assign_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a ticket that nobody has */
        post: operations["claim_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/link/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invalidate the customer's private link
         * @description For a link that got into the wrong hands. The next mail to the customer carries a new one.
         */
        post: operations["revoke_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a note */
        post: operations["add_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/priority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the priority */
        put: operations["set_priority"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer the customer */
        post: operations["reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring back a ticket that was set aside */
        post: operations["restore_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/spam": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a ticket aside as spam */
        post: operations["mark_spam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Move a ticket to another state */
        put: operations["set_state"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the tags */
        put: operations["set_tags"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/team": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hand a ticket to another team
         * @description Whoever had the ticket has it no longer: the new team finds it unassigned.
         */
        put: operations["set_team"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/type": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the type */
        put: operations["set_type"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/unassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a ticket back into its team's queue */
        post: operations["unassign_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/number/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open a ticket by its number */
        get: operations["get_ticket_by_number"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the views
         * @description Counts follow a change within moments.
         */
        get: operations["list_views"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/forms/{form}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a contact form offers */
        get: operations["get_form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a resolved ticket is not settled
         * @description With a message this is the same as to answer; an `Idempotency-Key` is then honoured, though not required.
         */
        post: operations["reopen_as_customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer on the ticket
         * @description An answer to a resolved ticket reopens it.
         */
        post: operations["reply_as_customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the ticket is settled */
        post: operations["resolve_as_customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ticket of a private link */
        get: operations["read_ticket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a ticket
         * @description A request that comes again with its `Idempotency-Key` is answered as the first time and opens nothing.
         */
        post: operations["open_ticket"];
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
        /** @description Who made something happen. */
        Actor: {
            /** @description Absent for Guichet's own functions. */
            id?: string | null;
            kind: components["schemas"]["ActorKind"];
            name: string;
        };
        /** @enum {string} */
        ActorKind: "customer" | "agent" | "system";
        /** @description An agent: the `sub` claim that the OpenID Connect issuer gives them. */
        AgentId: string;
        AgentList: {
            agents: components["schemas"]["AgentSummary"][];
        };
        AgentSummary: {
            availability: components["schemas"]["Availability"];
            /** Format: int32 */
            capacity: number;
            id: components["schemas"]["AgentId"];
            name: components["schemas"]["PersonName"];
            /** Format: int32 */
            open_load: number;
            role: components["schemas"]["Role"];
            teams: components["schemas"]["TeamId"][];
        };
        /** @description What the caller may do with the ticket as it is. What is shown as allowed can still be refused: the ticket may change. */
        Allowed: {
            /** @description Assign it, and set its state, priority, type, team and tags. */
            change: boolean;
            note: boolean;
            reply: boolean;
            restore: boolean;
            spam: boolean;
        };
        Assign: {
            /** @description The id of the agent who is to have the ticket. */
            agent: string;
            /** Format: int64 */
            version: number;
        };
        /** @description Why a ticket was given to the agent who has it. */
        AssignmentReason: {
            /** @enum {string} */
            kind: "claimed";
        } | {
            /** @enum {string} */
            kind: "manual";
        } | {
            /** Format: int32 */
            capacity: number;
            /** @enum {string} */
            kind: "least_loaded";
            /** Format: int32 */
            open: number;
        };
        /** @description The version of a ticket that the caller saw. */
        At: {
            /** Format: int64 */
            version: number;
        };
        /** @enum {string} */
        Author: "customer" | "agent" | "system";
        /** @enum {string} */
        Availability: "online" | "away" | "offline";
        /** @description The text of a message or a note. Four bytes a character at most, so an event always fits DynamoDB's 400 KB item. */
        Body: string;
        /** @description A proof-of-work challenge, in the form that ALTCHA's libraries solve. */
        Challenge: {
            parameters: components["schemas"]["ChallengeParameters"];
            signature: string;
        };
        ChallengeParameters: {
            algorithm: string;
            /** Format: int32 */
            cost: number;
            /**
             * Format: int64
             * @description Seconds since 1970.
             */
            expiresAt?: number | null;
            keyLength: number;
            /** @description What the derived key has to begin with, in hexadecimal. */
            keyPrefix: string;
            keySignature?: string | null;
            nonce: string;
            salt: string;
        };
        /** @enum {string} */
        Channel: "web_form" | "portal" | "api" | "email" | "phone" | "chat" | "sms" | "social" | "monitoring";
        /** @description One measured promise of the service level. */
        Clock: {
            /** Format: date-time */
            breached_at?: string | null;
            /**
             * Format: date-time
             * @description When the target is reached, while the clock runs.
             */
            due_at?: string | null;
            /** Format: date-time */
            ended_at?: string | null;
            /**
             * Format: int32
             * @description 1 for the first clock of this metric on the ticket.
             */
            instance: number;
            metric: components["schemas"]["Metric"];
            /**
             * Format: int64
             * @description What is left of the target while the clock runs or stands; negative once the target is passed.
             */
            remaining_seconds?: number | null;
            status: components["schemas"]["ClockStatus"];
            /** Format: int64 */
            target_seconds: number;
            /** Format: date-time */
            warned_at?: string | null;
        };
        /** @enum {string} */
        ClockStatus: "active" | "paused" | "met" | "breached" | "cancelled";
        CustomerDetail: {
            /** @description Their other tickets, the latest first. */
            earlier: components["schemas"]["EarlierTicket"][];
            email: components["schemas"]["EmailAddress"];
            id: components["schemas"]["CustomerId"];
            locale: components["schemas"]["Locale"];
            name: components["schemas"]["PersonName"];
            phone?: components["schemas"]["Phone"] | null;
        };
        /**
         * Format: uuid
         * @description A customer, by the address that they first wrote from.
         */
        CustomerId: string;
        /** @description The customer as they were when they opened the ticket. */
        CustomerRef: {
            email: components["schemas"]["EmailAddress"];
            id: components["schemas"]["CustomerId"];
            name: components["schemas"]["PersonName"];
        };
        EarlierTicket: {
            id: components["schemas"]["TicketId"];
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            opened_at: string;
            state: components["schemas"]["State"];
            subject: components["schemas"]["Subject"];
        };
        /** @description An e-mail address in lower case, of the form that mail servers of today accept: no quoted local part, no comment. */
        EmailAddress: string;
        /** @description One event of a ticket's log. */
        Entry: {
            actor: components["schemas"]["Actor"];
            /** Format: date-time */
            at: string;
            event: components["schemas"]["Event"];
            /**
             * Format: int64
             * @description Its place in the log. Places that are missing hold nothing that is shown.
             */
            seq: number;
        };
        Event: {
            body: components["schemas"]["Body"];
            channel: components["schemas"]["Channel"];
            customer: components["schemas"]["CustomerRef"];
            form: components["schemas"]["FormId"];
            impact: components["schemas"]["Level"];
            locale: components["schemas"]["Locale"];
            /** Format: int64 */
            number: number;
            priority: components["schemas"]["Priority"];
            subject: components["schemas"]["Subject"];
            team: components["schemas"]["TeamId"];
            ticket_type: components["schemas"]["TicketType"];
            topic: components["schemas"]["TopicId"];
            /** @enum {string} */
            type: "TicketOpened";
            urgency: components["schemas"]["Level"];
        } | {
            /** @enum {string} */
            type: "LinkRevoked";
        } | {
            body: components["schemas"]["Body"];
            /** @enum {string} */
            type: "CustomerReplied";
        } | {
            body: components["schemas"]["Body"];
            /** @enum {string} */
            type: "AgentReplied";
        } | {
            body: components["schemas"]["Body"];
            /** @enum {string} */
            type: "NoteAdded";
        } | {
            agent: components["schemas"]["AgentId"];
            previous?: components["schemas"]["AgentId"] | null;
            reason: components["schemas"]["AssignmentReason"];
            /** @enum {string} */
            type: "TicketAssigned";
        } | {
            previous: components["schemas"]["AgentId"];
            /** @enum {string} */
            type: "TicketUnassigned";
        } | {
            from: components["schemas"]["TeamId"];
            to: components["schemas"]["TeamId"];
            /** @enum {string} */
            type: "TeamChanged";
        } | {
            from: components["schemas"]["TicketType"];
            to: components["schemas"]["TicketType"];
            /** @enum {string} */
            type: "TypeChanged";
        } | {
            from: components["schemas"]["Priority"];
            impact: components["schemas"]["Level"];
            to: components["schemas"]["Priority"];
            /** @enum {string} */
            type: "PriorityChanged";
            urgency: components["schemas"]["Level"];
        } | {
            added: components["schemas"]["Tag"][];
            removed: components["schemas"]["Tag"][];
            /** @enum {string} */
            type: "TagsChanged";
        } | {
            from: components["schemas"]["State"];
            resolution?: components["schemas"]["Resolution"] | null;
            to: components["schemas"]["State"];
            /** @enum {string} */
            type: "StateChanged";
            /** Format: date-time */
            until?: string | null;
        } | {
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /**
             * Format: int64
             * @description What an earlier instance had already used up.
             */
            spent_seconds: number;
            /** Format: int64 */
            target_seconds: number;
            /** @enum {string} */
            type: "ClockStarted";
            /** Format: int32 */
            warn_at_percent: number;
        } | {
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** @enum {string} */
            type: "ClockPaused";
        } | {
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** @enum {string} */
            type: "ClockResumed";
        } | {
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** Format: int64 */
            target_seconds: number;
            /** @enum {string} */
            type: "ClockRetargeted";
        } | {
            /**
             * Format: date-time
             * @description When the warning was due, which may be earlier than when somebody looked.
             */
            at: string;
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** @enum {string} */
            type: "ClockWarned";
        } | {
            /**
             * Format: date-time
             * @description When the target passed, which may be earlier than when somebody looked.
             */
            at: string;
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** @enum {string} */
            type: "ClockBreached";
        } | {
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** @enum {string} */
            type: "ClockFulfilled";
        } | {
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** @enum {string} */
            type: "ClockCancelled";
        };
        FieldError: {
            /** @description `required`, `too_long`, `invalid` or `unknown`. */
            code: string;
            detail: string;
            field: string;
        };
        /** @enum {string} */
        FieldUse: "hidden" | "optional" | "required";
        /** @description A contact form: the choices it offers and the limits it keeps. */
        Form: {
            fields: components["schemas"]["FormFields"];
            id: components["schemas"]["FormId"];
            limits: components["schemas"]["Limits"];
            topics: components["schemas"]["Topic"][];
        };
        /** @description Which of the fields that a form may leave out it has. */
        FormFields: {
            phone: components["schemas"]["FieldUse"];
        };
        /** @description A contact form, such as `default`. */
        FormId: string;
        /** @description The name of a team, a form or another thing that a desk sets up. */
        Label: string;
        /**
         * @description A step of urgency or impact.
         * @enum {string}
         */
        Level: "low" | "medium" | "high";
        /** @description The most characters that a field may have. */
        Limits: {
            message: number;
            name: number;
            subject: number;
        };
        /**
         * @description The languages that Guichet speaks to customers.
         * @enum {string}
         */
        Locale: "en" | "fr";
        /** @description A text in every language that Guichet speaks to customers. */
        Localised: {
            en: components["schemas"]["Label"];
            fr: components["schemas"]["Label"];
        };
        /** @description The caller's own record. */
        Me: {
            availability: components["schemas"]["Availability"];
            /**
             * Format: int32
             * @description The most active tickets that assignment gives them.
             */
            capacity: number;
            email: components["schemas"]["EmailAddress"];
            id: components["schemas"]["AgentId"];
            locale: components["schemas"]["Locale"];
            name: components["schemas"]["PersonName"];
            /**
             * Format: int32
             * @description Active tickets assigned to them.
             */
            open_load: number;
            role: components["schemas"]["Role"];
            teams: components["schemas"]["TeamId"][];
        };
        /** @description What became of a ticket since the version that the caller saw. */
        Meanwhile: {
            /** @description The ticket as it is now. */
            current: components["schemas"]["Ticket"];
            /** @description What happened after the version that the caller saw, oldest first. */
            since: components["schemas"]["Entry"][];
        };
        /** @enum {string} */
        Metric: "first_response" | "first_resolution";
        /** @description What a customer writes in a contact form. */
        NewTicket: {
            /**
             * @description Base64 of the JSON `{"challenge": .., "solution": ..}`.
             * @default
             */
            altcha: string;
            /**
             * Format: email
             * @default
             */
            email: string;
            /**
             * @description The form's id.
             * @default
             * @example default
             */
            form: string;
            /**
             * @description The language to answer in.
             * @default
             */
            locale: components["schemas"]["Locale"];
            /** @default  */
            message: string;
            /** @default  */
            name: string;
            /** @default null */
            phone?: string | null;
            /** @default  */
            subject: string;
            /**
             * @description One of the topics that the form offers.
             * @default
             */
            topic: string;
            /**
             * @description Stays empty. People do not see this field; programs that fill in whatever they find do.
             * @default
             */
            website?: string;
        };
        /** @description A word between colleagues, which the customer never sees. */
        Note: {
            body: string;
            /** Format: int64 */
            version: number;
        };
        /** @description A person's name as they write it. */
        PersonName: string;
        /** @description A telephone number as typed; it is shown, never dialled. */
        Phone: string;
        PortalCustomer: {
            name: components["schemas"]["PersonName"];
        };
        PortalMessage: {
            /** Format: date-time */
            at: string;
            author: components["schemas"]["Author"];
            author_name: string;
            /** @description Plain text. Whoever shows it must not read it as markup. */
            body: components["schemas"]["Body"];
            id: string;
        };
        PortalReopen: {
            /**
             * @description What is still wrong.
             * @default null
             */
            message?: string | null;
        };
        PortalReply: {
            /** @default  */
            message: string;
        };
        /** @description A ticket as its customer reads it. */
        PortalTicket: {
            can_reopen: boolean;
            can_reply: boolean;
            can_resolve: boolean;
            customer: components["schemas"]["PortalCustomer"];
            locale: components["schemas"]["Locale"];
            /** @description Oldest first. */
            messages: components["schemas"]["PortalMessage"][];
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            opened_at: string;
            state: components["schemas"]["State"];
            subject: components["schemas"]["Subject"];
        };
        /**
         * @description How soon a ticket is to be worked on. Ordered: `Critical` is the greatest.
         * @enum {string}
         */
        Priority: "low" | "normal" | "high" | "critical";
        /** @description A problem as the caller reads it. It never holds a cause: causes are logged, where only operators read. */
        Problem: {
            /** @description Stable: programs may rely on it. */
            code: string;
            detail?: string | null;
            /** @description What is wrong with single fields. */
            errors?: components["schemas"]["FieldError"][];
            /** Format: int32 */
            status: number;
            title: string;
            /** @description A name for the kind of problem, `urn:guichet:problem:<code>`. */
            type: string;
        };
        /** @description An answer to the customer. */
        Reply: {
            body: string;
            state?: components["schemas"]["State"] | null;
            /** Format: int64 */
            version: number;
        };
        /**
         * @description Why a ticket counts as resolved.
         * @enum {string}
         */
        Resolution: "solved" | "workaround" | "cannot_reproduce" | "not_supported" | "duplicate" | "withdrawn" | "no_answer";
        /** @enum {string} */
        Role: "owner" | "admin" | "supervisor" | "agent" | "light_agent" | "reporter" | "auditor";
        SetAvailability: {
            availability: components["schemas"]["Availability"];
        };
        /** @description Either the priority itself, or urgency and impact from which it follows. */
        SetPriority: {
            impact?: components["schemas"]["Level"] | null;
            priority?: components["schemas"]["Priority"] | null;
            urgency?: components["schemas"]["Level"] | null;
            /** Format: int64 */
            version: number;
        };
        SetState: {
            resolution?: components["schemas"]["Resolution"] | null;
            state: components["schemas"]["State"];
            /**
             * Format: date-time
             * @description When a scheduled ticket comes back; needed for `scheduled` and without meaning for any other state.
             */
            until?: string | null;
            /** Format: int64 */
            version: number;
        };
        /** @description All tags that the ticket is to have. */
        SetTags: {
            tags: string[];
            /** Format: int64 */
            version: number;
        };
        SetTeam: {
            team: string;
            /** Format: int64 */
            version: number;
        };
        SetType: {
            type: components["schemas"]["TicketType"];
            /** Format: int64 */
            version: number;
        };
        /**
         * @description The state of service of a whole ticket.
         * @enum {string}
         */
        SlaStatus: "on_track" | "at_risk" | "breached" | "met";
        StaleVersion: components["schemas"]["Problem"] & components["schemas"]["Meanwhile"];
        /** @enum {string} */
        State: "new" | "open" | "waiting_customer" | "on_hold" | "scheduled" | "resolved" | "closed" | "merged" | "spam" | "deleted";
        /** @description The subject line of a ticket. */
        Subject: string;
        /** @description A tag: lower case, no spaces. */
        Tag: string;
        /** @description A team, such as `billing`. */
        TeamId: string;
        TeamList: {
            teams: components["schemas"]["TeamSummary"][];
        };
        TeamSummary: {
            id: components["schemas"]["TeamId"];
            name: components["schemas"]["Label"];
            tier: components["schemas"]["Tier"];
        };
        /** @description A ticket with everything that an agent sees of it beside its timeline. */
        Ticket: components["schemas"]["TicketSummary"] & {
            channel: components["schemas"]["Channel"];
            clocks: components["schemas"]["Clock"][];
            /** Format: date-time */
            first_response_at?: string | null;
            form: components["schemas"]["FormId"];
            impact: components["schemas"]["Level"];
            /** @description The language that the customer writes in. */
            locale: components["schemas"]["Locale"];
            resolution?: components["schemas"]["Resolution"] | null;
            /** Format: date-time */
            resolved_at?: string | null;
            /**
             * Format: date-time
             * @description When a scheduled ticket comes back by itself.
             */
            scheduled_until?: string | null;
            topic: components["schemas"]["TopicId"];
            urgency: components["schemas"]["Level"];
        };
        /** @description A ticket opened: all that an agent needs to answer it. */
        TicketDetail: {
            allowed: components["schemas"]["Allowed"];
            /** @description The states that can be chosen for the ticket as it is. */
            allowed_states: components["schemas"]["State"][];
            customer: components["schemas"]["CustomerDetail"];
            ticket: components["schemas"]["Ticket"];
            /** @description What happened, oldest first. */
            timeline: components["schemas"]["Entry"][];
        };
        /**
         * Format: uuid
         * @description A ticket. Made outside the domain as a UUIDv7, so that ids sort by the time they were made.
         */
        TicketId: string;
        TicketPage: {
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
            tickets: components["schemas"]["TicketSummary"][];
        };
        /** @description What a customer needs to find the ticket again. */
        TicketReceipt: {
            /** Format: int64 */
            number: number;
            /** @description The private link: whoever has it can read and answer the ticket. */
            ticket_url: string;
            /** @description The part of the link that opens the ticket, for `Authorization: Bearer`. */
            token: string;
        };
        /** @description A ticket in a list. */
        TicketSummary: {
            assignee?: components["schemas"]["AgentId"] | null;
            customer_name: components["schemas"]["PersonName"];
            /**
             * Format: date-time
             * @description The nearest target of a running clock.
             */
            due_at?: string | null;
            id: components["schemas"]["TicketId"];
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            opened_at: string;
            priority: components["schemas"]["Priority"];
            sla_status: components["schemas"]["SlaStatus"];
            state: components["schemas"]["State"];
            subject: components["schemas"]["Subject"];
            tags: components["schemas"]["Tag"][];
            team: components["schemas"]["TeamId"];
            type: components["schemas"]["TicketType"];
            /** Format: date-time */
            updated_at: string;
            /** Format: int64 */
            version: number;
        };
        /** @enum {string} */
        TicketType: "question" | "incident" | "service_request" | "problem" | "change" | "task";
        /** Format: int32 */
        Tier: number;
        Topic: {
            id: components["schemas"]["TopicId"];
            label: components["schemas"]["Localised"];
        };
        /** @description A topic that a contact form offers, such as `invoice`. */
        TopicId: string;
        View: {
            /**
             * Format: int64
             * @description How many tickets the view lists; absent where nobody counts.
             */
            count?: number | null;
            id: components["schemas"]["ViewId"];
            /** @description What the view is called in English; the team's own name for the view `team`. */
            name: string;
            team?: components["schemas"]["TeamId"] | null;
        };
        /**
         * @description A list of tickets.
         * @enum {string}
         */
        ViewId: "my_open" | "unassigned" | "team" | "all_open" | "recently_resolved" | "spam";
        ViewList: {
            views: components["schemas"]["View"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_docs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page to read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    get_openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API in OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    get_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The challenge */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
        };
    };
    list_agents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every agent of the desk. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentList"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_availability: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAvailability"];
            };
        };
        responses: {
            /** @description The caller, with the new availability. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description `malformed_body` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_teams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every team of the desk. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamList"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tickets: {
        parameters: {
            query: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                limit?: number;
                /** @description Only tickets of this team. Needed for the view `team`; no such choice for `my_open`. */
                team?: string;
                view: components["schemas"]["ViewId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the view. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketPage"];
                };
            };
            /** @description `validation_failed`, `cursor_invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assign_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assign"];
            };
        };
        responses: {
            /** @description The ticket with its new agent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body`, `validation_failed` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full`, `ticket_closed`, `ticket_set_aside`, `already_assigned`, `ticket_not_active` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`, `assignee_not_in_team`, `assignee_may_not_work` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claim_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["At"];
            };
        };
        responses: {
            /** @description The ticket, now yours. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body`, `validation_failed` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full`, `ticket_closed`, `ticket_set_aside`, `already_assigned`, `ticket_not_active` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`, `assignee_not_in_team`, `assignee_may_not_work` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["At"];
            };
        };
        responses: {
            /** @description The ticket, whose earlier links open nothing any more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_note: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client, one for each note; a request that is sent again with it leaves one note. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Note"];
            };
        };
        responses: {
            /** @description The ticket with the note. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body`, `validation_failed`, `idempotency_key_missing` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_priority: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPriority"];
            };
        };
        responses: {
            /** @description The ticket with its priority. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body`, `validation_failed` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full`, `ticket_closed`, `ticket_set_aside` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reply: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one for each answer; a request that is sent again with it answers once. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reply"];
            };
        };
        responses: {
            /** @description The ticket with the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body`, `validation_failed`, `idempotency_key_missing` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full`, `ticket_closed`, `ticket_set_aside`, `transition_not_allowed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["At"];
            };
        };
        responses: {
            /** @description The ticket, back where it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full`, `nothing_to_restore` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mark_spam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["At"];
            };
        };
        responses: {
            /** @description The ticket, set aside. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full`, `ticket_closed`, `transition_not_allowed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetState"];
            };
        };
        responses: {
            /** @description The ticket in its new state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full`, `transition_not_allowed`, `ticket_closed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `schedule_not_in_future` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_tags: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetTags"];
            };
        };
        responses: {
            /** @description The ticket with these tags and no others. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body`, `validation_failed` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full`, `ticket_closed`, `ticket_set_aside` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_tags` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_team: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetTeam"];
            };
        };
        responses: {
            /** @description The ticket with its new team. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body`, `validation_failed` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full`, `ticket_closed`, `ticket_set_aside` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_type: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetType"];
            };
        };
        responses: {
            /** @description The ticket with its type. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body`, `validation_failed` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full`, `ticket_closed`, `ticket_set_aside` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unassign_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket's id. */
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["At"];
            };
        };
        responses: {
            /** @description The ticket, now nobody's. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `malformed_body` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent`, `role_not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version`, `log_full`, `ticket_closed`, `ticket_set_aside` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_json` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_ticket_by_number: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The number that people call the ticket by.
                 * @example 1042
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_views: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The views, in the order in which they are shown. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewList"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_an_agent` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_form: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The form's id; `default` ships with every desk. */
                form: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The form */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Form"];
                };
            };
        };
    };
    reopen_as_customer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Keeps a message from being added twice. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalReopen"];
            };
        };
        responses: {
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The open ticket */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalTicket"];
                };
            };
        };
    };
    reply_as_customer: {
        parameters: {
            query?: never;
            header: {
                /** @description Made once for a message and kept through every retry. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalReply"];
            };
        };
        responses: {
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The ticket with the answer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalTicket"];
                };
            };
        };
    };
    resolve_as_customer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The resolved ticket */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalTicket"];
                };
            };
        };
    };
    read_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The ticket */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalTicket"];
                };
            };
        };
    };
    open_ticket: {
        parameters: {
            query?: never;
            header: {
                /** @description Made once for a message and kept through every retry. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTicket"];
            };
        };
        responses: {
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The ticket was opened */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketReceipt"];
                };
            };
        };
    };
}
