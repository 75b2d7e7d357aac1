// Made from docs/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/api/v1/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AgentList"];
                    };
                };
            };
        };
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
            };
        };
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
        put: {
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
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
            };
        };
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TeamList"];
                    };
                };
            };
        };
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
        get: {
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
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketPage"];
                    };
                };
            };
        };
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
        get: {
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
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Assign"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["At"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["At"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetPriority"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reply"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["At"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["At"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetState"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetTags"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetTeam"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetType"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["At"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    number: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketDetail"];
                    };
                };
            };
        };
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ViewList"];
                    };
                };
            };
        };
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
        get: {
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
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PortalReopen"];
                };
            };
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
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
        post: {
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
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
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
        post: {
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
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description ok */
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
        Actor: {
            id?: string | null;
            /** @enum {string} */
            kind: "customer" | "agent" | "system";
            name: string;
        };
        AgentList: {
            agents: components["schemas"]["AgentSummary"][];
        };
        AgentSummary: {
            availability: components["schemas"]["Availability"];
            capacity: number;
            id: string;
            name: string;
            open_load: number;
            role: components["schemas"]["Role"];
            teams: string[];
        };
        Assign: {
            agent: string;
            version: number;
        };
        AssignmentReason: {
            /** @enum {string} */
            kind: "claimed";
        } | {
            /** @enum {string} */
            kind: "manual";
        } | {
            capacity: number;
            /** @enum {string} */
            kind: "least_loaded";
            open: number;
        };
        At: {
            version: number;
        };
        /** @enum {string} */
        Availability: "online" | "away" | "offline";
        Challenge: {
            parameters: components["schemas"]["ChallengeParameters"];
            signature: string;
        };
        ChallengeParameters: {
            algorithm: string;
            cost: number;
            expiresAt?: number | null;
            keyLength: number;
            keyPrefix: string;
            nonce: string;
            salt: string;
        };
        /** @enum {string} */
        Channel: "web_form" | "portal" | "api" | "email" | "phone" | "chat" | "sms" | "social" | "monitoring";
        Clock: {
            /** Format: date-time */
            due_at?: string | null;
            /** Format: date-time */
            ended_at?: string | null;
            metric: components["schemas"]["Metric"];
            remaining_minutes?: number | null;
            status: components["schemas"]["ClockStatus"];
            target_minutes: number;
            /** Format: date-time */
            warned_at?: string | null;
        };
        /** @enum {string} */
        ClockStatus: "active" | "paused" | "met" | "breached" | "cancelled";
        CustomerDetail: {
            earlier: components["schemas"]["EarlierTicket"][];
            email: string;
            id: string;
            locale: components["schemas"]["Locale"];
            name: string;
            phone?: string | null;
        };
        CustomerRef: {
            id: string;
            name: string;
        };
        EarlierTicket: {
            id: string;
            number: number;
            /** Format: date-time */
            opened_at: string;
            state: components["schemas"]["State"];
            subject: string;
        };
        Entry: {
            actor: components["schemas"]["Actor"];
            /** Format: date-time */
            at: string;
            event: components["schemas"]["Event"];
            seq: number;
        };
        Event: {
            body: string;
            channel: components["schemas"]["Channel"];
            customer: components["schemas"]["CustomerRef"];
            form: string;
            impact: components["schemas"]["Level"];
            locale: components["schemas"]["Locale"];
            number: number;
            priority: components["schemas"]["Priority"];
            subject: string;
            team: string;
            ticket_type: components["schemas"]["TicketType"];
            topic: string;
            /** @enum {string} */
            type: "TicketOpened";
            urgency: components["schemas"]["Level"];
        } | {
            /** @enum {string} */
            type: "LinkIssued";
        } | {
            /** @enum {string} */
            type: "LinkRevoked";
        } | {
            body: string;
            /** @enum {string} */
            type: "CustomerReplied";
        } | {
            body: string;
            /** @enum {string} */
            type: "AgentReplied";
        } | {
            body: string;
            /** @enum {string} */
            type: "NoteAdded";
        } | {
            agent: string;
            previous?: string | null;
            reason: components["schemas"]["AssignmentReason"];
            /** @enum {string} */
            type: "TicketAssigned";
        } | {
            previous: string;
            /** @enum {string} */
            type: "TicketUnassigned";
        } | {
            from: string;
            to: string;
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
            added: string[];
            removed: string[];
            /** @enum {string} */
            type: "TagsChanged";
        } | {
            from: components["schemas"]["State"];
            resolution?: null | components["schemas"]["Resolution"];
            to: components["schemas"]["State"];
            /** @enum {string} */
            type: "StateChanged";
            /** Format: date-time */
            until?: string | null;
        } | {
            instance: number;
            metric: components["schemas"]["Metric"];
            spent_seconds: number;
            target_seconds: number;
            /** @enum {string} */
            type: "ClockStarted";
            warn_at_percent: number;
        } | {
            instance: number;
            metric: components["schemas"]["Metric"];
            /** @enum {string} */
            type: "ClockPaused";
        } | {
            instance: number;
            metric: components["schemas"]["Metric"];
            /** @enum {string} */
            type: "ClockResumed";
        } | {
            instance: number;
            metric: components["schemas"]["Metric"];
            target_seconds: number;
            /** @enum {string} */
            type: "ClockRetargeted";
        } | {
            /** Format: date-time */
            at: string;
            instance: number;
            metric: components["schemas"]["Metric"];
            /** @enum {string} */
            type: "ClockWarned";
        } | {
            /** Format: date-time */
            at: string;
            instance: number;
            metric: components["schemas"]["Metric"];
            /** @enum {string} */
            type: "ClockBreached";
        } | {
            instance: number;
            metric: components["schemas"]["Metric"];
            /** @enum {string} */
            type: "ClockFulfilled";
        } | {
            instance: number;
            metric: components["schemas"]["Metric"];
            /** @enum {string} */
            type: "ClockCancelled";
        };
        FieldError: {
            code: string;
            detail: string;
            field: string;
        };
        Form: {
            fields: components["schemas"]["FormFields"];
            id: string;
            limits: components["schemas"]["Limits"];
            topics: components["schemas"]["Topic"][];
        };
        FormFields: {
            /** @enum {string} */
            phone: "hidden" | "optional" | "required";
        };
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
            en: string;
            fr: string;
        };
        Me: {
            availability: components["schemas"]["Availability"];
            capacity: number;
            email: string;
            id: string;
            name: string;
            open_load: number;
            role: components["schemas"]["Role"];
            teams: string[];
        };
        /** @enum {string} */
        Metric: "first_response" | "first_resolution";
        NewTicket: {
            altcha: string;
            email: string;
            form: string;
            locale: components["schemas"]["Locale"];
            message: string;
            name: string;
            phone?: string | null;
            subject: string;
            topic: string;
            website: string;
        };
        Note: {
            body: string;
            version: number;
        };
        PortalMessage: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            author: "customer" | "agent" | "system";
            author_name: string;
            body: string;
            id: string;
        };
        PortalReopen: {
            message?: string | null;
        };
        PortalReply: {
            message: string;
        };
        PortalTicket: {
            can_reopen: boolean;
            can_reply: boolean;
            can_resolve: boolean;
            customer: {
                name: string;
            };
            locale: components["schemas"]["Locale"];
            messages: components["schemas"]["PortalMessage"][];
            number: number;
            /** Format: date-time */
            opened_at: string;
            state: components["schemas"]["State"];
            subject: string;
        };
        /** @enum {string} */
        Priority: "low" | "normal" | "high" | "critical";
        Problem: {
            code: string;
            detail?: string | null;
            errors?: components["schemas"]["FieldError"][] | null;
            status: number;
            title: string;
            type: string;
        };
        Reply: {
            body: string;
            state?: null | components["schemas"]["State"];
            version: number;
        };
        /** @enum {string} */
        Resolution: "solved" | "workaround" | "cannot_reproduce" | "not_supported" | "duplicate" | "withdrawn" | "no_answer";
        /** @enum {string} */
        Role: "owner" | "admin" | "supervisor" | "agent" | "light_agent" | "reporter" | "auditor";
        SetAvailability: {
            availability: components["schemas"]["Availability"];
        };
        SetPriority: {
            impact?: null | components["schemas"]["Level"];
            priority?: null | components["schemas"]["Priority"];
            urgency?: null | components["schemas"]["Level"];
            version: number;
        };
        SetState: {
            resolution?: null | components["schemas"]["Resolution"];
            state: components["schemas"]["State"];
            /** Format: date-time */
            until?: string | null;
            version: number;
        };
        SetTags: {
            tags: string[];
            version: number;
        };
        SetTeam: {
            team: string;
            version: number;
        };
        SetType: {
            type: components["schemas"]["TicketType"];
            version: number;
        };
        /** @enum {string} */
        SlaStatus: "on_track" | "at_risk" | "breached" | "met";
        StaleVersion: {
            code: string;
            current: components["schemas"]["Ticket"];
            since: components["schemas"]["Entry"][];
            status: number;
            title: string;
            type: string;
        };
        /** @enum {string} */
        State: "new" | "open" | "waiting_customer" | "on_hold" | "scheduled" | "resolved" | "closed" | "merged" | "spam" | "deleted";
        TeamList: {
            teams: components["schemas"]["TeamSummary"][];
        };
        TeamSummary: {
            id: string;
            name: string;
            tier: number;
        };
        Ticket: {
            assignee?: string | null;
            channel: components["schemas"]["Channel"];
            clocks: components["schemas"]["Clock"][];
            customer_name: string;
            /** Format: date-time */
            due_at?: string | null;
            /** Format: date-time */
            first_response_at?: string | null;
            form: string;
            id: string;
            impact: components["schemas"]["Level"];
            locale: components["schemas"]["Locale"];
            number: number;
            /** Format: date-time */
            opened_at: string;
            priority: components["schemas"]["Priority"];
            resolution?: null | components["schemas"]["Resolution"];
            /** Format: date-time */
            resolved_at?: string | null;
            /** Format: date-time */
            scheduled_until?: string | null;
            sla_status: components["schemas"]["SlaStatus"];
            state: components["schemas"]["State"];
            subject: string;
            tags: string[];
            team: string;
            topic: string;
            type: components["schemas"]["TicketType"];
            /** Format: date-time */
            updated_at: string;
            urgency: components["schemas"]["Level"];
            version: number;
        };
        TicketDetail: {
            allowed_states: components["schemas"]["State"][];
            customer: components["schemas"]["CustomerDetail"];
            ticket: components["schemas"]["Ticket"];
            timeline: components["schemas"]["Entry"][];
        };
        TicketPage: {
            next_cursor?: string | null;
            tickets: components["schemas"]["TicketSummary"][];
        };
        TicketReceipt: {
            number: number;
            ticket_url: string;
            token: string;
        };
        TicketSummary: {
            assignee?: string | null;
            customer_name: string;
            /** Format: date-time */
            due_at?: string | null;
            id: string;
            number: number;
            /** Format: date-time */
            opened_at: string;
            priority: components["schemas"]["Priority"];
            sla_status: components["schemas"]["SlaStatus"];
            state: components["schemas"]["State"];
            subject: string;
            tags: string[];
            team: string;
            type: components["schemas"]["TicketType"];
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @enum {string} */
        TicketType: "question" | "incident" | "service_request" | "problem" | "change" | "task";
        Topic: {
            id: string;
            label: components["schemas"]["Localised"];
        };
        View: {
            count?: number | null;
            id: components["schemas"]["ViewId"];
            name: string;
            team?: string | null;
        };
        /** @enum {string} */
        ViewId: "my_open" | "unassigned" | "all_open" | "recently_resolved" | "team";
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
export type operations = Record<string, never>;
