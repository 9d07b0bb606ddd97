// Generated from the Python contracts by `npm run generate`: do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AcceptedFrame
         * @description The broker has the command. Always before any other frame of that command.
         */
        AcceptedFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "accepted";
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
        };
        /**
         * Action
         * @description A button: an intent with its payload, chosen by the server.
         *
         *     `command_id` is set when `once` is true: every click, in any tab, is then the same command. `done` is read from
         *     that command's outcome whenever the message is read, and so is `edited`: it was done with other fields than those
         *     of `payload`, as a proposal that was changed before it was added. Neither is ever stored.
         */
        Action: {
            /** Id */
            id: string;
            /** Label */
            label: string;
            /** Intent */
            intent: string;
            /** Payload */
            payload: {
                [key: string]: unknown;
            };
            /**
             * Style
             * @default secondary
             * @enum {string}
             */
            style: "primary" | "secondary" | "ghost" | "danger";
            /**
             * Once
             * @default false
             */
            once: boolean;
            /**
             * Command Id
             * @default null
             */
            command_id: string | null;
            /**
             * Done
             * @default false
             */
            done: boolean;
            /**
             * Edited
             * @default false
             */
            edited: boolean;
        };
        /** AddMany[Annotated[Union[ProposedObjectif, ProposedCible, ProposedRessource], FieldInfo(annotation=NoneType, required=True, discriminator='kind')]] */
        AddMany_Annotated_Union_ProposedObjectif__ProposedCible__ProposedRessource___FieldInfo_annotation_NoneType__required_True__discriminator__kind____: {
            /** Items */
            items: components["schemas"]["ProposedItem_Annotated_Union_ProposedObjectif__ProposedCible__ProposedRessource___FieldInfo_annotation_NoneType__required_True__discriminator__kind____"][];
        };
        /** AddMany[CibleFields] */
        AddMany_CibleFields_: {
            /** Items */
            items: components["schemas"]["ProposedItem_CibleFields_"][];
        };
        /** AddMany[ObjectifFields] */
        AddMany_ObjectifFields_: {
            /** Items */
            items: components["schemas"]["ProposedItem_ObjectifFields_"][];
        };
        /** AddMany[RessourceFields] */
        AddMany_RessourceFields_: {
            /** Items */
            items: components["schemas"]["ProposedItem_RessourceFields_"][];
        };
        /** ArchiveScenario */
        ArchiveScenario: {
            /**
             * Version
             * @default null
             */
            version?: number | null;
        };
        /** CancelCommand */
        CancelCommand: {
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
        };
        /**
         * Cible
         * @description A target of a scenario; `maturite` is its stage in the purchase: awareness, consideration or decision.
         */
        Cible: {
            /** Id */
            id: number;
            /** Label */
            label: string;
            /** Description */
            description: string;
            /** Insight */
            insight: string;
            /** Persona */
            persona: string;
            /** Segment */
            segment: string;
            /**
             * Maturite
             * @enum {string}
             */
            maturite: "awareness" | "consideration" | "decision";
            /** Version */
            version: number;
        };
        /**
         * CibleFields
         * @description A target to create; maturité defaults to awareness.
         */
        CibleFields: {
            /** Label */
            label: string;
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Insight
             * @default
             */
            insight?: string;
            /**
             * Persona
             * @default
             */
            persona?: string;
            /**
             * Segment
             * @default
             */
            segment?: string;
            /**
             * Maturite
             * @default awareness
             * @enum {string}
             */
            maturite?: "awareness" | "consideration" | "decision";
            /**
             * Pourquoi
             * @default
             */
            pourquoi?: string;
        };
        ClientFrame: components["schemas"]["IntentFrame"] | components["schemas"]["WatchFrame"] | components["schemas"]["PingFrame"];
        /**
         * CommandStatus
         * @description Where a command stands; no row yet is pending too.
         */
        CommandStatus: {
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "completed" | "failed";
            /** @default null */
            result: components["schemas"]["Reply"] | null;
            /** @default null */
            problem: components["schemas"]["Problem"] | null;
        };
        /**
         * CompletedFrame
         * @description The command's outcome. `user_message` is what the user said, as stored, when the command stored it.
         */
        CompletedFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "completed";
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            message: components["schemas"]["Message"] | null;
            /** @default null */
            user_message: components["schemas"]["Message"] | null;
            scenario: components["schemas"]["Scenario"] | null;
            /** Actions */
            actions: components["schemas"]["Action"][];
        };
        /**
         * CreateScenario
         * @description `propositions` come back as buttons of the new scenario: nothing of them is stored before one is clicked.
         */
        CreateScenario: {
            /** Nom */
            nom: string;
            /** Thematique */
            thematique: string;
            /**
             * Description
             * @default
             */
            description?: string;
            /** Propositions */
            propositions?: (components["schemas"]["ProposedObjectif-Input"] | components["schemas"]["ProposedCible-Input"] | components["schemas"]["ProposedRessource-Input"])[];
        };
        /**
         * DeltaFrame
         * @description A piece of Markdown being written, at `offset` characters; a new `attempt` starts over.
         */
        DeltaFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "delta";
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            /** Attempt */
            attempt: number;
            /** Offset */
            offset: number;
            /** Text */
            text: string;
        };
        /**
         * DismissProposal
         * @description Sets aside the proposal whose button is `action_id`.
         */
        DismissProposal: {
            /** Action Id */
            action_id: string;
        };
        /** ExistingCible */
        ExistingCible: {
            /** Id */
            id: number;
            /**
             * Maturite
             * @default awareness
             * @enum {string}
             */
            maturite?: "awareness" | "consideration" | "decision";
        };
        /**
         * ExistingObjectif
         * @description An objective of another scenario, shared with this one.
         */
        ExistingObjectif: {
            /** Id */
            id: number;
            /**
             * Priorite
             * @default null
             */
            priorite?: number | null;
        };
        /** ExistingRessource */
        ExistingRessource: {
            /** Id */
            id: number;
            /**
             * Usage
             * @default
             */
            usage?: string;
        };
        /** ExportScenario */
        ExportScenario: {
            /**
             * Format
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
        };
        /** FailedFrame */
        FailedFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "failed";
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            problem: components["schemas"]["Problem"];
            message: components["schemas"]["Message"] | null;
            /** @default null */
            user_message: components["schemas"]["Message"] | null;
            /** Actions */
            actions: components["schemas"]["Action"][];
        };
        /**
         * FieldProblem
         * @description What is wrong with one field; `field` is a dotted path such as `payload.label`.
         */
        FieldProblem: {
            /** Field */
            field: string;
            /** Message */
            message: string;
        };
        /**
         * GeneratePlan
         * @description Generates, or generates again, the plan of a scenario.
         */
        GeneratePlan: {
            /**
             * Consigne
             * @default
             */
            consigne?: string;
        };
        /**
         * Health
         * @description `status` is ok when database and broker answer, every service has a consumer and the purge is not late.
         *
         *     `ai` is what ai-service's own /health tells of its model and its prompts, where that service is in the same process.
         */
        Health: {
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "degraded";
            /** Checks */
            checks: {
                [key: string]: string;
            };
            /** Services */
            services: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            /** Counters */
            counters: {
                [key: string]: number;
            };
            /** Version */
            version: string;
            /**
             * Mode
             * @default unknown
             * @enum {string}
             */
            mode: "openai" | "local" | "unknown";
            /** Ai */
            ai: {
                [key: string]: unknown;
            };
        };
        /**
         * HistoryFrame
         * @description Something was said about a watched scenario, or searched for it, elsewhere: what it tells of is to be read again.
         *
         *     Sent when no `scenario` frame says so already.
         */
        HistoryFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "history";
            /** Scenario Id */
            scenario_id: number;
        };
        /**
         * ImportScenario
         * @description The document that the JSON export wrote, unchanged; ids and versions of the original database are ignored.
         */
        ImportScenario: {
            /**
             * Format
             * @default assistant-ia-marketing/scenario
             * @constant
             */
            format?: "assistant-ia-marketing/scenario";
            /**
             * Format Version
             * @default 1
             * @constant
             */
            format_version?: 1;
            /** Nom */
            nom: string;
            /** Thematique */
            thematique: string;
            /**
             * Description
             * @default
             */
            description?: string;
            /** Objectifs */
            objectifs?: components["schemas"]["ImportedObjectif"][];
            /** Cibles */
            cibles?: components["schemas"]["ImportedCible"][];
            /** Ressources */
            ressources?: components["schemas"]["ImportedRessource"][];
            /** @default null */
            plan?: components["schemas"]["ImportedPlan"] | null;
        };
        /** ImportedCible */
        ImportedCible: {
            /** Label */
            label: string;
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Insight
             * @default
             */
            insight?: string;
            /**
             * Persona
             * @default
             */
            persona?: string;
            /**
             * Segment
             * @default
             */
            segment?: string;
            /**
             * Maturite
             * @default awareness
             * @enum {string}
             */
            maturite?: "awareness" | "consideration" | "decision";
            /**
             * Pourquoi
             * @default
             */
            pourquoi?: string;
        };
        /** ImportedObjectif */
        ImportedObjectif: {
            /** Label */
            label: string;
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Insight
             * @default
             */
            insight?: string;
            /**
             * Priorite
             * @default null
             */
            priorite?: number | null;
            /**
             * Pourquoi
             * @default
             */
            pourquoi?: string;
        };
        /**
         * ImportedPlan
         * @description A plan as the product itself makes them, or none: then `items` is empty.
         */
        ImportedPlan: {
            /**
             * Resume
             * @default
             */
            resume?: string;
            /**
             * Generated At
             * @default null
             */
            generated_at?: string | null;
            /** Items */
            items: components["schemas"]["ImportedPlanItem"][];
        };
        /** ImportedPlanItem */
        ImportedPlanItem: {
            /** Format */
            format: string;
            /** Message */
            message: string;
            /** Canal */
            canal: string;
            /** Frequence */
            frequence: string;
            /** Kpi */
            kpi: string;
        };
        /** ImportedRessource */
        ImportedRessource: {
            /** Titre */
            titre: string;
            /**
             * Type
             * @default autre
             * @enum {string}
             */
            type?: "article" | "video" | "webinar" | "cas_client" | "autre";
            /**
             * Url
             * @default
             */
            url?: string;
            /**
             * Note
             * @default
             */
            note?: string;
            /**
             * Insight
             * @default
             */
            insight?: string;
            /**
             * Usage
             * @default
             */
            usage?: string;
            /**
             * Pourquoi
             * @default
             */
            pourquoi?: string;
        };
        /**
         * IntentFrame
         * @description A click or a message. The page keeps it and sends it again, with the same id, until it is settled.
         *
         *     `traceparent` is the W3C trace it belongs to; without one, it begins a trace named by its command id.
         */
        IntentFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "intent";
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            /** Intent */
            intent: string;
            /**
             * Scenario Id
             * @default null
             */
            scenario_id?: number | null;
            /** Payload */
            payload?: {
                [key: string]: unknown;
            };
            /**
             * Traceparent
             * @default null
             */
            traceparent?: string | null;
        };
        IntentPayloads: {
            "chat.say": components["schemas"]["Say"];
            "cible.add": components["schemas"]["ExistingCible"] | components["schemas"]["CibleFields"];
            "cible.add_many": components["schemas"]["AddMany_CibleFields_"];
            "cible.remove": components["schemas"]["RemoveEntity"];
            "cible.restore": components["schemas"]["RestoreCible"];
            "cible.suggest": components["schemas"]["Suggest"];
            "cible.update": components["schemas"]["UpdateCible"];
            "command.cancel": components["schemas"]["CancelCommand"];
            "inspiration.use": components["schemas"]["UseInspiration"];
            "objectif.add": components["schemas"]["ExistingObjectif"] | components["schemas"]["ObjectifFields"];
            "objectif.add_many": components["schemas"]["AddMany_ObjectifFields_"];
            "objectif.remove": components["schemas"]["RemoveEntity"];
            "objectif.reorder": components["schemas"]["ReorderObjectifs"];
            "objectif.restore": components["schemas"]["RestoreObjectif"];
            "objectif.suggest": components["schemas"]["Suggest"];
            "objectif.update": components["schemas"]["UpdateObjectif"];
            "plan.generate": components["schemas"]["GeneratePlan"];
            "plan.restore": components["schemas"]["RestorePlan"];
            "plan.update_item": components["schemas"]["UpdatePlanItem"];
            "proposal.add_many": components["schemas"]["AddMany_Annotated_Union_ProposedObjectif__ProposedCible__ProposedRessource___FieldInfo_annotation_NoneType__required_True__discriminator__kind____"];
            "proposal.dismiss": components["schemas"]["DismissProposal"];
            "ressource.add": components["schemas"]["ExistingRessource"] | components["schemas"]["RessourceFields"];
            "ressource.add_many": components["schemas"]["AddMany_RessourceFields_"];
            "ressource.remove": components["schemas"]["RemoveEntity"];
            "ressource.restore": components["schemas"]["RestoreRessource"];
            "ressource.suggest": components["schemas"]["Suggest"];
            "ressource.update": components["schemas"]["UpdateRessource"];
            "scenario.archive": components["schemas"]["ArchiveScenario"];
            "scenario.create": components["schemas"]["CreateScenario"];
            "scenario.export": components["schemas"]["ExportScenario"];
            "scenario.import": components["schemas"]["ImportScenario"];
            "scenario.list": components["schemas"]["ListScenarios"];
            "scenario.open": components["schemas"]["OpenScenario"];
            "scenario.restore": components["schemas"]["RestoreScenario"];
            "scenario.update": components["schemas"]["UpdateScenario"];
            "search.run": components["schemas"]["RunSearch"];
        };
        /** KnownCible */
        KnownCible: {
            /** Id */
            id: number;
            /** Label */
            label: string;
            /** Description */
            description: string;
            /** Insight */
            insight: string;
            /** Persona */
            persona: string;
            /** Segment */
            segment: string;
            /** Version */
            version: number;
        };
        KnownCiblePage: components["schemas"]["Page_KnownCible_"];
        /**
         * KnownObjectif
         * @description An objective that some scenario holds, to be shared with another one.
         */
        KnownObjectif: {
            /** Id */
            id: number;
            /** Label */
            label: string;
            /** Description */
            description: string;
            /** Insight */
            insight: string;
            /** Version */
            version: number;
        };
        KnownObjectifPage: components["schemas"]["Page_KnownObjectif_"];
        /** KnownRessource */
        KnownRessource: {
            /** Id */
            id: number;
            /**
             * Type
             * @enum {string}
             */
            type: "article" | "video" | "webinar" | "cas_client" | "autre";
            /** Titre */
            titre: string;
            /** Url */
            url: string;
            /** Note */
            note: string;
            /** Insight */
            insight: string;
            /** Version */
            version: number;
        };
        KnownRessourcePage: components["schemas"]["Page_KnownRessource_"];
        /** ListScenarios */
        ListScenarios: {
            /**
             * Q
             * @default
             */
            q?: string;
        };
        /** Listing[Message] */
        Listing_Message_: {
            /** Items */
            items: components["schemas"]["Message"][];
            /** Total */
            total: number;
        };
        /** Listing[Plan] */
        Listing_Plan_: {
            /** Items */
            items: components["schemas"]["Plan"][];
            /** Total */
            total: number;
        };
        /** Listing[Recherche] */
        Listing_Recherche_: {
            /** Items */
            items: components["schemas"]["Recherche"][];
            /** Total */
            total: number;
        };
        /**
         * Message
         * @description A chat message. `contenu` is Markdown; `role_action` the intent that caused it; id 0 is the unstored welcome.
         *
         *     `locale` is the language of `contenu` and of the proposals in `actions`: that of the page, or of the caller, when it
         *     was written. It is null in messages stored before languages were.
         */
        Message: {
            /** Id */
            id: number;
            /** Conversation Id */
            conversation_id: string | null;
            /** Scenario Id */
            scenario_id: number | null;
            /**
             * Auteur
             * @enum {string}
             */
            auteur: "user" | "assistant" | "system";
            /** Contenu */
            contenu: string;
            /**
             * Locale
             * @default null
             */
            locale: ("fr" | "en") | null;
            /** Role Action */
            role_action: string | null;
            /** Command Id */
            command_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Actions */
            actions: components["schemas"]["Action"][];
        };
        MessageListing: components["schemas"]["Listing_Message_"];
        /**
         * Objectif
         * @description An objective of a scenario; `priorite` 1 is the most important.
         */
        Objectif: {
            /** Id */
            id: number;
            /** Label */
            label: string;
            /** Description */
            description: string;
            /** Insight */
            insight: string;
            /** Priorite */
            priorite: number;
            /** Version */
            version: number;
        };
        /**
         * ObjectifFields
         * @description An objective to create. `pourquoi` says what the proposal rests on; it is shown, not kept.
         */
        ObjectifFields: {
            /** Label */
            label: string;
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Insight
             * @default
             */
            insight?: string;
            /**
             * Priorite
             * @default null
             */
            priorite?: number | null;
            /**
             * Pourquoi
             * @default
             */
            pourquoi?: string;
        };
        /**
         * OpenScenario
         * @description Which scenario the conversation turns to; omitted, the one the command is about.
         */
        OpenScenario: {
            /**
             * Scenario Id
             * @default null
             */
            scenario_id?: number | null;
        };
        /** Page[KnownCible] */
        Page_KnownCible_: {
            /** Items */
            items: components["schemas"]["KnownCible"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Page Size */
            page_size: number;
        };
        /** Page[KnownObjectif] */
        Page_KnownObjectif_: {
            /** Items */
            items: components["schemas"]["KnownObjectif"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Page Size */
            page_size: number;
        };
        /** Page[KnownRessource] */
        Page_KnownRessource_: {
            /** Items */
            items: components["schemas"]["KnownRessource"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Page Size */
            page_size: number;
        };
        /** Page[Scenario] */
        Page_Scenario_: {
            /** Items */
            items: components["schemas"]["Scenario"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Page Size */
            page_size: number;
        };
        /**
         * PendingCommand
         * @description A command of this conversation that has begun and not ended.
         */
        PendingCommand: {
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            /** Intent */
            intent: string;
            /** Step */
            step: string;
        };
        /** PingFrame */
        PingFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ping";
        };
        /**
         * Plan
         * @description A dissemination plan of 6 to 14 items. A regenerated plan is another plan: older ones stay readable.
         */
        Plan: {
            /** Id */
            id: number;
            /** Resume */
            resume: string;
            /**
             * Generated At
             * Format: date-time
             */
            generated_at: string;
            /** Items */
            items: components["schemas"]["PlanItem"][];
        };
        /**
         * PlanItem
         * @description One line of the dissemination plan. No text is empty.
         */
        PlanItem: {
            /** Id */
            id: number;
            /** Version */
            version: number;
            /** Format */
            format: string;
            /** Message */
            message: string;
            /** Canal */
            canal: string;
            /** Frequence */
            frequence: string;
            /** Kpi */
            kpi: string;
        };
        PlanListing: components["schemas"]["Listing_Plan_"];
        /** PongFrame */
        PongFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pong";
        };
        /**
         * Problem
         * @description An `application/problem+json` document in the caller's language.
         *
         *     `type` is `urn:problem:<code>`; `retry_after` is in seconds.
         */
        Problem: {
            /** Type */
            type: string;
            /** Code */
            code: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /** Detail */
            detail: string;
            /**
             * Instance
             * @default null
             */
            instance: string | null;
            /** Errors */
            errors: components["schemas"]["FieldProblem"][];
            /**
             * Retry After
             * @default null
             */
            retry_after: number | null;
            /**
             * Retryable
             * @default false
             */
            retryable: boolean;
        };
        /** ProgressFrame */
        ProgressFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "progress";
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            /** Step */
            step: string;
            /** Label */
            label: string;
        };
        Proposal: components["schemas"]["ProposedObjectif-Output"] | components["schemas"]["ProposedCible-Output"] | components["schemas"]["ProposedRessource-Output"];
        /** ProposedCible */
        "ProposedCible-Input": {
            /** Label */
            label: string;
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Insight
             * @default
             */
            insight?: string;
            /**
             * Persona
             * @default
             */
            persona?: string;
            /**
             * Segment
             * @default
             */
            segment?: string;
            /**
             * Maturite
             * @default awareness
             * @enum {string}
             */
            maturite?: "awareness" | "consideration" | "decision";
            /**
             * Pourquoi
             * @default
             */
            pourquoi?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "cible";
        };
        /** ProposedCible */
        "ProposedCible-Output": {
            /** Label */
            label: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Insight
             * @default
             */
            insight: string;
            /**
             * Persona
             * @default
             */
            persona: string;
            /**
             * Segment
             * @default
             */
            segment: string;
            /**
             * Maturite
             * @default awareness
             * @enum {string}
             */
            maturite: "awareness" | "consideration" | "decision";
            /**
             * Pourquoi
             * @default
             */
            pourquoi: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "cible";
        };
        /** ProposedItem[Annotated[Union[ProposedObjectif, ProposedCible, ProposedRessource], FieldInfo(annotation=NoneType, required=True, discriminator='kind')]] */
        ProposedItem_Annotated_Union_ProposedObjectif__ProposedCible__ProposedRessource___FieldInfo_annotation_NoneType__required_True__discriminator__kind____: {
            /**
             * Command Id
             * @default null
             */
            command_id?: string | null;
            /**
             * Dismiss Id
             * @default null
             */
            dismiss_id?: string | null;
            /** Fields */
            fields: components["schemas"]["ProposedObjectif-Input"] | components["schemas"]["ProposedCible-Input"] | components["schemas"]["ProposedRessource-Input"];
        };
        /** ProposedItem[CibleFields] */
        ProposedItem_CibleFields_: {
            /**
             * Command Id
             * @default null
             */
            command_id?: string | null;
            /**
             * Dismiss Id
             * @default null
             */
            dismiss_id?: string | null;
            fields: components["schemas"]["CibleFields"];
        };
        /** ProposedItem[ObjectifFields] */
        ProposedItem_ObjectifFields_: {
            /**
             * Command Id
             * @default null
             */
            command_id?: string | null;
            /**
             * Dismiss Id
             * @default null
             */
            dismiss_id?: string | null;
            fields: components["schemas"]["ObjectifFields"];
        };
        /** ProposedItem[RessourceFields] */
        ProposedItem_RessourceFields_: {
            /**
             * Command Id
             * @default null
             */
            command_id?: string | null;
            /**
             * Dismiss Id
             * @default null
             */
            dismiss_id?: string | null;
            fields: components["schemas"]["RessourceFields"];
        };
        /** ProposedObjectif */
        "ProposedObjectif-Input": {
            /** Label */
            label: string;
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Insight
             * @default
             */
            insight?: string;
            /**
             * Priorite
             * @default null
             */
            priorite?: number | null;
            /**
             * Pourquoi
             * @default
             */
            pourquoi?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "objectif";
        };
        /** ProposedObjectif */
        "ProposedObjectif-Output": {
            /** Label */
            label: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Insight
             * @default
             */
            insight: string;
            /**
             * Priorite
             * @default null
             */
            priorite: number | null;
            /**
             * Pourquoi
             * @default
             */
            pourquoi: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "objectif";
        };
        /** ProposedRessource */
        "ProposedRessource-Input": {
            /** Titre */
            titre: string;
            /**
             * Type
             * @default autre
             * @enum {string}
             */
            type?: "article" | "video" | "webinar" | "cas_client" | "autre";
            /**
             * Url
             * @default
             */
            url?: string;
            /**
             * Note
             * @default
             */
            note?: string;
            /**
             * Insight
             * @default
             */
            insight?: string;
            /**
             * Usage
             * @default
             */
            usage?: string;
            /**
             * Pourquoi
             * @default
             */
            pourquoi?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "ressource";
        };
        /** ProposedRessource */
        "ProposedRessource-Output": {
            /** Titre */
            titre: string;
            /**
             * Type
             * @default autre
             * @enum {string}
             */
            type: "article" | "video" | "webinar" | "cas_client" | "autre";
            /**
             * Url
             * @default
             */
            url: string;
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Insight
             * @default
             */
            insight: string;
            /**
             * Usage
             * @default
             */
            usage: string;
            /**
             * Pourquoi
             * @default
             */
            pourquoi: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "ressource";
        };
        /**
         * Recherche
         * @description A search that was done for a scenario, with its three results.
         */
        Recherche: {
            /** Id */
            id: number;
            /** Scenario Id */
            scenario_id: number;
            /** Requete */
            requete: string;
            /** Resultats */
            resultats: components["schemas"]["Resultat"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        RechercheListing: components["schemas"]["Listing_Recherche_"];
        /**
         * RejectedFrame
         * @description Refused before publication: nothing was done, nothing will be. The socket stays open.
         */
        RejectedFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "rejected";
            /**
             * Command Id
             * @default null
             */
            command_id: string | null;
            problem: components["schemas"]["Problem"];
        };
        /** RemoveEntity */
        RemoveEntity: {
            /** Id */
            id: number;
            /**
             * Version
             * @default null
             */
            version?: number | null;
        };
        /**
         * ReorderObjectifs
         * @description The order that a scenario's objectives are wanted in, the most important first.
         *
         *     `depuis` is the order that it was made from: only what was moved between the two is then moved, so that what others
         *     have moved meanwhile stays. Without it, the order wanted replaces whatever there is.
         */
        ReorderObjectifs: {
            /** Ids */
            ids: number[];
            /**
             * Depuis
             * @default null
             */
            depuis?: number[] | null;
        };
        /**
         * Reply
         * @description The result of a command.
         *
         *     `actions` are those of `message`; `user_message` is what the user said, as stored; `created_id` is the id of what
         *     was created, if anything.
         */
        Reply: {
            /** @default null */
            message: components["schemas"]["Message"] | null;
            /** @default null */
            user_message: components["schemas"]["Message"] | null;
            /** @default null */
            scenario: components["schemas"]["Scenario"] | null;
            /** Actions */
            actions: components["schemas"]["Action"][];
            /** Entities To Create */
            entities_to_create: (components["schemas"]["ProposedObjectif-Output"] | components["schemas"]["ProposedCible-Output"] | components["schemas"]["ProposedRessource-Output"])[];
            /** Resultats */
            resultats: components["schemas"]["Resultat"][];
            /** Errors */
            errors: string[];
            /**
             * Created Id
             * @default null
             */
            created_id: number | null;
        };
        /**
         * Ressource
         * @description A content the marketer already owns; `usage` says what this scenario does with it. `url` may be empty.
         */
        Ressource: {
            /** Id */
            id: number;
            /**
             * Type
             * @enum {string}
             */
            type: "article" | "video" | "webinar" | "cas_client" | "autre";
            /** Titre */
            titre: string;
            /** Url */
            url: string;
            /** Note */
            note: string;
            /** Insight */
            insight: string;
            /** Usage */
            usage: string;
            /** Version */
            version: number;
        };
        /**
         * RessourceFields
         * @description A resource to create; `url` is http(s) or empty.
         */
        RessourceFields: {
            /** Titre */
            titre: string;
            /**
             * Type
             * @default autre
             * @enum {string}
             */
            type?: "article" | "video" | "webinar" | "cas_client" | "autre";
            /**
             * Url
             * @default
             */
            url?: string;
            /**
             * Note
             * @default
             */
            note?: string;
            /**
             * Insight
             * @default
             */
            insight?: string;
            /**
             * Usage
             * @default
             */
            usage?: string;
            /**
             * Pourquoi
             * @default
             */
            pourquoi?: string;
        };
        /** RestoreCible */
        RestoreCible: {
            /** Id */
            id: number;
            /**
             * Version
             * @default null
             */
            version?: number | null;
            /**
             * Maturite
             * @default awareness
             * @enum {string}
             */
            maturite?: "awareness" | "consideration" | "decision";
        };
        /**
         * RestoreObjectif
         * @description Undoes a removal: the payload the removal's reply offered.
         */
        RestoreObjectif: {
            /** Id */
            id: number;
            /**
             * Version
             * @default null
             */
            version?: number | null;
            /**
             * Priorite
             * @default 1
             */
            priorite?: number;
        };
        /**
         * RestorePlan
         * @description Makes an older plan the current one again, as a new version; `version` is the scenario's.
         */
        RestorePlan: {
            /** Plan Id */
            plan_id: number;
            /**
             * Version
             * @default null
             */
            version?: number | null;
        };
        /** RestoreRessource */
        RestoreRessource: {
            /** Id */
            id: number;
            /**
             * Version
             * @default null
             */
            version?: number | null;
            /**
             * Usage
             * @default
             */
            usage?: string;
        };
        /** RestoreScenario */
        RestoreScenario: {
            /**
             * Version
             * @default null
             */
            version?: number | null;
        };
        /**
         * Resultat
         * @description One simulated search result; `type` is the kind of entity that using it creates.
         */
        Resultat: {
            /** Titre */
            titre: string;
            /** Extrait */
            extrait: string;
            /** Recommandation Action */
            recommandation_action: string;
            /** Source */
            source: string;
            /**
             * Type
             * @enum {string}
             */
            type: "objectif" | "cible" | "ressource";
        };
        /** RunSearch */
        RunSearch: {
            /** Requete */
            requete: string;
        };
        /** Say */
        Say: {
            /** Message */
            message: string;
        };
        /**
         * Scenario
         * @description A scenario with all the user kept. `version` grows by one at each change; `actions` are the next buttons.
         */
        Scenario: {
            /** Id */
            id: number;
            /** Nom */
            nom: string;
            /** Thematique */
            thematique: string;
            /** Description */
            description: string;
            /**
             * Statut
             * @enum {string}
             */
            statut: "draft" | "ready";
            /** Version */
            version: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Objectifs */
            objectifs: components["schemas"]["Objectif"][];
            /** Cibles */
            cibles: components["schemas"]["Cible"][];
            /** Ressources */
            ressources: components["schemas"]["Ressource"][];
            plan: components["schemas"]["Plan"] | null;
            /** Actions */
            actions: components["schemas"]["Action"][];
        };
        /**
         * ScenarioFrame
         * @description Someone changed a watched scenario; a version lower than the page's is ignored.
         */
        ScenarioFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "scenario";
            scenario: components["schemas"]["Scenario"];
        };
        ScenarioPage: components["schemas"]["Page_Scenario_"];
        /**
         * ScenariosFrame
         * @description The list of scenarios changed; at most one a second.
         */
        ScenariosFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "scenarios";
        };
        ServerFrame: components["schemas"]["SnapshotFrame"] | components["schemas"]["AcceptedFrame"] | components["schemas"]["RejectedFrame"] | components["schemas"]["DeltaFrame"] | components["schemas"]["ProgressFrame"] | components["schemas"]["CompletedFrame"] | components["schemas"]["FailedFrame"] | components["schemas"]["ScenarioFrame"] | components["schemas"]["HistoryFrame"] | components["schemas"]["ScenariosFrame"] | components["schemas"]["PongFrame"];
        /**
         * SnapshotFrame
         * @description The truth as stored: sent on each connection, before any live frame.
         */
        SnapshotFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "snapshot";
            /**
             * Conversation Id
             * Format: uuid
             */
            conversation_id: string;
            /** Messages */
            messages: components["schemas"]["Message"][];
            scenario: components["schemas"]["Scenario"] | null;
            /** Actions */
            actions: components["schemas"]["Action"][];
            /** Pending */
            pending: components["schemas"]["PendingCommand"][];
        };
        /**
         * Suggest
         * @description Asks for three proposals. `consigne` narrows them in the user's words.
         */
        Suggest: {
            /**
             * Consigne
             * @default
             */
            consigne?: string;
        };
        /** UpdateCible */
        UpdateCible: {
            /**
             * Version
             * @default null
             */
            version?: number | null;
            /** Id */
            id: number;
            /**
             * Label
             * @default null
             */
            label?: string | null;
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /**
             * Persona
             * @default null
             */
            persona?: string | null;
            /**
             * Segment
             * @default null
             */
            segment?: string | null;
            /**
             * Maturite
             * @default null
             */
            maturite?: ("awareness" | "consideration" | "decision") | null;
        };
        /** UpdateObjectif */
        UpdateObjectif: {
            /**
             * Version
             * @default null
             */
            version?: number | null;
            /** Id */
            id: number;
            /**
             * Label
             * @default null
             */
            label?: string | null;
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /**
             * Priorite
             * @default null
             */
            priorite?: number | null;
        };
        /** UpdatePlanItem */
        UpdatePlanItem: {
            /**
             * Version
             * @default null
             */
            version?: number | null;
            /** Id */
            id: number;
            /**
             * Format
             * @default null
             */
            format?: string | null;
            /**
             * Message
             * @default null
             */
            message?: string | null;
            /**
             * Canal
             * @default null
             */
            canal?: string | null;
            /**
             * Frequence
             * @default null
             */
            frequence?: string | null;
            /**
             * Kpi
             * @default null
             */
            kpi?: string | null;
        };
        /** UpdateRessource */
        UpdateRessource: {
            /**
             * Version
             * @default null
             */
            version?: number | null;
            /** Id */
            id: number;
            /**
             * Type
             * @default null
             */
            type?: ("article" | "video" | "webinar" | "cas_client" | "autre") | null;
            /**
             * Titre
             * @default null
             */
            titre?: string | null;
            /**
             * Url
             * @default null
             */
            url?: string | null;
            /**
             * Note
             * @default null
             */
            note?: string | null;
            /**
             * Usage
             * @default null
             */
            usage?: string | null;
        };
        /** UpdateScenario */
        UpdateScenario: {
            /**
             * Version
             * @default null
             */
            version?: number | null;
            /**
             * Nom
             * @default null
             */
            nom?: string | null;
            /**
             * Thematique
             * @default null
             */
            thematique?: string | null;
            /**
             * Description
             * @default null
             */
            description?: string | null;
        };
        /**
         * UseInspiration
         * @description Turns a search result into the entity it suggests.
         */
        UseInspiration: {
            /**
             * Recherche Id
             * @default null
             */
            recherche_id?: number | null;
            /** Proposal */
            proposal: components["schemas"]["ProposedObjectif-Input"] | components["schemas"]["ProposedCible-Input"] | components["schemas"]["ProposedRessource-Input"];
        };
        /**
         * WatchFrame
         * @description Asks for the changes of a scenario, also those made in other conversations; null watches none.
         */
        WatchFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "watch";
            /** Scenario Id */
            scenario_id: number | null;
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
