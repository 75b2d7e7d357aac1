// Made from docs/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/api/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
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
        get: operations["list_agents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_configuration"];
        put: operations["set_configuration"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/configuration/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["export_configuration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/configuration/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["read_holidays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/configuration/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["import_configuration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/configuration/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_revisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/configuration/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_revision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/configuration/revisions/{revision}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["restore_revision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/configuration/rules/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["try_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/configuration/texts/defaults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_delivered_texts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/configuration/texts/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["preview_text"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/configuration/texts/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["test_text"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/mail/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_addresses"];
        put: operations["set_address"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/mail/held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_held"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/mail/held/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["block_held"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/mail/held/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["delete_held"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/mail/held/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["release_held"];
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
        put: operations["set_availability"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/me/out-of-office": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["set_out_of_office"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/reports/attainment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["report_attainment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/reports/now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["report_now"];
        put?: never;
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
        post: operations["claim_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["escalate_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/files/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/following": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["set_following"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/forwards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["forward_ticket"];
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
        post: operations["revoke_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/messages/{seq}/original": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_original"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/messages/{seq}/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_source"];
        put?: never;
        post?: never;
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
        post: operations["add_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["set_participants"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["apply_policy"];
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
        put: operations["set_priority"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/tickets/{id}/reminder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["set_reminder"];
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
        get: operations["get_ticket_by_number"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/desk/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["offer_upload"];
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
        get: operations["get_form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/files/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_portal_file"];
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
        post: operations["open_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["offer_public_upload"];
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
        Action: {
            notify: components["schemas"]["Recipient"];
        } | "raise_priority" | {
            move: components["schemas"]["Move"];
        } | "unassign" | {
            add_tag: components["schemas"]["Tag"];
        } | {
            webhook: components["schemas"]["WebhookUrl"];
        };
        Actions: {
            /** @default [] */
            add_tags?: components["schemas"]["Tag"][];
            /** @default null */
            policy?: components["schemas"]["PolicyId"] | null;
            /** @default null */
            priority?: components["schemas"]["Priority"] | null;
            /** @default {} */
            skills?: {
                [key: string]: components["schemas"]["SkillLevel"];
            };
            /** @default false */
            stop?: boolean;
            /** @default null */
            team?: components["schemas"]["TeamId"] | null;
            /** @default null */
            tier?: components["schemas"]["Tier"] | null;
            /** @default null */
            type?: components["schemas"]["TicketType"] | null;
        };
        Actor: {
            id?: string | null;
            kind: components["schemas"]["ActorKind"];
            name: string;
        };
        /** @enum {string} */
        ActorKind: "customer" | "agent" | "system";
        Address: {
            address: components["schemas"]["EmailAddress"];
            blocked?: components["schemas"]["SaidOfAddress"] | null;
            trusted?: components["schemas"]["SaidOfAddress"] | null;
            unreachable?: components["schemas"]["UnreachableAddress"] | null;
        };
        AddressList: {
            addresses: components["schemas"]["Address"][];
        };
        AgentId: string;
        AgentList: {
            agents: components["schemas"]["AgentSummary"][];
        };
        AgentNow: {
            availability: components["schemas"]["Availability"];
            /** Format: int32 */
            capacity: number;
            id: components["schemas"]["AgentId"];
            name: components["schemas"]["PersonName"];
            /** Format: int32 */
            open_load: number;
            out_of_office: boolean;
            role: components["schemas"]["Role"];
            teams: components["schemas"]["TeamId"][];
        };
        AgentSettings: {
            /** Format: int32 */
            capacity: number;
            email: components["schemas"]["EmailAddress"];
            id: components["schemas"]["AgentId"];
            languages?: components["schemas"]["Locale"][];
            locale?: components["schemas"]["Locale"];
            name: components["schemas"]["PersonName"];
            role: components["schemas"]["Role"];
            shifts?: components["schemas"]["CalendarId"] | null;
            skills?: {
                [key: string]: components["schemas"]["SkillLevel"];
            };
            teams?: components["schemas"]["TeamId"][];
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
        Allowed: {
            change: boolean;
            escalate: boolean;
            note: boolean;
            reply: boolean;
            restore: boolean;
            spam: boolean;
        };
        AnyOf_BrandId: string | string[];
        AnyOf_Channel: ("web_form" | "portal" | "api" | "email" | "phone" | "chat" | "sms" | "social" | "monitoring") | ("web_form" | "portal" | "api" | "email" | "phone" | "chat" | "sms" | "social" | "monitoring")[];
        AnyOf_FormId: string | string[];
        AnyOf_Locale: ("en" | "fr") | ("en" | "fr")[];
        AnyOf_OrganisationId: string | string[];
        AnyOf_Priority: ("low" | "normal" | "high" | "critical") | ("low" | "normal" | "high" | "critical")[];
        AnyOf_String: string | string[];
        AnyOf_Tag: string | string[];
        AnyOf_TeamId: string | string[];
        AnyOf_TicketType: ("question" | "incident" | "service_request" | "problem" | "change" | "task") | ("question" | "incident" | "service_request" | "problem" | "change" | "task")[];
        AnyOf_TopicId: string | string[];
        Applied: {
            rule: components["schemas"]["RuleId"];
            set?: components["schemas"]["Set"][];
            stopped?: boolean;
        };
        Assign: {
            agent: string;
            /** Format: int64 */
            version: number;
        };
        /** @enum {string} */
        AssignmentMode: "manual" | "round_robin" | "least_loaded" | "skills";
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
        } | (components["schemas"]["Grounds"] & {
            /** @enum {string} */
            kind: "chosen";
        });
        At: {
            /** Format: int64 */
            version: number;
        };
        Attachment: {
            content_id?: string | null;
            id: components["schemas"]["FileId"];
            inline?: boolean;
            media_type: components["schemas"]["MediaType"];
            name: components["schemas"]["FileName"];
            /** Format: int64 */
            size: number;
        };
        AttachmentLimits: {
            /**
             * Format: int32
             * @default 15
             */
            file_megabytes?: number;
            /**
             * Format: int32
             * @default 18
             */
            message_megabytes?: number;
            /**
             * Format: int32
             * @default 200
             */
            ticket_megabytes?: number;
        };
        AttachmentSizes: {
            /** Format: int64 */
            file_bytes: number;
            /** Format: int64 */
            message_bytes: number;
        };
        AttainmentReport: {
            /** Format: date */
            from: string;
            rows: components["schemas"]["AttainmentRow"][];
            /** Format: date */
            to: string;
        };
        AttainmentRow: {
            /** Format: int64 */
            breached: number;
            /** Format: date */
            day: string;
            /** Format: int64 */
            met: number;
            metric: components["schemas"]["Metric"];
            policy: components["schemas"]["PolicyId"];
            team: components["schemas"]["TeamId"];
            tier?: components["schemas"]["Tier"] | null;
        };
        /** @enum {string} */
        Author: "customer" | "agent" | "system";
        /** @enum {string} */
        Availability: "online" | "away" | "offline";
        Body: string;
        BrandId: string;
        Calendar: {
            exceptions?: components["schemas"]["Exception"][];
            holidays?: components["schemas"]["Holiday"][];
            id: components["schemas"]["CalendarId"];
            name: components["schemas"]["Label"];
            time_zone: components["schemas"]["Zone"];
            week?: components["schemas"]["Week"];
        };
        CalendarId: string;
        Carried: {
            attachments?: components["schemas"]["Attachment"][];
            author?: components["schemas"]["Participant"] | null;
            mail?: components["schemas"]["Received"] | null;
            /** @example Europe/Paris */
            zone?: string | null;
        };
        Challenge: {
            parameters: components["schemas"]["ChallengeParameters"];
            signature: string;
        };
        ChallengeParameters: {
            algorithm: string;
            /** Format: int32 */
            cost: number;
            /** Format: int64 */
            expiresAt?: number | null;
            keyLength: number;
            keyPrefix: string;
            keySignature?: string | null;
            nonce: string;
            salt: string;
        };
        Changed: {
            changed: string[];
            dry_run: boolean;
            /** Format: int64 */
            revision: number;
        };
        /** @enum {string} */
        Channel: "web_form" | "portal" | "api" | "email" | "phone" | "chat" | "sms" | "social" | "monitoring";
        Clock: {
            /** Format: date-time */
            breached_at?: string | null;
            /** Format: date-time */
            due_at?: string | null;
            /** Format: date-time */
            ended_at?: string | null;
            hours: components["schemas"]["CountedHours"];
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** Format: int64 */
            remaining_seconds?: number | null;
            status: components["schemas"]["ClockStatus"];
            /** Format: int64 */
            target_seconds?: number | null;
            /** Format: date-time */
            warned_at?: string | null;
        };
        /** @enum {string} */
        ClockStatus: "active" | "paused" | "met" | "breached" | "cancelled";
        Condition: {
            all: components["schemas"]["Condition"][];
        } | {
            any: components["schemas"]["Condition"][];
        } | {
            not: components["schemas"]["Condition"];
        } | {
            type: components["schemas"]["AnyOf_TicketType"];
        } | {
            priority: components["schemas"]["AnyOf_Priority"];
        } | {
            channel: components["schemas"]["AnyOf_Channel"];
        } | {
            organisation: components["schemas"]["AnyOf_OrganisationId"];
        } | {
            customer_tag: components["schemas"]["AnyOf_Tag"];
        } | {
            team: components["schemas"]["AnyOf_TeamId"];
        } | {
            form: components["schemas"]["AnyOf_FormId"];
        } | {
            brand: components["schemas"]["AnyOf_BrandId"];
        } | {
            topic: components["schemas"]["AnyOf_TopicId"];
        } | {
            tag: components["schemas"]["AnyOf_Tag"];
        } | {
            words: components["schemas"]["AnyOf_String"];
        } | {
            subject_words: components["schemas"]["AnyOf_String"];
        } | {
            sender: components["schemas"]["AnyOf_String"];
        } | {
            language: components["schemas"]["AnyOf_Locale"];
        } | {
            field: components["schemas"]["FieldIs"];
        } | {
            time: components["schemas"]["TimeIs"];
        };
        Configuration: {
            agents?: components["schemas"]["AgentSettings"][];
            calendars?: components["schemas"]["Calendar"][];
            desk?: components["schemas"]["DeskSettings"];
            forms?: components["schemas"]["ContactForm"][];
            mailboxes?: components["schemas"]["Mailbox"][];
            organisations?: components["schemas"]["Organisation"][];
            policies?: components["schemas"]["Policy"][];
            rules?: components["schemas"]["Rule"][];
            skills?: components["schemas"]["Skill"][];
            teams?: components["schemas"]["Team"][];
            texts?: components["schemas"]["MailText"][];
        };
        ConfigurationNow: {
            configuration: components["schemas"]["Configuration"];
            /** Format: int64 */
            revision: number;
        };
        ContactForm: {
            brand?: components["schemas"]["BrandId"] | null;
            fields?: components["schemas"]["FormField"][];
            id: components["schemas"]["FormId"];
            topics: components["schemas"]["ContactTopic"][];
        };
        ContactTopic: {
            id: components["schemas"]["TopicId"];
            label: {
                [key: string]: components["schemas"]["Label"];
            };
            team: components["schemas"]["TeamId"];
            ticket_type: components["schemas"]["TicketType"];
        };
        Continuity: {
            /** @enum {string} */
            kind: "previous_agent";
        } | {
            /** @enum {string} */
            kind: "substitute";
            of: components["schemas"]["AgentId"];
        };
        /** @enum {string} */
        CountedHours: "calendar" | "business";
        CustomerDetail: {
            earlier: components["schemas"]["EarlierTicket"][];
            email: components["schemas"]["EmailAddress"];
            id: components["schemas"]["CustomerId"];
            locale: components["schemas"]["Locale"];
            name: components["schemas"]["PersonName"];
            phone?: components["schemas"]["Phone"] | null;
            unreachable?: components["schemas"]["UnreachableAddress"] | null;
        };
        /** Format: uuid */
        CustomerId: string;
        CustomerRef: {
            email: components["schemas"]["EmailAddress"];
            id: components["schemas"]["CustomerId"];
            name: components["schemas"]["PersonName"];
        };
        CustomField: {
            id: components["schemas"]["FieldId"];
            label: components["schemas"]["Localised"];
            options?: components["schemas"]["Label"][];
        };
        DeliveredText: {
            body: string;
            heading: string;
            language: components["schemas"]["Locale"];
            mail: components["schemas"]["MailKind"];
        };
        DeliveredTexts: {
            placeholders: components["schemas"]["PlaceholderUse"][];
            texts: components["schemas"]["DeliveredText"][];
        };
        /** @enum {string} */
        DeliveryStatus: "queued" | "sent" | "delivered" | "bounced_temporary" | "bounced_permanent" | "complained" | "failed";
        DeskSettings: {
            attachments?: components["schemas"]["AttachmentLimits"];
            calendar?: components["schemas"]["CalendarId"] | null;
            close_after?: components["schemas"]["Period"];
        };
        Difference: {
            after?: unknown;
            before?: unknown;
            place: string;
        };
        EarlierTicket: {
            follow_up_of?: components["schemas"]["TicketId"] | null;
            id: components["schemas"]["TicketId"];
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            opened_at: string;
            state: components["schemas"]["State"];
            subject: components["schemas"]["Subject"];
        };
        EmailAddress: string;
        Entry: {
            actor: components["schemas"]["Actor"];
            /** Format: date-time */
            at: string;
            event: components["schemas"]["Event"];
            /** Format: int64 */
            seq: number;
        };
        Escalate: {
            note: string;
            team?: string | null;
            /** Format: int64 */
            version: number;
        };
        Event: (components["schemas"]["Carried"] & {
            body: components["schemas"]["Body"];
            channel: components["schemas"]["Channel"];
            customer: components["schemas"]["CustomerRef"];
            fields?: {
                [key: string]: string;
            };
            follow_up_of?: components["schemas"]["TicketId"] | null;
            form: components["schemas"]["FormId"];
            impact: components["schemas"]["Level"];
            locale: components["schemas"]["Locale"];
            mailbox?: components["schemas"]["MailboxId"] | null;
            may_follow?: components["schemas"]["TicketId"] | null;
            /** Format: int64 */
            number: number;
            participants?: components["schemas"]["Participant"][];
            priority: components["schemas"]["Priority"];
            skills?: {
                [key: string]: components["schemas"]["SkillLevel"];
            };
            subject: components["schemas"]["Subject"];
            tags?: components["schemas"]["Tag"][];
            team: components["schemas"]["TeamId"];
            ticket_type: components["schemas"]["TicketType"];
            topic: components["schemas"]["TopicId"];
            trace?: components["schemas"]["Applied"][];
            urgency: components["schemas"]["Level"];
        } & {
            /** @enum {string} */
            type: "TicketOpened";
        }) | {
            /** @enum {string} */
            type: "LinkRevoked";
        } | (components["schemas"]["Carried"] & {
            body: components["schemas"]["Body"];
        } & {
            /** @enum {string} */
            type: "CustomerReplied";
        }) | (components["schemas"]["Carried"] & {
            body: components["schemas"]["Body"];
        } & {
            /** @enum {string} */
            type: "AgentReplied";
        }) | (components["schemas"]["Carried"] & {
            body: components["schemas"]["Body"];
        } & {
            /** @enum {string} */
            type: "NoteAdded";
        }) | (components["schemas"]["Carried"] & {
            body: components["schemas"]["Body"];
        } & {
            /** @enum {string} */
            type: "AutomaticMailReceived";
        }) | (components["schemas"]["Carried"] & {
            body: components["schemas"]["Body"];
        } & {
            /** @enum {string} */
            type: "ReplyRejected";
        }) | {
            attachments?: components["schemas"]["Attachment"][];
            body: components["schemas"]["Body"];
            replies: components["schemas"]["Visibility"];
            to: components["schemas"]["Participant"];
            /** @enum {string} */
            type: "Forwarded";
        } | {
            added?: components["schemas"]["Participant"][];
            removed?: components["schemas"]["EmailAddress"][];
            /** @enum {string} */
            type: "ParticipantsChanged";
        } | {
            added?: components["schemas"]["AgentId"][];
            removed?: components["schemas"]["AgentId"][];
            /** @enum {string} */
            type: "FollowersChanged";
        } | {
            address: components["schemas"]["EmailAddress"];
            failure: components["schemas"]["Failure"];
            mail?: components["schemas"]["Received"] | null;
            /** Format: int64 */
            of?: number | null;
            reason?: string | null;
            /** @enum {string} */
            type: "DeliveryFailed";
        } | {
            address: components["schemas"]["EmailAddress"];
            /** Format: int64 */
            of: number;
            /** @enum {string} */
            type: "MailSuppressed";
            why: components["schemas"]["Suppression"];
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
            from: components["schemas"]["TeamId"];
            from_tier: components["schemas"]["Tier"];
            to: components["schemas"]["TeamId"];
            to_tier: components["schemas"]["Tier"];
            /** @enum {string} */
            type: "TierEscalated";
        } | {
            agent: components["schemas"]["AgentId"];
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            type: "ReminderSet";
        } | {
            /** @enum {string} */
            type: "ReminderCleared";
        } | {
            agent: components["schemas"]["AgentId"];
            /** @enum {string} */
            type: "ReminderReached";
        } | (components["schemas"]["Pin"] & {
            /** @enum {string} */
            type: "PolicyApplied";
        }) | {
            /** Format: date-time */
            due_at?: string | null;
            hours?: components["schemas"]["CountedHours"];
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** Format: date-time */
            next_at?: string | null;
            spent?: string;
            /** Format: int64 */
            spent_seconds?: number;
            /** Format: int64 */
            target_seconds?: number | null;
            /** @enum {string} */
            type: "ClockStarted";
            /** Format: int32 */
            warn_at_percent: number;
        } | {
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            spent?: string | null;
            /** @enum {string} */
            type: "ClockPaused";
        } | {
            /** Format: date-time */
            due_at?: string | null;
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** Format: date-time */
            next_at?: string | null;
            /** @enum {string} */
            type: "ClockResumed";
        } | {
            /** Format: date-time */
            due_at?: string | null;
            hours?: components["schemas"]["CountedHours"];
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** Format: date-time */
            next_at?: string | null;
            rungs?: components["schemas"]["RungsReached"] | null;
            spent?: string | null;
            /** Format: int64 */
            target_seconds?: number | null;
            /** @enum {string} */
            type: "ClockRetargeted";
            /** Format: int32 */
            warn_at_percent?: number | null;
        } | {
            /** Format: date-time */
            at: string;
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** Format: date-time */
            next_at?: string | null;
            /** @enum {string} */
            type: "ClockWarned";
        } | {
            /** Format: date-time */
            at: string;
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** Format: date-time */
            next_at?: string | null;
            /** @enum {string} */
            type: "ClockBreached";
        } | {
            /** Format: date-time */
            at: string;
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            /** Format: date-time */
            next_at?: string | null;
            policy?: components["schemas"]["PolicyId"] | null;
            /** Format: int64 */
            revision: number;
            /** Format: int32 */
            rung: number;
            /** @enum {string} */
            type: "RungReached";
        } | {
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            spent?: string | null;
            /** @enum {string} */
            type: "ClockFulfilled";
        } | {
            /** Format: int32 */
            instance: number;
            metric: components["schemas"]["Metric"];
            spent?: string | null;
            /** @enum {string} */
            type: "ClockCancelled";
        };
        Exception: {
            /** Format: date */
            date: string;
            hours?: components["schemas"]["Hours"][];
            name?: components["schemas"]["Label"] | null;
            /** Format: date */
            until?: string | null;
        };
        /** @enum {string} */
        Failure: "bounced_temporary" | "bounced_permanent" | "complained" | "rejected";
        FieldError: {
            code: string;
            detail: string;
            field: string;
        };
        FieldId: string;
        FieldIs: {
            id: components["schemas"]["FieldId"];
            is: components["schemas"]["AnyOf_String"];
        };
        /** @enum {string} */
        FieldUse: "hidden" | "optional" | "required";
        /** Format: uuid */
        FileId: string;
        FileLink: {
            /** Format: date-time */
            expires_at: string;
            thumbnail_url?: string | null;
            url: string;
        };
        FileName: string;
        FollowUp: "follow_up" | "reopen" | {
            reopen_within: components["schemas"]["Period"];
        } | "reject";
        Form: {
            attachments: components["schemas"]["AttachmentSizes"];
            custom_fields?: components["schemas"]["CustomField"][];
            fields: components["schemas"]["FormFields"];
            id: components["schemas"]["FormId"];
            limits: components["schemas"]["Limits"];
            topics: components["schemas"]["Topic"][];
        };
        FormField: {
            id: components["schemas"]["FieldId"];
            label: {
                [key: string]: components["schemas"]["Label"];
            };
            options?: components["schemas"]["Label"][];
        };
        FormFields: {
            phone: components["schemas"]["FieldUse"];
        };
        FormId: string;
        Forward: {
            attachments?: components["schemas"]["NewAttachment"][];
            body: string;
            replies: components["schemas"]["Visibility"];
            to: components["schemas"]["NewParticipant"];
            /** Format: int64 */
            version: number;
        };
        Grounds: {
            /** Format: int32 */
            capacity: number;
            continuity?: components["schemas"]["Continuity"] | null;
            language?: components["schemas"]["Locale"] | null;
            mode: components["schemas"]["AssignmentMode"];
            /** Format: int32 */
            open: number;
            skills?: {
                [key: string]: components["schemas"]["SkillLevel"];
            };
        };
        /** @enum {string} */
        HandBack: "never" | "new_only" | "all";
        Heading: string;
        HeldMessage: {
            because: components["schemas"]["HeldReason"][];
            beginning: string;
            /** Format: date-time */
            expires_at: string;
            from?: components["schemas"]["EmailAddress"] | null;
            mailbox?: components["schemas"]["MailboxId"] | null;
            name?: string | null;
            raw: string;
            /** Format: date-time */
            received_at: string;
            releasing: boolean;
            subject: string;
        };
        HeldMessages: {
            messages: components["schemas"]["HeldMessage"][];
        };
        /** @enum {string} */
        HeldReason: "spam" | "virus" | "forged" | "blocked_sender" | "failed";
        Holiday: {
            day: components["schemas"]["MonthDay"];
            hours?: components["schemas"]["Hours"][];
            name?: components["schemas"]["Label"] | null;
        };
        Holidays: {
            exceptions: components["schemas"]["Exception"][];
            holidays: components["schemas"]["Holiday"][];
            skipped: components["schemas"]["Skipped"][];
        };
        /** @example 09:00-12:30 */
        Hours: string;
        Label: string;
        LadderPlace: string;
        /** @enum {string} */
        Level: "low" | "medium" | "high";
        Limits: {
            message: number;
            name: number;
            subject: number;
        };
        /** @enum {string} */
        Locale: "en" | "fr";
        Localised: {
            en: components["schemas"]["Label"];
            fr: components["schemas"]["Label"];
        };
        MadeBy: {
            id?: components["schemas"]["AgentId"] | null;
            kind: components["schemas"]["Maker"];
            name: string;
        };
        Mailbox: {
            address: components["schemas"]["EmailAddress"];
            aliases?: components["schemas"]["EmailAddress"][];
            follow_up?: components["schemas"]["FollowUp"] | null;
            form?: components["schemas"]["FormId"] | null;
            id: components["schemas"]["MailboxId"];
            language?: components["schemas"]["Locale"];
            name?: components["schemas"]["PersonName"] | null;
            reply_to?: components["schemas"]["ReplyTo"];
            signature?: {
                [key: string]: components["schemas"]["Signature"];
            };
            tags?: components["schemas"]["Tag"][];
            team: components["schemas"]["TeamId"];
            ticket_type?: components["schemas"]["TicketType"];
            topic?: components["schemas"]["TopicId"] | null;
            urgency?: components["schemas"]["Level"];
        };
        MailboxId: string;
        MailDetail: {
            /** Format: date-time */
            at: string;
            delivery: components["schemas"]["DeliveryStatus"];
            reason?: string | null;
            /** Format: int64 */
            seq: number;
            to: components["schemas"]["EmailAddress"][];
        };
        /** @enum {string} */
        MailKind: "acknowledgement" | "answer" | "forward" | "rejected";
        MailText: {
            body: components["schemas"]["TextBody"];
            heading?: components["schemas"]["Heading"] | null;
            language: components["schemas"]["Locale"];
            mail: components["schemas"]["MailKind"];
        };
        /** @enum {string} */
        Maker: "agent" | "system";
        MatchedTicket: {
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            opened_at: string;
            subject: components["schemas"]["Subject"];
        };
        Me: {
            availability: components["schemas"]["Availability"];
            /** Format: int32 */
            capacity: number;
            email: components["schemas"]["EmailAddress"];
            id: components["schemas"]["AgentId"];
            locale: components["schemas"]["Locale"];
            name: components["schemas"]["PersonName"];
            /** Format: int32 */
            open_load: number;
            out_of_office?: components["schemas"]["OutOfOffice"] | null;
            role: components["schemas"]["Role"];
            teams: components["schemas"]["TeamId"][];
        };
        Meanwhile: {
            current: components["schemas"]["Ticket"];
            since: components["schemas"]["Entry"][];
        };
        MediaType: string;
        MessageId: string;
        /** @enum {string} */
        Metric: "first_response" | "next_response" | "periodic_update" | "first_resolution" | "total_resolution" | "requester_wait" | "agent_work" | "time_in_tier";
        /** @example 12-25 */
        MonthDay: string;
        Move: "next_tier" | {
            team: components["schemas"]["TeamId"];
        };
        NewAttachment: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        NewParticipant: {
            /** Format: email */
            email: string;
            name?: string | null;
        };
        NewTicket: {
            /** @default  */
            altcha: string;
            /** @default [] */
            attachments?: components["schemas"]["NewAttachment"][];
            /**
             * Format: email
             * @default
             */
            email: string;
            /** @default {} */
            fields?: {
                [key: string]: string;
            };
            /**
             * @default
             * @example default
             */
            form: string;
            /** @default  */
            locale: components["schemas"]["Locale"];
            /** @default  */
            message: string;
            /** @default  */
            name: string;
            /** @default null */
            phone?: string | null;
            /** @default  */
            subject: string;
            /** @default null */
            time_zone?: string | null;
            /** @default  */
            topic: string;
            /** @default  */
            website?: string;
        };
        NewUpload: {
            /** @default  */
            media_type: string;
            /** @default  */
            name: string;
            /**
             * Format: int64
             * @default 0
             */
            size: number;
        };
        Nobody: {
            /** @enum {string} */
            kind: "manual";
        } | {
            /** @enum {string} */
            kind: "no_agents";
        } | {
            /** Format: int32 */
            agents: number;
            /** @enum {string} */
            kind: "skills_missing";
            skills: {
                [key: string]: components["schemas"]["SkillLevel"];
            };
        } | {
            /** Format: int32 */
            agents: number;
            /** @enum {string} */
            kind: "skills_apart";
            skills: {
                [key: string]: components["schemas"]["SkillLevel"];
            };
        } | {
            /** Format: int32 */
            agents: number;
            /** @enum {string} */
            kind: "language_missing";
            language: components["schemas"]["Locale"];
            /** Format: int32 */
            skilled: number;
        } | {
            /** Format: int32 */
            agents: number;
            hindrances: {
                [key: string]: number;
            };
            /** @enum {string} */
            kind: "not_now";
        };
        Note: {
            attachments?: components["schemas"]["NewAttachment"][];
            body: string;
            /** Format: int64 */
            version: number;
        };
        Now: {
            agents: components["schemas"]["AgentNow"][];
            at_risk: components["schemas"]["TicketSummary"][];
            teams: components["schemas"]["TeamNow"][];
        };
        OneHeld: {
            raw: string;
        };
        /** @enum {string} */
        Opening: "open" | "closed";
        Organisation: {
            domains?: string[];
            id: components["schemas"]["OrganisationId"];
            name: components["schemas"]["Label"];
            tags?: components["schemas"]["Tag"][];
        };
        OrganisationId: string;
        Original: {
            /** Format: int32 */
            blocked_images: number;
            headers: string[][];
            html?: string | null;
            text: string;
        };
        OutOfOffice: {
            /** Format: date-time */
            from: string;
            substitute?: components["schemas"]["AgentId"] | null;
            /** Format: date-time */
            until: string;
        };
        Participant: {
            email: components["schemas"]["EmailAddress"];
            name?: components["schemas"]["PersonName"] | null;
        };
        /** @example 8h */
        Period: string;
        PersonName: string;
        Phone: string;
        Pin: {
            calendar?: components["schemas"]["CalendarId"] | null;
            chosen?: boolean;
            policy?: components["schemas"]["PolicyId"] | null;
            /** Format: int64 */
            revision: number;
        };
        /** @enum {string} */
        Placeholder: "name" | "number" | "subject" | "desk" | "team" | "agent" | "body" | "link";
        PlaceholderUse: {
            fits_heading: boolean;
            mails: components["schemas"]["MailKind"][];
            may_be_empty: boolean;
            meaning: string;
            name: components["schemas"]["Placeholder"];
            sample: string;
        };
        Policy: {
            automated_responses_count?: boolean;
            calendar?: components["schemas"]["CalendarId"] | null;
            id: components["schemas"]["PolicyId"];
            ladder?: components["schemas"]["Rung"][];
            name: components["schemas"]["Label"];
            pause_on_hold?: boolean;
            targets: {
                [key: string]: {
                    [key: string]: components["schemas"]["Target"];
                };
            };
            /** Format: int32 */
            warn_at_percent?: number;
            when?: components["schemas"]["Condition"] | null;
        };
        PolicyId: string;
        PortalCustomer: {
            name: components["schemas"]["PersonName"];
        };
        PortalFile: {
            id: components["schemas"]["FileId"];
            media_type: components["schemas"]["MediaType"];
            name: components["schemas"]["FileName"];
            /** Format: int64 */
            size: number;
        };
        PortalMessage: {
            /** Format: date-time */
            at: string;
            attachments: components["schemas"]["PortalFile"][];
            author: components["schemas"]["Author"];
            author_name: string;
            body: components["schemas"]["Body"];
            id: string;
        };
        PortalReopen: {
            /** @default null */
            message?: string | null;
        };
        PortalReply: {
            /** @default [] */
            attachments?: components["schemas"]["NewAttachment"][];
            /** @default  */
            message: string;
        };
        PortalTicket: {
            can_reopen: boolean;
            can_reply: boolean;
            can_resolve: boolean;
            customer: components["schemas"]["PortalCustomer"];
            follow_up?: components["schemas"]["TicketReceipt"] | null;
            locale: components["schemas"]["Locale"];
            messages: components["schemas"]["PortalMessage"][];
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            opened_at: string;
            reply_opens_follow_up: boolean;
            state: components["schemas"]["State"];
            subject: components["schemas"]["Subject"];
        };
        /** @enum {string} */
        Priority: "low" | "normal" | "high" | "critical";
        Problem: {
            code: string;
            detail?: string | null;
            errors?: components["schemas"]["FieldError"][];
            /** Format: int32 */
            status: number;
            title: string;
            type: string;
        };
        Received: {
            automatic?: boolean;
            folded?: boolean;
            message_id?: components["schemas"]["MessageId"] | null;
            raw: string;
            unproved?: boolean;
        };
        Recipient: string;
        Reminder: {
            agent: components["schemas"]["AgentId"];
            /** Format: date-time */
            at: string;
        };
        Reply: {
            attachments?: components["schemas"]["NewAttachment"][];
            body: string;
            state?: components["schemas"]["State"] | null;
            /** Format: int64 */
            version: number;
        };
        /** @enum {string} */
        ReplyTo: "ignored" | "is_sender";
        /** @enum {string} */
        Resolution: "solved" | "workaround" | "cannot_reproduce" | "not_supported" | "duplicate" | "withdrawn" | "no_answer";
        Restore: {
            /** Format: int64 */
            base: number;
        };
        RevisionDetail: {
            differences: components["schemas"]["Difference"][];
            revision: components["schemas"]["RevisionEntry"];
        };
        RevisionEntry: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["MadeBy"];
            changed: string[];
            note?: string | null;
            /** Format: int64 */
            reverts_to?: number | null;
            /** Format: int64 */
            revision: number;
        };
        RevisionList: {
            /** Format: int64 */
            next_before?: number | null;
            revisions: components["schemas"]["RevisionEntry"][];
        };
        /** @enum {string} */
        Role: "owner" | "admin" | "supervisor" | "agent" | "light_agent" | "reporter" | "auditor";
        Rule: {
            enabled?: boolean;
            id: components["schemas"]["RuleId"];
            name: components["schemas"]["Label"];
            then: components["schemas"]["Actions"];
            when: components["schemas"]["Condition"];
        };
        RuleId: string;
        RuleTest: {
            looked_at: number;
            matched: components["schemas"]["MatchedTicket"][];
        };
        Rung: {
            actions: components["schemas"]["Action"][];
            at: components["schemas"]["LadderPlace"];
            business_hours_only?: boolean;
            metric: components["schemas"]["Metric"];
        };
        /** Format: int64 */
        RungsReached: number;
        SaidOfAddress: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Actor"];
        };
        ServiceLevel: {
            calendar?: components["schemas"]["CalendarId"] | null;
            policy?: components["schemas"]["PolicyId"] | null;
            policy_name?: components["schemas"]["Label"] | null;
            /** Format: int64 */
            revision: number;
        };
        Set: {
            type: components["schemas"]["TicketType"];
        } | {
            team: components["schemas"]["TeamId"];
        } | {
            tier: {
                team: components["schemas"]["TeamId"];
                tier: components["schemas"]["Tier"];
            };
        } | {
            no_team_of_tier: components["schemas"]["Tier"];
        } | {
            priority: components["schemas"]["Priority"];
        } | {
            tags: components["schemas"]["Tag"][];
        } | {
            too_many_tags: components["schemas"]["Tag"][];
        } | {
            skills: {
                [key: string]: components["schemas"]["SkillLevel"];
            };
        } | {
            policy: components["schemas"]["PolicyId"];
        };
        SetAddress: {
            /** Format: email */
            address: string;
            blocked?: boolean | null;
            trusted?: boolean | null;
            unreachable?: boolean | null;
        };
        SetAvailability: {
            availability: components["schemas"]["Availability"];
        };
        SetConfiguration: {
            /** Format: int64 */
            base: number;
            configuration: components["schemas"]["Configuration"];
            dry_run?: boolean;
            note?: string | null;
        };
        SetFollowing: {
            follows: boolean;
            /** Format: int64 */
            version?: number | null;
        };
        SetOutOfOffice: {
            out_of_office?: components["schemas"]["OutOfOffice"] | null;
        };
        SetParticipants: {
            participants: components["schemas"]["NewParticipant"][];
            /** Format: int64 */
            version: number;
        };
        SetPriority: {
            impact?: components["schemas"]["Level"] | null;
            priority?: components["schemas"]["Priority"] | null;
            urgency?: components["schemas"]["Level"] | null;
            /** Format: int64 */
            version: number;
        };
        SetReminder: {
            /** Format: date-time */
            at?: string | null;
            /** Format: int64 */
            version: number;
        };
        SetState: {
            resolution?: components["schemas"]["Resolution"] | null;
            state: components["schemas"]["State"];
            /** Format: date-time */
            until?: string | null;
            /** Format: int64 */
            version: number;
        };
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
        Signature: string;
        Skill: {
            id: components["schemas"]["SkillId"];
            name: components["schemas"]["Label"];
        };
        SkillId: string;
        /** Format: int32 */
        SkillLevel: number;
        Skipped: {
            line: number;
            name?: components["schemas"]["Label"] | null;
            why: string;
        };
        /** @enum {string} */
        SlaStatus: "on_track" | "at_risk" | "breached" | "met";
        StaleVersion: components["schemas"]["Problem"] & components["schemas"]["Meanwhile"];
        /** @enum {string} */
        State: "new" | "open" | "waiting_customer" | "on_hold" | "scheduled" | "resolved" | "closed" | "merged" | "spam" | "deleted";
        Subject: string;
        /** @enum {string} */
        Suppression: "budget" | "undeliverable";
        Tag: string;
        Target: string;
        Team: {
            assignment?: components["schemas"]["AssignmentMode"];
            calendar?: components["schemas"]["CalendarId"] | null;
            escalates_to?: components["schemas"]["TeamId"] | null;
            follow_up?: components["schemas"]["FollowUp"];
            hand_back_when_away?: components["schemas"]["HandBack"];
            id: components["schemas"]["TeamId"];
            lead?: components["schemas"]["AgentId"] | null;
            name: components["schemas"]["Label"];
            previous_agent_first?: boolean;
            signature?: {
                [key: string]: components["schemas"]["Signature"];
            };
            tier: components["schemas"]["Tier"];
        };
        TeamId: string;
        TeamList: {
            teams: components["schemas"]["TeamSummary"][];
        };
        TeamNow: {
            /** Format: int64 */
            assigned: number;
            /** Format: int64 */
            at_risk: number;
            /** Format: int64 */
            breached: number;
            id: components["schemas"]["TeamId"];
            name: components["schemas"]["Label"];
            tier: components["schemas"]["Tier"];
            /** Format: int64 */
            unassigned: number;
        };
        TeamSummary: {
            escalates_to?: components["schemas"]["TeamId"] | null;
            id: components["schemas"]["TeamId"];
            name: components["schemas"]["Label"];
            tier: components["schemas"]["Tier"];
        };
        TextBody: string;
        TextPreview: {
            html: string;
            subject: string;
            text: string;
        };
        Ticket: components["schemas"]["TicketSummary"] & {
            channel: components["schemas"]["Channel"];
            clocks: components["schemas"]["Clock"][];
            /** Format: date-time */
            closes_at?: string | null;
            /** Format: date-time */
            first_response_at?: string | null;
            follow_up_of?: components["schemas"]["TicketId"] | null;
            form: components["schemas"]["FormId"];
            impact: components["schemas"]["Level"];
            locale: components["schemas"]["Locale"];
            mailbox?: components["schemas"]["MailboxId"] | null;
            reminder?: components["schemas"]["Reminder"] | null;
            resolution?: components["schemas"]["Resolution"] | null;
            /** Format: date-time */
            resolved_at?: string | null;
            /** Format: date-time */
            scheduled_until?: string | null;
            service_level?: components["schemas"]["ServiceLevel"] | null;
            skills?: {
                [key: string]: components["schemas"]["SkillLevel"];
            };
            topic: components["schemas"]["TopicId"];
            /** Format: date-time */
            unanswered_since?: string | null;
            urgency: components["schemas"]["Level"];
        };
        TicketCost: {
            /** Format: double */
            dollars: number;
            /** Format: int32 */
            mails: number;
            /** Format: double */
            read_units: number;
            /** Format: double */
            write_units: number;
        };
        TicketDetail: {
            allowed: components["schemas"]["Allowed"];
            allowed_states: components["schemas"]["State"][];
            cost?: components["schemas"]["TicketCost"] | null;
            customer: components["schemas"]["CustomerDetail"];
            followers: components["schemas"]["AgentId"][];
            mails: components["schemas"]["MailDetail"][];
            participants: components["schemas"]["Participant"][];
            ticket: components["schemas"]["Ticket"];
            timeline: components["schemas"]["Entry"][];
        };
        /** Format: uuid */
        TicketId: string;
        TicketPage: {
            next_cursor?: string | null;
            tickets: components["schemas"]["TicketSummary"][];
        };
        TicketReceipt: {
            /** Format: int64 */
            number: number;
            ticket_url: string;
            token: string;
        };
        TicketSummary: {
            assignee?: components["schemas"]["AgentId"] | null;
            customer_name: components["schemas"]["PersonName"];
            /** Format: date-time */
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
            waiting_because?: components["schemas"]["Nobody"] | null;
        };
        /** @enum {string} */
        TicketType: "question" | "incident" | "service_request" | "problem" | "change" | "task";
        /** Format: int32 */
        Tier: number;
        TimeIs: {
            calendar: components["schemas"]["CalendarId"];
            is: components["schemas"]["Opening"];
        };
        Topic: {
            id: components["schemas"]["TopicId"];
            label: components["schemas"]["Localised"];
        };
        TopicId: string;
        TriedText: {
            text: components["schemas"]["MailText"];
        };
        UnreachableAddress: {
            /** Format: date-time */
            at: string;
            failure: components["schemas"]["Failure"];
            reason?: string | null;
        };
        UploadPlace: {
            headers: {
                [key: string]: string;
            };
            id: components["schemas"]["FileId"];
            method: string;
            url: string;
        };
        View: {
            /** Format: int64 */
            count?: number | null;
            id: components["schemas"]["ViewId"];
            name: string;
            team?: components["schemas"]["TeamId"] | null;
        };
        /** @enum {string} */
        ViewId: "my_open" | "unassigned" | "team" | "all_open" | "recently_resolved" | "spam";
        ViewList: {
            views: components["schemas"]["View"][];
        };
        /** @enum {string} */
        Visibility: "public" | "internal";
        WebhookUrl: string;
        Week: {
            /** @default [] */
            friday?: components["schemas"]["Hours"][];
            /** @default [] */
            monday?: components["schemas"]["Hours"][];
            /** @default [] */
            saturday?: components["schemas"]["Hours"][];
            /** @default [] */
            sunday?: components["schemas"]["Hours"][];
            /** @default [] */
            thursday?: components["schemas"]["Hours"][];
            /** @default [] */
            tuesday?: components["schemas"]["Hours"][];
            /** @default [] */
            wednesday?: components["schemas"]["Hours"][];
        };
        Zone: string;
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
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentList"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_configuration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigurationNow"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_configuration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetConfiguration"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changed"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_configuration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_holidays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/calendar": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holidays"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_configuration: {
        parameters: {
            query: {
                base: number;
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/yaml": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changed"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions: {
        parameters: {
            query?: {
                before?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionList"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_revision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetail"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_revision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                revision: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changed"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    try_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rule"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleTest"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_delivered_texts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveredTexts"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_text: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TriedText"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TextPreview"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    test_text: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TriedText"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_addresses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressList"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_address: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAddress"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Address"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_held: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldMessages"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    block_held: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OneHeld"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_held: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OneHeld"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_held: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OneHeld"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_out_of_office: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetOutOfOffice"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    report_attainment: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttainmentReport"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    report_now: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Now"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamList"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
                cursor?: string;
                limit?: number;
                team?: string;
                view: components["schemas"]["ViewId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketPage"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    escalate_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Escalate"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_file: {
        parameters: {
            query?: {
                inline?: boolean;
            };
            header?: never;
            path: {
                file: components["schemas"]["FileId"];
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileLink"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_following: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetFollowing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forward_ticket: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Forward"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_original: {
        parameters: {
            query?: {
                images?: boolean;
            };
            header?: never;
            path: {
                id: components["schemas"]["TicketId"];
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Original"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_source: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TicketId"];
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileLink"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
                "Idempotency-Key"?: string | null;
            };
            path: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_participants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetParticipants"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    apply_policy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_reminder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TicketId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetReminder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
                "Idempotency-Key": string;
            };
            path: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] | components["schemas"]["StaleVersion"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
                /** @example 1042 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    offer_upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUpload"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadPlace"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewList"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
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
                form: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
    get_portal_file: {
        parameters: {
            query?: {
                inline?: boolean;
            };
            header?: never;
            path: {
                file: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileLink"];
                };
            };
        };
    };
    reopen_as_customer: {
        parameters: {
            query?: never;
            header?: {
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
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
    offer_public_upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUpload"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadPlace"];
                };
            };
        };
    };
}
