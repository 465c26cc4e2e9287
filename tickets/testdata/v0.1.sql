-- The database of a desk as version 0.1 left it (commit 6fd9aae): a day in which everything happened that a timeline
-- can tell of, and then deeds whose notices no courier has sent. Made by that version's engine between its simulated
-- messengers, and pg_dump --inserts; what was sent about most tickets is left out.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.accounts (
    platform text NOT NULL,
    account text NOT NULL,
    person bigint NOT NULL
);
CREATE TABLE public.alarms (
    ticket bigint NOT NULL,
    clock text NOT NULL,
    step integer NOT NULL,
    rep integer NOT NULL,
    due timestamp with time zone NOT NULL
)
WITH (fillfactor='80');
CREATE TABLE public.climbs (
    ticket bigint NOT NULL,
    clock text NOT NULL,
    step integer NOT NULL,
    rep integer NOT NULL,
    planned timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.corrections (
    id bigint NOT NULL,
    project text NOT NULL,
    body text NOT NULL,
    type text NOT NULL,
    corrected_by text NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE public.corrections ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.corrections_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.counters (
    project text NOT NULL,
    last integer NOT NULL
);
CREATE TABLE public.held (
    id bigint NOT NULL,
    payload json NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
ALTER TABLE public.held ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.held_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inbox (
    id text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.invites (
    code_hash bytea NOT NULL,
    project text NOT NULL,
    role text NOT NULL,
    invited_by text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    taken_by bigint,
    taken_at timestamp with time zone
);
CREATE TABLE public.links (
    platform text NOT NULL,
    chat text NOT NULL,
    message text NOT NULL,
    thread text NOT NULL,
    ticket bigint NOT NULL,
    utterance bigint NOT NULL,
    slot text NOT NULL,
    from_customer boolean NOT NULL
);
CREATE TABLE public.marks (
    name text NOT NULL,
    value text NOT NULL
);
CREATE TABLE public.members (
    person bigint NOT NULL,
    project text NOT NULL,
    role text NOT NULL,
    since timestamp with time zone NOT NULL
);
CREATE TABLE public.moves (
    platform text NOT NULL,
    from_chat text NOT NULL,
    to_chat text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.notices (
    id bigint NOT NULL,
    key text NOT NULL,
    state text DEFAULT 'living'::text NOT NULL,
    ticket bigint NOT NULL,
    platform text NOT NULL,
    chat text NOT NULL,
    thread text NOT NULL,
    lane text GENERATED ALWAYS AS (((platform || ':'::text) || chat)) STORED NOT NULL COLLATE pg_catalog."C",
    in_thread boolean NOT NULL,
    slot text NOT NULL,
    class smallint NOT NULL,
    kind text NOT NULL,
    facts json,
    utterance bigint NOT NULL,
    person bigint NOT NULL,
    clock text NOT NULL,
    step integer NOT NULL,
    rep integer NOT NULL,
    planned timestamp with time zone,
    queued_at timestamp with time zone NOT NULL,
    not_before timestamp with time zone NOT NULL,
    leased_until timestamp with time zone,
    tries integer DEFAULT 0 NOT NULL,
    settled_at timestamp with time zone,
    sent_thread text DEFAULT ''::text NOT NULL,
    sent_message text DEFAULT ''::text NOT NULL,
    why text DEFAULT ''::text NOT NULL,
    CONSTRAINT notices_state_check CHECK ((state = ANY (ARRAY['living'::text, 'sent'::text, 'dead'::text, 'hushed'::text])))
)
WITH (fillfactor='70');
ALTER TABLE public.notices ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.notices_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parked (
    id text NOT NULL,
    payload bytea NOT NULL,
    why text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.people (
    id bigint NOT NULL,
    handle text,
    name text NOT NULL,
    platform text NOT NULL,
    account text NOT NULL,
    locale text NOT NULL,
    locale_chosen boolean DEFAULT false NOT NULL,
    time_zone text NOT NULL,
    met_at timestamp with time zone NOT NULL
);
ALTER TABLE public.people ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.people_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.prompts (
    platform text NOT NULL,
    account text NOT NULL,
    chat text NOT NULL,
    ticket bigint NOT NULL,
    form text NOT NULL,
    facts json,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.reach (
    platform text NOT NULL,
    chat text NOT NULL,
    able boolean NOT NULL,
    why text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.schema_version (
    version integer NOT NULL
);
CREATE TABLE public.slots (
    ticket bigint NOT NULL,
    slot text NOT NULL,
    platform text NOT NULL,
    chat text NOT NULL,
    thread text NOT NULL,
    message text NOT NULL
);
CREATE TABLE public.threads (
    platform text NOT NULL,
    chat text NOT NULL,
    thread text NOT NULL,
    ticket bigint NOT NULL
);
CREATE TABLE public.tickets (
    id bigint NOT NULL,
    project text NOT NULL,
    number integer NOT NULL,
    revision integer NOT NULL,
    state text NOT NULL,
    type text NOT NULL,
    priority smallint NOT NULL,
    sureness double precision NOT NULL,
    type_by text NOT NULL,
    cue text NOT NULL,
    body text NOT NULL,
    requester bigint NOT NULL,
    origin_platform text NOT NULL,
    origin_chat text NOT NULL,
    origin_thread text NOT NULL,
    origin_message text NOT NULL,
    place_platform text NOT NULL,
    place_chat text NOT NULL,
    place_thread text NOT NULL,
    shared boolean NOT NULL,
    line smallint NOT NULL,
    assignee text NOT NULL,
    copies jsonb,
    opened_at timestamp with time zone NOT NULL,
    acked_at timestamp with time zone,
    replied_at timestamp with time zone,
    reacted_at timestamp with time zone,
    resolved_at timestamp with time zone,
    ended_at timestamp with time zone,
    state_at timestamp with time zone,
    ladder_from timestamp with time zone,
    reaction_from timestamp with time zone,
    resolution_from timestamp with time zone,
    reaction_due timestamp with time zone,
    resolution_due timestamp with time zone,
    pauses jsonb,
    resolution text NOT NULL,
    reopened integer NOT NULL,
    rating smallint NOT NULL,
    merged_project text NOT NULL,
    merged_number integer NOT NULL
)
WITH (fillfactor='80');
ALTER TABLE public.tickets ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.tickets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.timeline (
    id bigint NOT NULL,
    ticket bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    note text NOT NULL
);
ALTER TABLE public.timeline ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.timeline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.utterances (
    id bigint NOT NULL,
    ticket bigint NOT NULL,
    requester bigint NOT NULL,
    author text NOT NULL,
    from_desk boolean NOT NULL,
    internal boolean NOT NULL,
    body text NOT NULL,
    platform text NOT NULL,
    chat text NOT NULL,
    thread text NOT NULL,
    message text NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE public.utterances ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.utterances_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.accounts VALUES
	('telegram', '7002', 1),
	('telegram', '5009', 2),
	('telegram', '5001', 3),
	('telegram', '7001', 4),
	('telegram', '5003', 5),
	('telegram', '6001', 6),
	('slack', 'U0BORIS', 7),
	('slack', 'U0ANNA', 3),
	('telegram', '9001', 8),
	('slack', 'U0JOHN', 9);
INSERT INTO public.alarms VALUES
	(4, 'close', 0, 0, '2026-11-27 07:55:04.27+00'),
	(6, 'reaction', 3, 5, '2026-11-24 21:17:24.36+00'),
	(3, 'resolution', 0, 0, '2026-11-27 06:57:23.7+00'),
	(3, 'remind', 0, 0, '2026-11-25 01:09:32.39+00'),
	(2, 'resolution', 0, 0, '2026-11-25 02:03:56.09+00'),
	(2, 'remind', 0, 0, '2026-11-25 01:09:48.42+00'),
	(7, 'resolution', 0, 0, '2026-11-25 03:09:36+00'),
	(7, 'remind', 0, 0, '2026-11-25 01:09:48.42+00');
INSERT INTO public.climbs VALUES
	(1, 'reaction', 0, 0, '2026-11-24 06:07:30+00', '2026-11-24 06:07:30+00'),
	(1, 'reaction', 1, 0, '2026-11-24 06:12:00+00', '2026-11-24 06:12:00+00'),
	(1, 'reaction', 2, 0, '2026-11-24 06:15:00+00', '2026-11-24 06:15:00+00'),
	(4, 'reaction', 0, 0, '2026-11-24 07:00:10.18+00', '2026-11-24 07:00:10.18+00'),
	(4, 'reaction', 1, 0, '2026-11-24 07:04:40.18+00', '2026-11-24 07:04:40.18+00'),
	(4, 'reaction', 2, 0, '2026-11-24 07:07:40.18+00', '2026-11-24 07:07:40.18+00'),
	(4, 'reaction', 3, 0, '2026-11-24 07:10:40.18+00', '2026-11-24 07:10:40.18+00'),
	(4, 'reaction', 3, 1, '2026-11-24 07:20:40.18+00', '2026-11-24 07:20:40.18+00'),
	(4, 'reaction', 3, 2, '2026-11-24 07:30:40.18+00', '2026-11-24 07:30:40.18+00'),
	(4, 'reaction', 3, 3, '2026-11-24 07:40:40.18+00', '2026-11-24 07:40:40.18+00'),
	(4, 'reaction', 3, 4, '2026-11-24 07:50:40.18+00', '2026-11-24 07:50:40.18+00'),
	(3, 'reaction', 0, 0, '2026-11-24 07:52:32+00', '2026-11-24 07:52:32+00'),
	(6, 'resolution', 0, 0, '2026-11-24 14:55:20.33+00', '2026-11-24 14:55:20.33+00'),
	(6, 'resolution', 1, 0, '2026-11-24 15:55:20.33+00', '2026-11-24 15:55:20.33+00'),
	(6, 'reaction', 0, 0, '2026-11-24 20:16:54.36+00', '2026-11-24 20:16:54.36+00'),
	(6, 'reaction', 1, 0, '2026-11-24 20:21:24.36+00', '2026-11-24 20:21:24.36+00'),
	(6, 'reaction', 2, 0, '2026-11-24 20:24:24.36+00', '2026-11-24 20:21:24.36+00'),
	(6, 'reaction', 3, 0, '2026-11-24 20:27:24.36+00', '2026-11-24 20:27:24.36+00'),
	(6, 'reaction', 3, 1, '2026-11-24 20:37:24.36+00', '2026-11-24 20:37:24.36+00'),
	(6, 'reaction', 3, 2, '2026-11-24 20:47:24.36+00', '2026-11-24 20:47:24.36+00'),
	(6, 'reaction', 3, 3, '2026-11-24 20:57:24.36+00', '2026-11-24 20:57:24.36+00'),
	(6, 'reaction', 3, 4, '2026-11-24 21:07:24.36+00', '2026-11-24 21:07:24.36+00');
INSERT INTO public.corrections OVERRIDING SYSTEM VALUE VALUES
	(1, 'ROM', 'Search on the site finds nothing at all', 'service_request', 'engineer', '2026-11-24 07:55:00.24+00');
INSERT INTO public.counters VALUES
	('ROM', 8);
INSERT INTO public.inbox VALUES
	('telegram:1', '2026-11-24 05:59:00+00'),
	('telegram:2', '2026-11-24 05:59:00+00'),
	('telegram:4', '2026-11-24 05:59:02+00'),
	('telegram:3', '2026-11-24 05:59:02+00'),
	('telegram:5', '2026-11-24 05:59:02+00'),
	('telegram:8', '2026-11-24 05:59:02+00'),
	('telegram:6', '2026-11-24 05:59:02+00'),
	('telegram:7', '2026-11-24 05:59:02+00'),
	('telegram:9', '2026-11-24 06:00:00+00'),
	('telegram:10', '2026-11-24 06:16:04+00'),
	('telegram:11', '2026-11-24 06:16:08+00'),
	('telegram:12', '2026-11-24 06:16:12+00'),
	('telegram:13', '2026-11-24 06:16:16+00'),
	('telegram:14', '2026-11-24 06:16:20+00'),
	('telegram:15', '2026-11-24 06:17:24+00'),
	('telegram:16', '2026-11-24 06:17:28+00'),
	('slack:1795501052000.trigger00000001', '2026-11-24 06:17:32.03+00'),
	('slack:1795501056030.trigger00000002', '2026-11-24 06:17:36.06+00'),
	('slack:1795501060060.trigger00000003', '2026-11-24 06:17:40.09+00'),
	('slack:1795501064090.trigger00000004', '2026-11-24 06:17:44.12+00'),
	('telegram:17', '2026-11-24 06:17:48.12+00'),
	('slack:1795501072120.trigger00000005', '2026-11-24 06:17:52.15+00'),
	('telegram:18', '2026-11-24 06:17:56.15+00'),
	('slack:1795501080150.trigger00000006', '2026-11-24 06:18:00.18+00'),
	('telegram:19', '2026-11-24 06:18:04.18+00'),
	('telegram:20', '2026-11-24 06:18:08.18+00'),
	('telegram:21', '2026-11-24 06:18:12.18+00'),
	('telegram:22', '2026-11-24 06:18:16.18+00'),
	('telegram:23', '2026-11-24 06:49:20.18+00'),
	('telegram:24', '2026-11-24 06:49:24.18+00'),
	('telegram:25', '2026-11-24 06:49:28.18+00'),
	('telegram:26', '2026-11-24 06:52:32.18+00'),
	('telegram:27', '2026-11-24 06:52:36.18+00'),
	('slack:C0ROM/1795503160.180000', '2026-11-24 06:52:40.21+00'),
	('slack:D00000002/1795505024.180000', '2026-11-24 07:23:44.21+00'),
	('slack:1795506888180.trigger00000007', '2026-11-24 07:54:48.21+00'),
	('slack:C0ROM/1795506892.210000', '2026-11-24 07:54:52.24+00'),
	('slack:C0ROM/1795506892.210000/deleted', '2026-11-24 07:54:56.24+00'),
	('slack:1795506900210.trigger00000008', '2026-11-24 07:55:00.24+00'),
	('slack:1795506904240.trigger00000009', '2026-11-24 07:55:04.27+00'),
	('slack:1795506908270.trigger00000010', '2026-11-24 07:55:08.3+00'),
	('slack:1795506912300.trigger00000011', '2026-11-24 07:55:12.33+00'),
	('slack:Ev00000147', '2026-11-24 11:55:16.36+00'),
	('slack:D00000002/1795521320.330000', '2026-11-24 11:55:20.36+00'),
	('slack:1795522164330.trigger00000012', '2026-11-24 12:09:24.36+00'),
	('telegram:28', '2026-11-24 21:09:28.36+00'),
	('slack:1795554572360.trigger00000013', '2026-11-24 21:09:32.39+00'),
	('telegram:29', '2026-11-24 21:09:36.39+00'),
	('slack:D00000002/1795554580.390000', '2026-11-24 21:09:40.42+00'),
	('slack:1795554584390.trigger00000014', '2026-11-24 21:09:44.42+00');
INSERT INTO public.invites VALUES
	('\x5715952b054e7ff82f04df00b4e5fbb2d8056243da272cecd64bafae268fb332', 'ROM', 'engineer', 'Анна Ким', '2026-12-01 06:18:12.18+00', 8, '2026-11-24 06:18:16.18+00');
INSERT INTO public.links VALUES
	('telegram', '7001', '13', '', 1, 1, '', true),
	('slack', 'C0L1', '1795500000.000000', '', 1, 0, 'card/slack:C0L1', false),
	('telegram', '7001', '14', '', 1, 0, 'receipt', false),
	('slack', 'C0L1', '1795500450.000000', '1795500000.000000', 1, 0, '', false),
	('slack', 'D00000001', '1795500450.000001', '', 1, 0, '', false),
	('slack', 'C0L2', '1795500720.000000', '', 1, 0, 'card/slack:C0L2', false),
	('slack', 'C0L2', '1795500720.000002', '1795500720.000000', 1, 0, '', false),
	('telegram', '5009', '15', '', 1, 0, 'card/telegram:5009', false),
	('telegram', '6001', '16', '', 1, 0, '', false),
	('telegram', '5009', '17', '', 1, 0, '', false),
	('slack', 'C0L1', '1795500964.000000', '1795500000.000000', 1, 0, '', false),
	('telegram', '7001', '18', '', 1, 0, '', false),
	('slack', 'C0L2', '1795500964.000001', '1795500720.000000', 1, 0, '', false),
	('telegram', '5009', '19', '', 1, 0, '', false),
	('telegram', '5009', '20', '', 1, 2, '', false),
	('slack', 'C0L1', '1795500968.000000', '1795500000.000000', 1, 2, 'words/2/slack:C0L1', false),
	('telegram', '5009', '21', '', 1, 3, '', false),
	('slack', 'C0L2', '1795500972.000000', '1795500720.000000', 1, 0, '', false),
	('telegram', '7001', '22', '', 1, 3, 'words/3/telegram:7001', false),
	('slack', 'C0L1', '1795500972.000001', '1795500000.000000', 1, 0, '', false),
	('telegram', '5009', '23', '', 1, 0, 'delivered/3/telegram:5009', false),
	('telegram', '5009', '24', '', 1, 4, '', false),
	('slack', 'C0L2', '1795500980.000000', '1795500720.000000', 1, 0, '', false),
	('telegram', '7001', '25', '', 1, 4, 'words/4/telegram:7001', false),
	('slack', 'C0L1', '1795500980.000001', '1795500000.000000', 1, 0, '', false),
	('telegram', '5009', '26', '', 1, 0, 'delivered/4/telegram:5009', false),
	('telegram', '7001', '27', '', 1, 5, '', true),
	('slack', 'C0L1', '1795501044.000000', '1795500000.000000', 1, 5, 'words/5/slack:C0L1', false),
	('slack', 'C0L2', '1795501044.000001', '1795500720.000000', 1, 5, 'words/5/slack:C0L2', false),
	('telegram', '5009', '28', '', 1, 5, 'words/5/telegram:5009', false),
	('slack', 'C0L1', '1795501052.030001', '1795500000.000000', 1, 0, '', false),
	('slack', 'C0L2', '1795501052.030002', '1795500720.000000', 1, 0, '', false),
	('telegram', '5009', '29', '', 1, 0, '', false),
	('telegram', '5001', '30', '', 1, 0, '', false),
	('slack', 'C0L1', '1795501056.060001', '1795500000.000000', 1, 0, '', false),
	('slack', 'C0L2', '1795501056.060002', '1795500720.000000', 1, 0, '', false),
	('slack', 'C0L2', '1795501060.090001', '1795500720.000000', 1, 0, '', false),
	('slack', 'C0L1', '1795501060.090002', '1795500000.000000', 1, 0, '', false),
	('telegram', '6001', '31', '', 1, 0, '', false),
	('slack', 'C0L1', '1795501064.120001', '1795500000.000000', 1, 0, '', false),
	('telegram', '7001', '32', '', 1, 0, '', false),
	('slack', 'C0L2', '1795501064.120002', '1795500720.000000', 1, 0, '', false),
	('telegram', '7001', '33', '', 1, 6, '', true),
	('slack', 'C0L2', '1795501068.120000', '1795500720.000000', 1, 6, 'words/6/slack:C0L2', false),
	('slack', 'C0L1', '1795501068.120001', '1795500000.000000', 1, 6, 'words/6/slack:C0L1', false),
	('slack', 'C0L1', '1795501072.150000', '1795500000.000000', 1, 0, '', false),
	('telegram', '7001', '34', '', 1, 0, 'resolved', false),
	('slack', 'C0L2', '1795501072.150001', '1795500720.000000', 1, 0, '', false),
	('slack', 'C0L1', '1795501076.150000', '1795500000.000000', 1, 0, '', false),
	('telegram', '7001', '35', '', 1, 0, '', false),
	('slack', 'C0L2', '1795501076.150001', '1795500720.000000', 1, 0, '', false),
	('telegram', '5001', '36', '', 1, 0, '', false),
	('slack', 'C0L1', '1795501080.180001', '1795500000.000000', 1, 0, '', false),
	('slack', 'C0L2', '1795501080.180002', '1795500720.000000', 1, 0, '', false),
	('slack', 'C0L1', '1795501084.180000', '1795500000.000000', 1, 0, '', false),
	('telegram', '7001', '37', '', 1, 0, 'rating', false),
	('slack', 'C0L2', '1795501084.180001', '1795500720.000000', 1, 0, '', false),
	('slack', 'C0L1', '1795501088.180000', '1795500000.000000', 1, 0, '', false),
	('slack', 'C0L2', '1795501088.180001', '1795500720.000000', 1, 0, '', false),
	('telegram', '7001', '42', '', 2, 7, '', true),
	('slack', 'C0L1', '1795502960.180000', '', 2, 0, 'card/slack:C0L1', false),
	('telegram', '7001', '43', '', 2, 0, 'receipt', false),
	('slack', 'C0L1', '1795502964.180000', '1795502960.180000', 2, 0, '', false),
	('telegram', '7001', '46', '', 2, 0, '', false),
	('telegram', '9001', '48', '', 2, 0, '', false),
	('slack', 'C0L1', '1795503152.180000', '1795502960.180000', 2, 8, 'words/8/slack:C0L1', false),
	('telegram', '7001', '50', '', 2, 0, '', false),
	('telegram', '7001', '49', '', 3, 9, '', true),
	('slack', 'C0L1', '1795503156.180000', '', 3, 0, 'card/slack:C0L1', false),
	('slack', 'C0L1', '1795503156.180001', '1795502960.180000', 2, 0, '', false),
	('telegram', '7001', '51', '', 3, 0, 'receipt', false),
	('slack', 'C0ROM', '1795503160.180000', '', 4, 10, '', true),
	('slack', 'C0L1', '1795503160.210000', '', 4, 0, 'card/slack:C0L1', false),
	('slack', 'C0ROM', '1795503160.210001', '1795503160.180000', 4, 0, 'receipt', false),
	('slack', 'D00000001', '1795503610.180000', '', 4, 0, '', false),
	('slack', 'C0L1', '1795503610.180001', '1795503160.210000', 4, 0, '', false),
	('slack', 'C0L2', '1795503880.180000', '', 4, 0, 'card/slack:C0L2', false),
	('slack', 'C0L2', '1795503880.180001', '1795503880.180000', 4, 0, '', false),
	('telegram', '6001', '52', '', 4, 0, '', false),
	('telegram', '5009', '53', '', 4, 0, 'card/telegram:5009', false),
	('telegram', '5009', '54', '', 4, 0, '', false),
	('telegram', '5009', '55', '', 4, 0, '', false),
	('telegram', '5009', '56', '', 4, 0, '', false),
	('slack', 'D00000002', '1795505024.180000', '', 5, 11, '', true),
	('slack', 'D00000002', '1795505024.210000', '', 5, 0, 'receipt', false),
	('slack', 'C0L1', '1795505024.210001', '', 5, 0, 'card/slack:C0L1', false),
	('telegram', '5009', '57', '', 4, 0, '', false),
	('telegram', '5009', '58', '', 4, 0, '', false),
	('telegram', '5009', '59', '', 4, 0, '', false),
	('slack', 'C0L1', '1795506752.000000', '1795503156.180000', 3, 0, '', false),
	('slack', 'D00000001', '1795506752.000001', '', 3, 0, '', false),
	('telegram', '5009', '63', '', 6, 0, 'card/telegram:5009', false),
	('telegram', '6001', '64', '', 6, 0, '', false),
	('telegram', '6001', '66', '', 6, 0, '', false),
	('telegram', '5009', '67', '', 6, 0, '', false),
	('slack', 'C0L1', '1795551684.360000', '1795521320.360000', 6, 0, '', false),
	('telegram', '6001', '68', '', 6, 0, '', false),
	('telegram', '5009', '72', '', 6, 0, '', false),
	('slack', 'C0L1', '1795554572.390003', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554572.390005', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795506888.210004', '1795503160.210000', 4, 0, '', false),
	('slack', 'D00000002', '1795506888.210002', '', 5, 0, '', false),
	('slack', 'C0L2', '1795506888.210003', '1795503880.180000', 4, 0, '', false),
	('slack', 'D00000002', '1795506904.270001', '', 4, 0, 'resolved/ROM-5', false),
	('slack', 'C0ROM', '1795506904.270002', '1795503160.180000', 4, 0, 'resolved', false),
	('slack', 'C0L1', '1795506904.270003', '1795503160.210000', 4, 0, '', false),
	('slack', 'C0L2', '1795506904.270004', '1795503880.180000', 4, 0, '', false),
	('slack', 'C0L1', '1795550964.360001', '1795521320.360000', 6, 0, '', false),
	('slack', 'C0L1', '1795551414.360000', '1795521320.360000', 6, 0, '', false),
	('slack', 'D00000001', '1795551414.360001', '', 6, 0, '', false),
	('slack', 'C0L1', '1795554572.390006', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554572.990000', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554573.990000', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554574.990000', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554578.990000', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554579.990000', '1795503156.180000', 3, 0, '', false),
	('slack', 'D00000002', '1795554580.390000', '', 8, 15, '', true),
	('slack', 'C0L1', '1795554580.420000', '', 8, 0, 'card/slack:C0L1', false),
	('slack', 'D00000002', '1795554580.420001', '', 8, 0, 'receipt', false),
	('slack', 'C0L1', '1795506888.210006', '1795505024.210001', 5, 0, '', false),
	('slack', 'C0ROM', '1795506892.210000', '1795503160.180000', 4, 12, '', true),
	('slack', 'C0L1', '1795506892.240001', '1795503160.210000', 4, 12, 'words/12/slack:C0L1', false),
	('slack', 'C0L2', '1795506892.240002', '1795503880.180000', 4, 12, 'words/12/slack:C0L2', false),
	('slack', 'C0L1', '1795506900.240002', '1795503160.210000', 4, 0, '', false),
	('slack', 'C0L2', '1795506900.240003', '1795503880.180000', 4, 0, '', false),
	('slack', 'C0L1', '1795506908.300001', '1795503156.180000', 3, 0, '', false),
	('telegram', '7001', '60', '', 3, 0, 'resolved', false),
	('slack', 'C0L1', '1795506912.330001', '1795502960.180000', 2, 0, '', false),
	('telegram', '7001', '61', '', 2, 0, 'resolved', false),
	('slack', 'C0L1', '1795522040.330000', '1795521320.360000', 6, 0, '', false),
	('telegram', '5009', '65', '', 6, 0, '', false),
	('slack', 'C0L1', '1795522164.360000', '1795521320.360000', 6, 0, '', false),
	('slack', 'D00000002', '1795522164.360001', '', 6, 0, '', false),
	('slack', 'D00000001', '1795536564.360002', '', 6, 0, '', false),
	('telegram', '-1003000000003', '3', '', 7, 0, 'receipt', false),
	('slack', 'C0L1', '1795554576.390000', '', 7, 0, 'card/slack:C0L1', false),
	('slack', 'C0L1', '1795554582.990000', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554583.990000', '1795503156.180000', 3, 0, '', false),
	('slack', 'D00000002', '1795521320.330000', '', 6, 13, '', true),
	('slack', 'C0L1', '1795521320.360000', '', 6, 0, 'card/slack:C0L1', false),
	('slack', 'D00000002', '1795521320.360001', '', 6, 0, 'receipt', false),
	('slack', 'C0L1', '1795521770.330000', '1795521320.360000', 6, 0, '', false),
	('slack', 'D00000001', '1795521770.330001', '', 6, 0, '', false),
	('slack', 'D00000001', '1795532120.330001', '', 6, 0, '', false),
	('slack', 'C0L1', '1795535720.330000', '1795521320.360000', 6, 0, '', false),
	('telegram', '5009', '69', '', 6, 0, '', false),
	('telegram', '5009', '70', '', 6, 0, '', false),
	('telegram', '5009', '71', '', 6, 0, '', false),
	('telegram', '5009', '73', '', 6, 0, '', false),
	('slack', 'C0L1', '1795554572.390001', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554575.990000', '1795503156.180000', 3, 0, '', false),
	('telegram', '-1003000000003', '2', '', 7, 14, '', true),
	('slack', 'C0L1', '1795554577.990000', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554581.990000', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554584.990000', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554585.990000', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554586.990000', '1795503156.180000', 3, 0, '', false),
	('slack', 'C0L1', '1795554587.990000', '1795503156.180000', 3, 0, '', false);
INSERT INTO public.marks VALUES
	('slack/C0ROM', '1795506892.210000'),
	('slack/D00000002', '1795521320.330000');
INSERT INTO public.members VALUES
	(8, 'ROM', 'engineer', '2026-11-24 06:18:16.18+00'),
	(1, 'ROM', 'staff', '2026-11-24 21:09:36.39+00');
INSERT INTO public.notices OVERRIDING SYSTEM VALUE VALUES
	(8, 'ROM-1/r1.1/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 1, 'receipt', '{"Second":"change_request","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:00:00+00', '2026-11-24 06:00:00+00', '2026-11-24 06:00:00+00', NULL, 1, '2026-11-24 06:00:00+00', '', '14', ''),
	(12, 'ROM-1/r2.0/card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 0, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, 'reaction', 1, 0, '2026-11-24 06:12:00+00', '2026-11-24 06:12:00+00', '2026-11-24 06:12:00+00', NULL, 1, '2026-11-24 06:12:00+00', '', '1795500720.000000', ''),
	(10, 'ROM-1/reaction/step1/on_call/slack', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 0, 'ping', '{"Mention":[{"Account":{"platform":"slack","id":"U0BORIS"},"Name":"Boris Lee"}],"Why":"escalated","By":"","Text":"","Percent":50,"Line":1,"Private":false}', 0, 0, 'reaction', 0, 0, '2026-11-24 06:07:30+00', '2026-11-24 06:07:30+00', '2026-11-24 06:07:30+00', NULL, 1, '2026-11-24 06:07:30+00', '1795500000.000000', '1795500450.000000', ''),
	(7, 'ROM-1/r1.0/card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 0, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:00:00+00', '2026-11-24 06:00:00+00', '2026-11-24 06:00:00+00', NULL, 1, '2026-11-24 06:00:00+00', '', '1795500000.000000', ''),
	(9, 'ROM-1/reaction/step1/on_call/boris/slack', 'sent', 1, 'slack', 'U0BORIS', '', DEFAULT, false, '', 0, 'ping', '{"Mention":null,"Why":"escalated","By":"","Text":"","Percent":50,"Line":0,"Private":true}', 0, 7, 'reaction', 0, 0, '2026-11-24 06:07:30+00', '2026-11-24 06:07:30+00', '2026-11-24 06:07:30+00', NULL, 1, '2026-11-24 06:07:30+00', '', '1795500450.000001', ''),
	(11, 'ROM-1/r1.2/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:07:30+00', '2026-11-24 06:07:30+00', '2026-11-24 06:07:30+00', NULL, 1, '2026-11-24 06:07:30+00', '', '1795500000.000000', ''),
	(15, 'ROM-1/r3.0/card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 0, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, 'reaction', 2, 0, '2026-11-24 06:15:00+00', '2026-11-24 06:15:00+00', '2026-11-24 06:15:00+00', NULL, 1, '2026-11-24 06:15:00+00', '', '15', ''),
	(16, 'ROM-1/reaction/step3/line_3/noc/telegram', 'sent', 1, 'telegram', '5009', '', DEFAULT, true, '', 0, 'ping', '{"Mention":null,"Why":"escalated","By":"","Text":"","Percent":100,"Line":3,"Private":true}', 0, 2, 'reaction', 2, 0, '2026-11-24 06:15:00+00', '2026-11-24 06:15:00+00', '2026-11-24 06:15:00+00', NULL, 1, '2026-11-24 06:15:00+00', '', '17', ''),
	(18, 'ROM-1/r3.3/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:15:00+00', '2026-11-24 06:15:00+00', '2026-11-24 06:15:00+00', NULL, 1, '2026-11-24 06:15:00+00', '', '1795500000.000000', ''),
	(19, 'ROM-1/r3.4/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:15:00+00', '2026-11-24 06:15:00+00', '2026-11-24 06:15:00+00', NULL, 1, '2026-11-24 06:15:00+00', '', '1795500720.000000', ''),
	(17, 'ROM-1/reaction/step3/managers/olga/telegram', 'sent', 1, 'telegram', '6001', '', DEFAULT, false, '', 0, 'ping', '{"Mention":null,"Why":"escalated","By":"","Text":"","Percent":100,"Line":0,"Private":true}', 0, 6, 'reaction', 2, 0, '2026-11-24 06:15:00+00', '2026-11-24 06:15:00+00', '2026-11-24 06:15:00+00', NULL, 1, '2026-11-24 06:15:00+00', '', '16', ''),
	(28, 'ROM-1/r5.0/noted/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, 'words/2/slack:C0L1', 2, 'noted', '{"Author":"FastHost NOC","Text":"the bank''s gateway again","Files":null}', 2, 0, '', 0, 0, '2026-11-24 06:16:08+00', '2026-11-24 06:16:08+00', '2026-11-24 06:16:08+00', NULL, 1, '2026-11-24 06:16:08+00', '1795500000.000000', '1795500968.000000', ''),
	(14, 'ROM-1/r2.2/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:12:00+00', '2026-11-24 06:12:00+00', '2026-11-24 06:12:00+00', NULL, 1, '2026-11-24 06:12:00+00', '', '1795500000.000000', ''),
	(13, 'ROM-1/reaction/step2/line_2/slack', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 0, 'ping', '{"Mention":null,"Why":"escalated","By":"","Text":"","Percent":80,"Line":2,"Private":false}', 0, 0, 'reaction', 1, 0, '2026-11-24 06:12:00+00', '2026-11-24 06:12:00+00', '2026-11-24 06:12:00+00', NULL, 1, '2026-11-24 06:12:00+00', '1795500720.000000', '1795500720.000002', ''),
	(29, 'ROM-1/r5.1/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:08+00', '2026-11-24 06:16:08+00', '2026-11-24 06:16:08+00', NULL, 1, '2026-11-24 06:16:08+00', '', '1795500000.000000', ''),
	(24, 'ROM-1/r4.4/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', NULL, 1, '2026-11-24 06:16:04+00', '', '1795500000.000000', ''),
	(25, 'ROM-1/r4.5/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', NULL, 1, '2026-11-24 06:16:04+00', '', '1795500720.000000', ''),
	(20, 'ROM-1/r4.0/happened/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"acked","By":"FastHost NOC","Note":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', NULL, 1, '2026-11-24 06:16:04+00', '1795500000.000000', '1795500964.000000', ''),
	(23, 'ROM-1/r4.3/taken/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, '', 1, 'taken', '{"Name":"FastHost NOC","In":964000000000,"Met":false}', 0, 4, '', 0, 0, '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', NULL, 1, '2026-11-24 06:16:04+00', '', '18', ''),
	(21, 'ROM-1/r4.1/happened/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"acked","By":"FastHost NOC","Note":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', NULL, 1, '2026-11-24 06:16:04+00', '1795500720.000000', '1795500964.000001', ''),
	(22, 'ROM-1/r4.2/happened/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"acked","By":"FastHost NOC","Note":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', NULL, 1, '2026-11-24 06:16:04+00', '', '19', ''),
	(26, 'ROM-1/r4.6/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', NULL, 1, '2026-11-24 06:16:04+00', '', '15', ''),
	(27, 'ROM-1/r4.7/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', '2026-11-24 06:16:04+00', NULL, 1, '2026-11-24 06:16:04+00', '', '14', ''),
	(38, 'ROM-1/r6.5/noted/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 2, 'noted', '{"Author":"FastHost NOC","Text":"It must be your bank.","Files":null}', 0, 0, '', 0, 0, '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', NULL, 1, '2026-11-24 06:16:12+00', '1795500720.000000', '1795500972.000000', ''),
	(33, 'ROM-1/r6.0/desk_said/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'words/3/telegram:7001', 2, 'desk_said', '{"Author":"FastHost NOC","Text":"It must be your bank.","Files":null,"Edited":false}', 3, 4, '', 0, 0, '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', NULL, 1, '2026-11-24 06:16:12+00', '', '22', ''),
	(34, 'ROM-1/r6.1/mark/21', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, '', 2, 'react', '{"At":{"platform":"telegram","chat":"5009","message":"21"},"Emoji":"👍"}', 0, 0, '', 0, 0, '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', NULL, 1, '2026-11-24 06:16:12+00', '', '21', ''),
	(30, 'ROM-1/r5.2/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:08+00', '2026-11-24 06:16:08+00', '2026-11-24 06:16:08+00', NULL, 1, '2026-11-24 06:16:08+00', '', '1795500720.000000', ''),
	(31, 'ROM-1/r5.3/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:08+00', '2026-11-24 06:16:08+00', '2026-11-24 06:16:08+00', NULL, 1, '2026-11-24 06:16:08+00', '', '15', ''),
	(32, 'ROM-1/r5.4/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:16:08+00', '2026-11-24 06:16:08+00', '2026-11-24 06:16:08+00', NULL, 1, '2026-11-24 06:16:08+00', '', '14', ''),
	(39, 'ROM-1/r6.6/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', NULL, 1, '2026-11-24 06:16:12+00', '', '1795500000.000000', ''),
	(35, 'ROM-1/r6.2/delivered/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, true, 'delivered/3/telegram:5009', 2, 'delivered', '{"Utterance":3,"Until":"2026-11-24T06:16:22Z","Retracted":false}', 0, 0, '', 0, 0, '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', NULL, 1, '2026-11-24 06:16:12+00', '', '23', ''),
	(42, 'ROM-1/r6.9/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', NULL, 1, '2026-11-24 06:16:12+00', '', '14', ''),
	(37, 'ROM-1/r6.4/noted/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'noted', '{"Author":"FastHost NOC","Text":"It must be your bank.","Files":null}', 0, 0, '', 0, 0, '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', NULL, 1, '2026-11-24 06:16:12+00', '1795500000.000000', '1795500972.000001', ''),
	(36, 'ROM-1/r7.1/delivered/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, true, 'delivered/3/telegram:5009', 1, 'delivered', '{"Utterance":3,"Until":"0001-01-01T00:00:00Z","Retracted":true}', 0, 0, '', 0, 0, '2026-11-24 06:16:16+00', '2026-11-24 06:16:16+00', '2026-11-24 06:16:16+00', NULL, 1, '2026-11-24 06:16:16+00', '', '23', ''),
	(40, 'ROM-1/r6.7/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', NULL, 1, '2026-11-24 06:16:12+00', '', '1795500720.000000', ''),
	(41, 'ROM-1/r6.8/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', '2026-11-24 06:16:12+00', NULL, 1, '2026-11-24 06:16:12+00', '', '15', ''),
	(58, 'ROM-1/r9.0/customer_said/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, 'words/5/slack:C0L1', 2, 'customer_said', '{"Author":"Мария Петрова","Text":"Сколько это займёт?","Files":null,"Edited":false}', 5, 0, '', 0, 0, '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', NULL, 1, '2026-11-24 06:17:24+00', '1795500000.000000', '1795501044.000000', ''),
	(59, 'ROM-1/r9.1/customer_said/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, 'words/5/slack:C0L2', 2, 'customer_said', '{"Author":"Мария Петрова","Text":"Сколько это займёт?","Files":null,"Edited":false}', 5, 0, '', 0, 0, '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', NULL, 1, '2026-11-24 06:17:24+00', '1795500720.000000', '1795501044.000001', ''),
	(60, 'ROM-1/r9.2/customer_said/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, true, 'words/5/telegram:5009', 2, 'customer_said', '{"Author":"Мария Петрова","Text":"Сколько это займёт?","Files":null,"Edited":false}', 5, 0, '', 0, 0, '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', NULL, 1, '2026-11-24 06:17:24+00', '', '28', ''),
	(45, 'ROM-1/r7.3/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:16+00', '2026-11-24 06:16:16+00', '2026-11-24 06:16:16+00', NULL, 1, '2026-11-24 06:16:16+00', '', '1795500720.000000', ''),
	(43, 'ROM-1/r7.0/remove/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'words/3/telegram:7001', 1, 'remove', '{"At":{"platform":"","chat":"","message":""}}', 0, 4, '', 0, 0, '2026-11-24 06:16:16+00', '2026-11-24 06:16:16+00', '2026-11-24 06:16:16+00', NULL, 1, '2026-11-24 06:16:16+00', '', '', ''),
	(44, 'ROM-1/r7.2/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:16+00', '2026-11-24 06:16:16+00', '2026-11-24 06:16:16+00', NULL, 1, '2026-11-24 06:16:16+00', '', '1795500000.000000', ''),
	(47, 'ROM-1/r7.5/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:16:16+00', '2026-11-24 06:16:16+00', '2026-11-24 06:16:16+00', NULL, 1, '2026-11-24 06:16:16+00', '', '14', ''),
	(46, 'ROM-1/r7.4/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:16+00', '2026-11-24 06:16:16+00', '2026-11-24 06:16:16+00', NULL, 1, '2026-11-24 06:16:16+00', '', '15', ''),
	(61, 'ROM-1/r9.3/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', NULL, 1, '2026-11-24 06:17:24+00', '', '1795500000.000000', ''),
	(62, 'ROM-1/r9.4/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', NULL, 1, '2026-11-24 06:17:24+00', '', '1795500720.000000', ''),
	(54, 'ROM-1/r8.6/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', NULL, 1, '2026-11-24 06:16:20+00', '', '1795500000.000000', ''),
	(50, 'ROM-1/r8.2/delivered/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, true, 'delivered/4/telegram:5009', 2, 'delivered', '{"Utterance":4,"Until":"2026-11-24T06:16:30Z","Retracted":false}', 0, 0, '', 0, 0, '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', NULL, 1, '2026-11-24 06:16:20+00', '', '26', ''),
	(55, 'ROM-1/r8.7/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', NULL, 1, '2026-11-24 06:16:20+00', '', '1795500720.000000', ''),
	(57, 'ROM-1/r8.9/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', NULL, 1, '2026-11-24 06:16:20+00', '', '14', ''),
	(53, 'ROM-1/r8.5/noted/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 2, 'noted', '{"Author":"FastHost NOC","Text":"Чиним, это на стороне банка.","Files":null}', 0, 0, '', 0, 0, '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', NULL, 1, '2026-11-24 06:16:20+00', '1795500720.000000', '1795500980.000000', ''),
	(48, 'ROM-1/r8.0/desk_said/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'words/4/telegram:7001', 2, 'desk_said', '{"Author":"FastHost NOC","Text":"Чиним, это на стороне банка.","Files":null,"Edited":false}', 4, 4, '', 0, 0, '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', NULL, 1, '2026-11-24 06:16:20+00', '', '25', ''),
	(49, 'ROM-1/r8.1/mark/24', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, '', 2, 'react', '{"At":{"platform":"telegram","chat":"5009","message":"24"},"Emoji":"👍"}', 0, 0, '', 0, 0, '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', NULL, 1, '2026-11-24 06:16:20+00', '', '24', ''),
	(52, 'ROM-1/r8.4/noted/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'noted', '{"Author":"FastHost NOC","Text":"Чиним, это на стороне банка.","Files":null}', 0, 0, '', 0, 0, '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', NULL, 1, '2026-11-24 06:16:20+00', '1795500000.000000', '1795500980.000001', ''),
	(79, 'ROM-1/r12.0/happened/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"assigned","By":"Boris Lee","Note":"Анна Ким"}', 0, 0, '', 0, 0, '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', NULL, 1, '2026-11-24 06:17:36.06+00', '1795500000.000000', '1795501056.060001', ''),
	(56, 'ROM-1/r8.8/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', '2026-11-24 06:16:20+00', NULL, 1, '2026-11-24 06:16:20+00', '', '15', ''),
	(51, 'ROM-1/r8.3/remove/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, true, 'delivered/4/telegram:5009', 2, 'remove', '{"At":{"platform":"","chat":"","message":""}}', 0, 0, '', 0, 0, '2026-11-24 06:16:30+00', '2026-11-24 06:16:20+00', '2026-11-24 06:16:30+00', NULL, 1, '2026-11-24 06:16:30+00', '', '', ''),
	(72, 'ROM-1/r11.0/happened/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"priority","By":"Boris Lee","Note":"P2"}', 0, 0, '', 0, 0, '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', NULL, 1, '2026-11-24 06:17:32.03+00', '1795500000.000000', '1795501052.030001', ''),
	(64, 'ROM-1/r9.6/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', NULL, 1, '2026-11-24 06:17:24+00', '', '14', ''),
	(73, 'ROM-1/r11.1/happened/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"priority","By":"Boris Lee","Note":"P2"}', 0, 0, '', 0, 0, '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', NULL, 1, '2026-11-24 06:17:32.03+00', '1795500720.000000', '1795501052.030002', ''),
	(63, 'ROM-1/r9.5/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', '2026-11-24 06:17:24+00', NULL, 1, '2026-11-24 06:17:24+00', '', '15', ''),
	(74, 'ROM-1/r11.2/happened/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"priority","By":"Boris Lee","Note":"P2"}', 0, 0, '', 0, 0, '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', NULL, 1, '2026-11-24 06:17:32.03+00', '', '29', ''),
	(68, 'ROM-1/r10.3/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', NULL, 1, '2026-11-24 06:17:28+00', '', '1795500000.000000', ''),
	(69, 'ROM-1/r10.4/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', NULL, 1, '2026-11-24 06:17:28+00', '', '1795500720.000000', ''),
	(65, 'ROM-1/r10.0/customer_said/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, 'words/5/slack:C0L1', 2, 'customer_said', '{"Author":"Мария Петрова","Text":"Сколько часов это займёт?","Files":null,"Edited":true}', 5, 0, '', 0, 0, '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', NULL, 1, '2026-11-24 06:17:28+00', '1795500000.000000', '1795501044.000000', ''),
	(66, 'ROM-1/r10.1/customer_said/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, 'words/5/slack:C0L2', 2, 'customer_said', '{"Author":"Мария Петрова","Text":"Сколько часов это займёт?","Files":null,"Edited":true}', 5, 0, '', 0, 0, '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', NULL, 1, '2026-11-24 06:17:28+00', '1795500720.000000', '1795501044.000001', ''),
	(67, 'ROM-1/r10.2/customer_said/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, true, 'words/5/telegram:5009', 2, 'customer_said', '{"Author":"Мария Петрова","Text":"Сколько часов это займёт?","Files":null,"Edited":true}', 5, 0, '', 0, 0, '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', NULL, 1, '2026-11-24 06:17:28+00', '', '28', ''),
	(70, 'ROM-1/r10.5/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', NULL, 1, '2026-11-24 06:17:28+00', '', '15', ''),
	(71, 'ROM-1/r10.6/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', '2026-11-24 06:17:28+00', NULL, 1, '2026-11-24 06:17:28+00', '', '14', ''),
	(119, 'ROM-1/r17.6/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', NULL, 1, '2026-11-24 06:17:56.15+00', '', '1795500720.000000', ''),
	(78, 'ROM-1/r11.6/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', NULL, 1, '2026-11-24 06:17:32.03+00', '', '14', ''),
	(113, 'ROM-1/r17.0/happened/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"reopened","By":"Мария Петрова","Note":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', NULL, 1, '2026-11-24 06:17:56.15+00', '1795500000.000000', '1795501076.150000', ''),
	(116, 'ROM-1/r17.3/state_changed/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, '', 1, 'state_changed', '{"Entry":"reopened","By":"Мария Петрова","Note":""}', 0, 4, '', 0, 0, '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', NULL, 1, '2026-11-24 06:17:56.15+00', '', '35', ''),
	(114, 'ROM-1/r17.1/happened/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"reopened","By":"Мария Петрова","Note":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', NULL, 1, '2026-11-24 06:17:56.15+00', '1795500720.000000', '1795501076.150001', ''),
	(75, 'ROM-1/r11.3/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', NULL, 1, '2026-11-24 06:17:32.03+00', '', '1795500000.000000', ''),
	(76, 'ROM-1/r11.4/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', NULL, 1, '2026-11-24 06:17:32.03+00', '', '1795500720.000000', ''),
	(77, 'ROM-1/r11.5/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', '2026-11-24 06:17:32.03+00', NULL, 1, '2026-11-24 06:17:32.03+00', '', '15', ''),
	(115, 'ROM-1/r17.2/resolved/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'resolved', 3, 'resolved', '{"By":"","Text":""}', 0, 4, '', 0, 0, '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', NULL, 1, '2026-11-24 06:17:56.15+00', '', '34', ''),
	(118, 'ROM-1/r17.5/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', NULL, 1, '2026-11-24 06:17:56.15+00', '', '1795500000.000000', ''),
	(122, 'ROM-1/r18.0/happened/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"resolved","By":"Анна Ким","Note":"Теперь и по картам «Мир»."}', 0, 0, '', 0, 0, '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', NULL, 1, '2026-11-24 06:18:00.18+00', '1795500000.000000', '1795501080.180001', ''),
	(121, 'ROM-1/r17.8/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', NULL, 1, '2026-11-24 06:17:56.15+00', '', '14', ''),
	(120, 'ROM-1/r17.7/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', NULL, 1, '2026-11-24 06:17:56.15+00', '', '15', ''),
	(117, 'ROM-1/r17.4/ping/telegram:5001', 'sent', 1, 'telegram', '5001', '', DEFAULT, false, '', 0, 'ping', '{"Mention":null,"Why":"assigned","By":"Мария Петрова","Text":"","Percent":0,"Line":0,"Private":true}', 0, 3, '', 0, 0, '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', '2026-11-24 06:17:56.15+00', NULL, 1, '2026-11-24 06:17:56.15+00', '', '36', ''),
	(123, 'ROM-1/r18.1/happened/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"resolved","By":"Анна Ким","Note":"Теперь и по картам «Мир»."}', 0, 0, '', 0, 0, '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', NULL, 1, '2026-11-24 06:18:00.18+00', '1795500720.000000', '1795501080.180002', ''),
	(87, 'ROM-1/r13.1/happened/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"escalated","By":"Анна Ким","Note":"managers"}', 0, 0, '', 0, 0, '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', NULL, 1, '2026-11-24 06:17:40.09+00', '1795500720.000000', '1795501060.090001', ''),
	(81, 'ROM-1/r12.2/ping/telegram:5001', 'sent', 1, 'telegram', '5001', '', DEFAULT, false, '', 0, 'ping', '{"Mention":null,"Why":"assigned","By":"Boris Lee","Text":"","Percent":0,"Line":0,"Private":true}', 0, 3, '', 0, 0, '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', NULL, 1, '2026-11-24 06:17:36.06+00', '', '30', ''),
	(86, 'ROM-1/r13.0/happened/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"escalated","By":"Анна Ким","Note":"managers"}', 0, 0, '', 0, 0, '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', NULL, 1, '2026-11-24 06:17:40.09+00', '1795500000.000000', '1795501060.090002', ''),
	(80, 'ROM-1/r12.1/happened/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"assigned","By":"Boris Lee","Note":"Анна Ким"}', 0, 0, '', 0, 0, '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', NULL, 1, '2026-11-24 06:17:36.06+00', '1795500720.000000', '1795501056.060002', ''),
	(84, 'ROM-1/r12.5/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', NULL, 1, '2026-11-24 06:17:36.06+00', '', '15', ''),
	(85, 'ROM-1/r12.6/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', NULL, 1, '2026-11-24 06:17:36.06+00', '', '14', ''),
	(82, 'ROM-1/r12.3/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', NULL, 1, '2026-11-24 06:17:36.06+00', '', '1795500000.000000', ''),
	(83, 'ROM-1/r12.4/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', '2026-11-24 06:17:36.06+00', NULL, 1, '2026-11-24 06:17:36.06+00', '', '1795500720.000000', ''),
	(93, 'ROM-1/r14.0/happened/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"waiting","By":"Анна Ким","Note":"waiting_customer"}', 0, 0, '', 0, 0, '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', NULL, 1, '2026-11-24 06:17:44.12+00', '1795500000.000000', '1795501064.120001', ''),
	(95, 'ROM-1/r14.2/state_changed/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, '', 1, 'state_changed', '{"Entry":"waiting","By":"Анна Ким","Note":"Пришлите, пожалуйста, номер заказа."}', 0, 4, '', 0, 0, '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', NULL, 1, '2026-11-24 06:17:44.12+00', '', '32', ''),
	(94, 'ROM-1/r14.1/happened/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"waiting","By":"Анна Ким","Note":"waiting_customer"}', 0, 0, '', 0, 0, '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', NULL, 1, '2026-11-24 06:17:44.12+00', '1795500720.000000', '1795501064.120002', ''),
	(91, 'ROM-1/r13.5/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', NULL, 1, '2026-11-24 06:17:40.09+00', '', '15', ''),
	(92, 'ROM-1/r13.6/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', NULL, 1, '2026-11-24 06:17:40.09+00', '', '14', ''),
	(88, 'ROM-1/r13.2/ping/telegram:6001', 'sent', 1, 'telegram', '6001', '', DEFAULT, false, '', 0, 'ping', '{"Mention":null,"Why":"by_hand","By":"Анна Ким","Text":"нужен доступ к шлюзу","Percent":0,"Line":0,"Private":true}', 0, 6, '', 0, 0, '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', NULL, 1, '2026-11-24 06:17:40.09+00', '', '31', ''),
	(90, 'ROM-1/r13.4/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', NULL, 1, '2026-11-24 06:17:40.09+00', '', '1795500720.000000', ''),
	(89, 'ROM-1/r13.3/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', '2026-11-24 06:17:40.09+00', NULL, 1, '2026-11-24 06:17:40.09+00', '', '1795500000.000000', ''),
	(97, 'ROM-1/r14.4/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', NULL, 1, '2026-11-24 06:17:44.12+00', '', '1795500720.000000', ''),
	(96, 'ROM-1/r14.3/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', NULL, 1, '2026-11-24 06:17:44.12+00', '', '1795500000.000000', ''),
	(106, 'ROM-1/r16.0/happened/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"resolved","By":"Анна Ким","Note":"Банк починил шлюз, оплата снова проходит."}', 0, 0, '', 0, 0, '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', NULL, 1, '2026-11-24 06:17:52.15+00', '1795500000.000000', '1795501072.150000', ''),
	(98, 'ROM-1/r14.5/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', NULL, 1, '2026-11-24 06:17:44.12+00', '', '15', ''),
	(108, 'ROM-1/r16.2/resolved/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'resolved', 1, 'resolved', '{"By":"Анна Ким","Text":"Банк починил шлюз, оплата снова проходит."}', 0, 4, '', 0, 0, '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', NULL, 1, '2026-11-24 06:17:52.15+00', '', '34', ''),
	(99, 'ROM-1/r14.6/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', '2026-11-24 06:17:44.12+00', NULL, 1, '2026-11-24 06:17:44.12+00', '', '14', ''),
	(102, 'ROM-1/r15.2/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:48.12+00', '2026-11-24 06:17:48.12+00', '2026-11-24 06:17:48.12+00', NULL, 1, '2026-11-24 06:17:48.12+00', '', '1795500000.000000', ''),
	(103, 'ROM-1/r15.3/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:48.12+00', '2026-11-24 06:17:48.12+00', '2026-11-24 06:17:48.12+00', NULL, 1, '2026-11-24 06:17:48.12+00', '', '1795500720.000000', ''),
	(101, 'ROM-1/r15.1/customer_said/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, 'words/6/slack:C0L2', 2, 'customer_said', '{"Author":"Мария Петрова","Text":"Заказ 4711","Files":null,"Edited":false}', 6, 0, '', 0, 0, '2026-11-24 06:17:48.12+00', '2026-11-24 06:17:48.12+00', '2026-11-24 06:17:48.12+00', NULL, 1, '2026-11-24 06:17:48.12+00', '1795500720.000000', '1795501068.120000', ''),
	(100, 'ROM-1/r15.0/customer_said/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, 'words/6/slack:C0L1', 2, 'customer_said', '{"Author":"Мария Петрова","Text":"Заказ 4711","Files":null,"Edited":false}', 6, 0, '', 0, 0, '2026-11-24 06:17:48.12+00', '2026-11-24 06:17:48.12+00', '2026-11-24 06:17:48.12+00', NULL, 1, '2026-11-24 06:17:48.12+00', '1795500000.000000', '1795501068.120001', ''),
	(104, 'ROM-1/r15.4/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:48.12+00', '2026-11-24 06:17:48.12+00', '2026-11-24 06:17:48.12+00', NULL, 1, '2026-11-24 06:17:48.12+00', '', '15', ''),
	(105, 'ROM-1/r15.5/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:17:48.12+00', '2026-11-24 06:17:48.12+00', '2026-11-24 06:17:48.12+00', NULL, 1, '2026-11-24 06:17:48.12+00', '', '14', ''),
	(110, 'ROM-1/r16.4/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', NULL, 1, '2026-11-24 06:17:52.15+00', '', '1795500720.000000', ''),
	(107, 'ROM-1/r16.1/happened/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"resolved","By":"Анна Ким","Note":"Банк починил шлюз, оплата снова проходит."}', 0, 0, '', 0, 0, '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', NULL, 1, '2026-11-24 06:17:52.15+00', '1795500720.000000', '1795501072.150001', ''),
	(111, 'ROM-1/r16.5/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', NULL, 1, '2026-11-24 06:17:52.15+00', '', '15', ''),
	(109, 'ROM-1/r16.3/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', NULL, 1, '2026-11-24 06:17:52.15+00', '', '1795500000.000000', ''),
	(112, 'ROM-1/r16.6/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', '2026-11-24 06:17:52.15+00', NULL, 1, '2026-11-24 06:17:52.15+00', '', '14', ''),
	(146, 'ROM-2/r1.0/card/slack:C0L1', 'sent', 2, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 0, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:49:20.18+00', '2026-11-24 06:49:20.18+00', '2026-11-24 06:49:20.18+00', NULL, 1, '2026-11-24 06:49:20.18+00', '', '1795502960.180000', ''),
	(147, 'ROM-2/r1.1/receipt/telegram:7001', 'sent', 2, 'telegram', '7001', '', DEFAULT, false, 'receipt', 1, 'receipt', '{"Second":"information_request","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:49:20.18+00', '2026-11-24 06:49:20.18+00', '2026-11-24 06:49:20.18+00', NULL, 1, '2026-11-24 06:49:20.18+00', '', '43', ''),
	(153, 'telegram:25/status/0', 'sent', 2, 'telegram', '9001', '', DEFAULT, false, '', 1, 'status', '{"Engineer":true,"Timeline":[{"At":"2026-11-24T06:49:20.18Z","Kind":"opened","By":"Мария Петрова","Note":""},{"At":"2026-11-24T06:49:24.18Z","Kind":"acked","By":"Пётр Чужой","Note":""}]}', 0, 8, '', 0, 0, '2026-11-24 06:49:28.18+00', '2026-11-24 06:49:28.18+00', '2026-11-24 06:49:28.18+00', NULL, 1, '2026-11-24 06:49:28.18+00', '', '48', ''),
	(148, 'ROM-2/r1.0/happened/slack:C0L1', 'sent', 2, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"acked","By":"Пётр Чужой","Note":""}', 0, 0, '', 0, 0, '2026-11-24 06:49:24.18+00', '2026-11-24 06:49:24.18+00', '2026-11-24 06:49:24.18+00', NULL, 1, '2026-11-24 06:49:24.18+00', '1795502960.180000', '1795502964.180000', ''),
	(124, 'ROM-1/r18.2/resolved/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'resolved', 1, 'resolved', '{"By":"Анна Ким","Text":"Теперь и по картам «Мир»."}', 0, 4, '', 0, 0, '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', NULL, 1, '2026-11-24 06:18:00.18+00', '', '34', ''),
	(127, 'ROM-1/r18.5/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', NULL, 1, '2026-11-24 06:18:00.18+00', '', '15', ''),
	(149, 'ROM-2/r1.1/taken/telegram:7001', 'sent', 2, 'telegram', '7001', '', DEFAULT, false, '', 1, 'taken', '{"Name":"Пётр Чужой","In":4180000000,"Met":true}', 0, 4, '', 0, 0, '2026-11-24 06:49:24.18+00', '2026-11-24 06:49:24.18+00', '2026-11-24 06:49:24.18+00', NULL, 1, '2026-11-24 06:49:24.18+00', '', '46', ''),
	(125, 'ROM-1/r18.3/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', NULL, 1, '2026-11-24 06:18:00.18+00', '', '1795500000.000000', ''),
	(126, 'ROM-1/r18.4/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', NULL, 1, '2026-11-24 06:18:00.18+00', '', '1795500720.000000', ''),
	(128, 'ROM-1/r18.6/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:00.18+00', NULL, 1, '2026-11-24 06:18:00.18+00', '', '14', ''),
	(151, 'ROM-2/r1.3/receipt/telegram:7001', 'sent', 2, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:49:24.18+00', '2026-11-24 06:49:24.18+00', '2026-11-24 06:49:24.18+00', NULL, 1, '2026-11-24 06:49:24.18+00', '', '43', ''),
	(150, 'ROM-2/r1.2/work_card/slack:C0L1', 'sent', 2, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:49:24.18+00', '2026-11-24 06:49:24.18+00', '2026-11-24 06:49:24.18+00', NULL, 1, '2026-11-24 06:49:24.18+00', '', '1795502960.180000', ''),
	(185, 'ROM-5/r1.1/receipt/slack:U0JOHN', 'sent', 5, 'slack', 'U0JOHN', '', DEFAULT, false, 'receipt', 1, 'receipt', '{"Second":"change_request","Ask":true,"Attach":["ROM-4"],"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 07:23:44.21+00', '2026-11-24 07:23:44.21+00', '2026-11-24 07:23:44.21+00', NULL, 1, '2026-11-24 07:23:44.21+00', '', '1795505024.210000', ''),
	(139, 'ROM-1/r20.2/closed/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'rating', 1, 'closed', '{"ByTime":false}', 0, 4, '', 0, 0, '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', NULL, 1, '2026-11-24 06:18:08.18+00', '', '37', ''),
	(136, 'ROM-1/r19.7/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', NULL, 1, '2026-11-24 06:18:04.18+00', '', '14', ''),
	(129, 'ROM-1/r19.0/happened/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"closed","By":"Мария Петрова","Note":""}', 0, 0, '', 0, 0, '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', NULL, 1, '2026-11-24 06:18:04.18+00', '1795500000.000000', '1795501084.180000', ''),
	(132, 'ROM-1/r19.3/closed/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'rating', 1, 'closed', '{"ByTime":false}', 0, 4, '', 0, 0, '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', NULL, 1, '2026-11-24 06:18:04.18+00', '', '37', ''),
	(130, 'ROM-1/r19.1/happened/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"closed","By":"Мария Петрова","Note":""}', 0, 0, '', 0, 0, '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', NULL, 1, '2026-11-24 06:18:04.18+00', '1795500720.000000', '1795501084.180001', ''),
	(135, 'ROM-1/r19.6/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', NULL, 1, '2026-11-24 06:18:04.18+00', '', '15', ''),
	(131, 'ROM-1/r19.2/resolved/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'resolved', 3, 'resolved', '{"By":"","Text":""}', 0, 4, '', 0, 0, '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', NULL, 1, '2026-11-24 06:18:04.18+00', '', '34', ''),
	(133, 'ROM-1/r19.4/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', NULL, 1, '2026-11-24 06:18:04.18+00', '', '1795500000.000000', ''),
	(134, 'ROM-1/r19.5/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', NULL, 1, '2026-11-24 06:18:04.18+00', '', '1795500720.000000', ''),
	(140, 'ROM-1/r20.3/work_card/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', NULL, 1, '2026-11-24 06:18:08.18+00', '', '1795500000.000000', ''),
	(138, 'ROM-1/r20.1/happened/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"rated","By":"Мария Петрова","Note":"5"}', 0, 0, '', 0, 0, '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', NULL, 1, '2026-11-24 06:18:08.18+00', '1795500720.000000', '1795501088.180001', ''),
	(141, 'ROM-1/r20.4/work_card/slack:C0L2', 'sent', 1, 'slack', 'C0L2', '', DEFAULT, false, 'card/slack:C0L2', 3, 'work_card', '{"For":"","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', NULL, 1, '2026-11-24 06:18:08.18+00', '', '1795500720.000000', ''),
	(143, 'ROM-1/r20.6/receipt/telegram:7001', 'sent', 1, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', NULL, 1, '2026-11-24 06:18:08.18+00', '', '14', ''),
	(137, 'ROM-1/r20.0/happened/slack:C0L1', 'sent', 1, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"rated","By":"Мария Петрова","Note":"5"}', 0, 0, '', 0, 0, '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', NULL, 1, '2026-11-24 06:18:08.18+00', '1795500000.000000', '1795501088.180000', ''),
	(142, 'ROM-1/r20.5/work_card/telegram:5009', 'sent', 1, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 3, 'work_card', '{"For":"noc","Reason":"escalated","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', '2026-11-24 06:18:08.18+00', NULL, 1, '2026-11-24 06:18:08.18+00', '', '15', ''),
	(160, 'ROM-2/r3.0/happened/slack:C0L1', 'sent', 2, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"split","By":"Мария Петрова","Note":""}', 0, 0, '', 0, 0, '2026-11-24 06:52:36.18+00', '2026-11-24 06:52:36.18+00', '2026-11-24 06:52:36.18+00', NULL, 1, '2026-11-24 06:52:36.18+00', '1795502960.180000', '1795503156.180001', ''),
	(159, 'ROM-3/r1.1/receipt/telegram:7001', 'sent', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 1, 'receipt', '{"Second":"information_request","Ask":false,"Attach":["ROM-2"],"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:52:36.18+00', '2026-11-24 06:52:36.18+00', '2026-11-24 06:52:36.18+00', NULL, 1, '2026-11-24 06:52:36.18+00', '', '51', ''),
	(154, 'ROM-2/r2.0/customer_said/slack:C0L1', 'sent', 2, 'slack', 'C0L1', '', DEFAULT, true, 'words/8/slack:C0L1', 2, 'customer_said', '{"Author":"Мария Петрова","Text":"Закажите, пожалуйста, новые пакеты с логотипом","Files":null,"Edited":false}', 8, 0, '', 0, 0, '2026-11-24 06:52:32.18+00', '2026-11-24 06:52:32.18+00', '2026-11-24 06:52:32.18+00', NULL, 1, '2026-11-24 06:52:32.18+00', '1795502960.180000', '1795503152.180000', ''),
	(155, 'ROM-2/r2.1/belongs/telegram:7001', 'sent', 2, 'telegram', '7001', '', DEFAULT, false, '', 1, 'belongs', '{"Utterance":8}', 0, 4, '', 0, 0, '2026-11-24 06:52:32.18+00', '2026-11-24 06:52:32.18+00', '2026-11-24 06:52:32.18+00', NULL, 1, '2026-11-24 06:52:32.18+00', '', '50', ''),
	(157, 'ROM-2/r2.3/receipt/telegram:7001', 'sent', 2, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:52:32.18+00', '2026-11-24 06:52:32.18+00', '2026-11-24 06:52:32.18+00', NULL, 1, '2026-11-24 06:52:32.18+00', '', '43', ''),
	(156, 'ROM-2/r2.2/work_card/slack:C0L1', 'sent', 2, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:52:32.18+00', '2026-11-24 06:52:32.18+00', '2026-11-24 06:52:32.18+00', NULL, 1, '2026-11-24 06:52:32.18+00', '', '1795502960.180000', ''),
	(161, 'ROM-2/r3.1/work_card/slack:C0L1', 'sent', 2, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 06:52:36.18+00', '2026-11-24 06:52:36.18+00', '2026-11-24 06:52:36.18+00', NULL, 1, '2026-11-24 06:52:36.18+00', '', '1795502960.180000', ''),
	(162, 'ROM-2/r3.2/receipt/telegram:7001', 'sent', 2, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 06:52:36.18+00', '2026-11-24 06:52:36.18+00', '2026-11-24 06:52:36.18+00', NULL, 1, '2026-11-24 06:52:36.18+00', '', '43', ''),
	(164, 'ROM-4/r1.1/receipt/slack:C0ROM/1795503160.180000', 'sent', 4, 'slack', 'C0ROM', '1795503160.180000', DEFAULT, false, 'receipt', 1, 'receipt', '{"Second":"change_request","Ask":false,"Attach":null,"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 06:52:40.21+00', '2026-11-24 06:52:40.21+00', '2026-11-24 06:52:40.21+00', NULL, 1, '2026-11-24 06:52:40.21+00', '1795503160.180000', '1795503160.210001', ''),
	(247, 'ROM-6/r1.1/receipt/slack:U0JOHN', 'sent', 6, 'slack', 'U0JOHN', '', DEFAULT, false, 'receipt', 1, 'receipt', '{"Second":"none","Ask":false,"Attach":null,"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 11:55:20.36+00', '2026-11-24 11:55:20.36+00', '2026-11-24 11:55:20.36+00', NULL, 1, '2026-11-24 11:55:20.36+00', '', '1795521320.360001', ''),
	(243, 'ROM-2/r4.2/work_card/slack:C0L1', 'sent', 2, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 07:55:12.33+00', '2026-11-24 07:55:12.33+00', '2026-11-24 07:55:12.33+00', NULL, 1, '2026-11-24 07:55:12.33+00', '', '1795502960.180000', ''),
	(244, 'ROM-2/r4.3/receipt/telegram:7001', 'sent', 2, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 07:55:12.33+00', '2026-11-24 07:55:12.33+00', '2026-11-24 07:55:12.33+00', NULL, 1, '2026-11-24 07:55:12.33+00', '', '43', ''),
	(216, 'ROM-4/r10.5/receipt/slack:C0ROM/1795503160.180000', 'sent', 4, 'slack', 'C0ROM', '1795503160.180000', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"change_request","Ask":false,"Attach":null,"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 07:54:52.24+00', '2026-11-24 07:54:52.24+00', '2026-11-24 07:54:52.24+00', NULL, 1, '2026-11-24 07:54:52.24+00', '1795503160.180000', '1795503160.210001', ''),
	(241, 'ROM-2/r4.0/happened/slack:C0L1', 'sent', 2, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"resolved","By":"Boris Lee","Note":"Восстановили."}', 0, 0, '', 0, 0, '2026-11-24 07:55:12.33+00', '2026-11-24 07:55:12.33+00', '2026-11-24 07:55:12.33+00', NULL, 1, '2026-11-24 07:55:12.33+00', '1795502960.180000', '1795506912.330001', ''),
	(242, 'ROM-2/r4.1/resolved/telegram:7001', 'sent', 2, 'telegram', '7001', '', DEFAULT, false, 'resolved', 1, 'resolved', '{"By":"Boris Lee","Text":"Восстановили."}', 0, 4, '', 0, 0, '2026-11-24 07:55:12.33+00', '2026-11-24 07:55:12.33+00', '2026-11-24 07:55:12.33+00', NULL, 1, '2026-11-24 07:55:12.33+00', '', '61', ''),
	(271, 'ROM-6/r6.3/receipt/slack:U0JOHN', 'sent', 6, 'slack', 'U0JOHN', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 16:09:24.36+00', '2026-11-24 16:09:24.36+00', '2026-11-24 16:09:24.36+00', NULL, 1, '2026-11-24 16:09:24.36+00', '', '1795521320.360001', ''),
	(206, 'ROM-4/r9.5/receipt/slack:C0ROM/1795503160.180000', 'sent', 4, 'slack', 'C0ROM', '1795503160.180000', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"change_request","Ask":false,"Attach":null,"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 07:54:48.21+00', '2026-11-24 07:54:48.21+00', '2026-11-24 07:54:48.21+00', NULL, 1, '2026-11-24 07:54:48.21+00', '1795503160.180000', '1795503160.210001', ''),
	(210, 'ROM-5/r1.3/receipt/slack:U0JOHN', 'sent', 5, 'slack', 'U0JOHN', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 07:54:48.21+00', '2026-11-24 07:54:48.21+00', '2026-11-24 07:54:48.21+00', NULL, 1, '2026-11-24 07:54:48.21+00', '', '1795505024.210000', ''),
	(222, 'ROM-4/r11.5/receipt/slack:C0ROM/1795503160.180000', 'sent', 4, 'slack', 'C0ROM', '1795503160.180000', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"change_request","Ask":false,"Attach":null,"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 07:54:56.24+00', '2026-11-24 07:54:56.24+00', '2026-11-24 07:54:56.24+00', NULL, 1, '2026-11-24 07:54:56.24+00', '1795503160.180000', '1795503160.210001', ''),
	(228, 'ROM-4/r12.5/receipt/slack:C0ROM/1795503160.180000', 'sent', 4, 'slack', 'C0ROM', '1795503160.180000', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"change_request","Ask":false,"Attach":null,"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 07:55:00.24+00', '2026-11-24 07:55:00.24+00', '2026-11-24 07:55:00.24+00', NULL, 1, '2026-11-24 07:55:00.24+00', '1795503160.180000', '1795503160.210001', ''),
	(235, 'ROM-4/r13.6/receipt/slack:C0ROM/1795503160.180000', 'sent', 4, 'slack', 'C0ROM', '1795503160.180000', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 07:55:04.27+00', '2026-11-24 07:55:04.27+00', '2026-11-24 07:55:04.27+00', NULL, 1, '2026-11-24 07:55:04.27+00', '1795503160.180000', '1795503160.210001', ''),
	(240, 'ROM-3/r2.3/receipt/telegram:7001', 'sent', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 07:55:08.3+00', '2026-11-24 07:55:08.3+00', '2026-11-24 07:55:08.3+00', NULL, 1, '2026-11-24 07:55:08.3+00', '', '51', ''),
	(311, 'ROM-3/r6.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:32.39+00', '2026-11-24 21:09:32.39+00', '2026-11-24 21:09:32.39+00', NULL, 1, '2026-11-24 21:09:32.39+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(260, 'ROM-6/r3.4/receipt/slack:U0JOHN', 'sent', 6, 'slack', 'U0JOHN', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 12:09:24.36+00', '2026-11-24 12:09:24.36+00', '2026-11-24 12:09:24.36+00', NULL, 1, '2026-11-24 12:09:24.36+00', '', '1795521320.360001', ''),
	(275, 'ROM-6/r7.3/receipt/slack:U0JOHN', 'sent', 6, 'slack', 'U0JOHN', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"none","Ask":false,"Attach":null,"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 20:09:24.36+00', '2026-11-24 20:09:24.36+00', '2026-11-24 20:09:24.36+00', NULL, 1, '2026-11-24 20:09:24.36+00', '', '1795521320.360001', ''),
	(323, 'ROM-7/r1.1/receipt/telegram:-1003000000003', 'sent', 7, 'telegram', '-1003000000003', '', DEFAULT, false, 'receipt', 1, 'receipt', '{"Second":"none","Ask":false,"Attach":null,"Menu":""}', 0, 1, '', 0, 0, '2026-11-24 21:09:36.39+00', '2026-11-24 21:09:36.39+00', '2026-11-24 21:09:36.39+00', NULL, 1, '2026-11-24 21:09:36.39+00', '', '3', ''),
	(305, 'ROM-3/r5.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:32.39+00', '2026-11-24 21:09:32.39+00', '2026-11-24 21:09:32.39+00', NULL, 1, '2026-11-24 21:09:32.39+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(313, 'ROM-3/r7.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:32.39+00', '2026-11-24 21:09:32.39+00', '2026-11-24 21:09:32.59+00', NULL, 2, '2026-11-24 21:09:32.59+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(315, 'ROM-3/r8.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:32.59+00', '2026-11-24 21:09:32.59+00', '2026-11-24 21:09:33.59+00', NULL, 2, '2026-11-24 21:09:33.59+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(317, 'ROM-3/r9.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:33.59+00', '2026-11-24 21:09:33.59+00', '2026-11-24 21:09:34.59+00', NULL, 2, '2026-11-24 21:09:34.59+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(319, 'ROM-3/r10.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:34.59+00', '2026-11-24 21:09:34.59+00', '2026-11-24 21:09:35.59+00', NULL, 2, '2026-11-24 21:09:35.59+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(321, 'ROM-3/r11.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:35.59+00', '2026-11-24 21:09:35.59+00', '2026-11-24 21:09:36.59+00', NULL, 2, '2026-11-24 21:09:36.59+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(325, 'ROM-3/r12.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:36.59+00', '2026-11-24 21:09:36.59+00', '2026-11-24 21:09:37.59+00', NULL, 2, '2026-11-24 21:09:37.59+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(327, 'ROM-3/r13.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:37.59+00', '2026-11-24 21:09:37.59+00', '2026-11-24 21:09:38.59+00', NULL, 2, '2026-11-24 21:09:38.59+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(329, 'ROM-3/r14.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:38.59+00', '2026-11-24 21:09:38.59+00', '2026-11-24 21:09:39.59+00', NULL, 2, '2026-11-24 21:09:39.59+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(333, 'ROM-8/r1.1/receipt/slack:U0JOHN', 'sent', 8, 'slack', 'U0JOHN', '', DEFAULT, false, 'receipt', 1, 'receipt', '{"Second":"service_request","Ask":true,"Attach":["ROM-6"],"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 21:09:40.42+00', '2026-11-24 21:09:40.42+00', '2026-11-24 21:09:40.42+00', NULL, 1, '2026-11-24 21:09:40.42+00', '', '1795554580.420001', ''),
	(331, 'ROM-3/r15.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:39.59+00', '2026-11-24 21:09:39.59+00', '2026-11-24 21:09:40.59+00', NULL, 2, '2026-11-24 21:09:40.62+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(335, 'ROM-3/r16.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:40.62+00', '2026-11-24 21:09:40.62+00', '2026-11-24 21:09:41.639999+00', NULL, 3, '2026-11-24 21:09:41.789999+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(337, 'ROM-3/r17.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:41.789999+00', '2026-11-24 21:09:41.789999+00', '2026-11-24 21:09:42.59+00', NULL, 2, '2026-11-24 21:09:42.59+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(339, 'ROM-3/r18.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:42.59+00', '2026-11-24 21:09:42.59+00', '2026-11-24 21:09:43.59+00', NULL, 2, '2026-11-24 21:09:43.59+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(341, 'ROM-3/r19.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:43.59+00', '2026-11-24 21:09:43.59+00', '2026-11-24 21:09:44.59+00', NULL, 2, '2026-11-24 21:09:44.62+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(343, 'ROM-3/r20.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:44.62+00', '2026-11-24 21:09:44.62+00', '2026-11-24 21:09:45.639999+00', NULL, 3, '2026-11-24 21:09:45.789999+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(309, 'ROM-3/r23.1/work_card/slack:C0L1', 'living', 3, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 21:09:32.39+00', '2026-11-24 21:09:47.59+00', '2026-11-24 21:09:33.59+00', NULL, 1, NULL, '', '', 'the chat''s budget is used up for now'),
	(350, 'ROM-8/r1.0/happened/slack:C0L1', 'living', 8, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"cancelled","By":"Анна Ким","Note":"Это не к нам."}', 0, 0, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(351, 'ROM-8/r1.1/state_changed/slack:U0JOHN', 'living', 8, 'slack', 'U0JOHN', '', DEFAULT, false, '', 1, 'state_changed', '{"Entry":"cancelled","By":"Анна Ким","Note":"Это не к нам."}', 0, 9, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(352, 'ROM-8/r1.2/work_card/slack:C0L1', 'living', 8, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(353, 'ROM-8/r1.3/receipt/slack:U0JOHN', 'living', 8, 'slack', 'U0JOHN', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 9, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(354, 'ROM-2/r5.0/happened/slack:C0L1', 'living', 2, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"reopened","By":"Анна Ким","Note":"Остатки снова пропали."}', 0, 0, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(346, 'ROM-3/r22.0/happened/slack:C0L1', 'living', 3, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"unreachable","By":"Мария Петрова","Note":""}', 0, 0, '', 0, 0, '2026-11-24 21:09:46.59+00', '2026-11-24 21:09:46.59+00', '2026-11-24 21:09:46.59+00', NULL, 0, NULL, '', '', ''),
	(345, 'ROM-3/r21.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:45.789999+00', '2026-11-24 21:09:45.789999+00', '2026-11-24 21:09:46.59+00', NULL, 2, '2026-11-24 21:09:46.59+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(355, 'ROM-2/r5.1/resolved/telegram:7001', 'living', 2, 'telegram', '7001', '', DEFAULT, false, 'resolved', 3, 'resolved', '{"By":"","Text":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(356, 'ROM-2/r5.2/state_changed/telegram:7001', 'living', 2, 'telegram', '7001', '', DEFAULT, false, '', 1, 'state_changed', '{"Entry":"reopened","By":"Анна Ким","Note":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(357, 'ROM-2/r5.3/skipped/slack:C0L1', 'living', 2, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'skipped', '{"Step":0,"Notify":["Пётр Чужой"],"Why":"unreachable","Names":["Пётр Чужой"]}', 0, 0, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(348, 'ROM-3/r23.0/happened/slack:C0L1', 'living', 3, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"unreachable","By":"Мария Петрова","Note":""}', 0, 0, '', 0, 0, '2026-11-24 21:09:47.59+00', '2026-11-24 21:09:47.59+00', '2026-11-24 21:09:47.59+00', NULL, 0, NULL, '', '', ''),
	(347, 'ROM-3/r22.2/receipt/telegram:7001', 'dead', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:46.59+00', '2026-11-24 21:09:46.59+00', '2026-11-24 21:09:47.59+00', NULL, 2, '2026-11-24 21:09:47.59+00', '', '', 'refused: edit a message: telegram answers 403: the chat does not take messages'),
	(358, 'ROM-2/r5.4/work_card/slack:C0L1', 'living', 2, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(349, 'ROM-3/r23.2/receipt/telegram:7001', 'living', 3, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:47.59+00', '2026-11-24 21:09:47.59+00', '2026-11-24 21:09:48.59+00', NULL, 1, NULL, '', '', 'the chat''s budget is used up for now'),
	(359, 'ROM-2/r5.5/receipt/telegram:7001', 'living', 2, 'telegram', '7001', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 4, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(344, 'ROM-3/r21.0/happened/slack:C0L1', 'living', 3, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"unreachable","By":"Мария Петрова","Note":""}', 0, 0, '', 0, 0, '2026-11-24 21:09:45.789999+00', '2026-11-24 21:09:45.789999+00', '2026-11-24 21:09:48.99+00', NULL, 1, NULL, '', '', 'the chat''s budget is used up for now'),
	(360, 'ROM-7/r1.0/happened/slack:C0L1', 'living', 7, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"priority","By":"Анна Ким","Note":"P2"}', 0, 0, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(361, 'ROM-7/r1.1/happened/slack:C0L1', 'living', 7, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"waiting","By":"Анна Ким","Note":"waiting_vendor"}', 0, 0, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(362, 'ROM-7/r1.2/state_changed/telegram:-1003000000003', 'living', 7, 'telegram', '-1003000000003', '', DEFAULT, false, '', 1, 'state_changed', '{"Entry":"waiting","By":"Анна Ким","Note":"Ждём хостинг."}', 0, 1, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(363, 'ROM-7/r1.3/happened/slack:C0L1', 'living', 7, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"resumed","By":"Анна Ким","Note":""}', 0, 0, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(364, 'ROM-7/r1.4/happened/slack:C0L1', 'living', 7, 'slack', 'C0L1', '', DEFAULT, true, '', 2, 'happened', '{"Entry":"escalated","By":"Анна Ким","Note":"line_3"}', 0, 0, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(365, 'ROM-7/r1.5/card/telegram:5009', 'living', 7, 'telegram', '5009', '', DEFAULT, false, 'card/telegram:5009', 0, 'work_card', '{"For":"noc","Reason":"by_hand","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(366, 'ROM-7/r1.6/ping/telegram:5009', 'living', 7, 'telegram', '5009', '', DEFAULT, true, '', 0, 'ping', '{"Mention":null,"Why":"by_hand","By":"Анна Ким","Text":"кто-нибудь из разработки","Percent":0,"Line":3,"Private":true}', 0, 2, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(367, 'ROM-7/r1.7/work_card/slack:C0L1', 'living', 7, 'slack', 'C0L1', '', DEFAULT, false, 'card/slack:C0L1', 3, 'work_card', '{"For":"","Reason":"new","Menu":""}', 0, 0, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(368, 'ROM-7/r1.8/receipt/telegram:-1003000000003', 'living', 7, 'telegram', '-1003000000003', '', DEFAULT, false, 'receipt', 3, 'receipt', '{"Second":"","Ask":false,"Attach":null,"Menu":""}', 0, 1, '', 0, 0, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', ''),
	(369, 'telegram:1/status/0', 'living', 8, 'telegram', '5001', '', DEFAULT, false, '', 1, 'status', '{"Engineer":true,"Timeline":[{"At":"2026-11-24T21:09:40.42Z","Kind":"opened","By":"John Reed","Note":""},{"At":"2026-11-24T21:09:48.42Z","Kind":"cancelled","By":"Анна Ким","Note":"Это не к нам."}]}', 0, 3, '', 0, 0, NULL, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', NULL, 0, NULL, '', '', '');
INSERT INTO public.people OVERRIDING SYSTEM VALUE VALUES
	(1, NULL, 'Лена Новикова', 'telegram', '7002', 'ru', false, '', '2026-11-24 05:59:02+00'),
	(2, 'noc', 'FastHost NOC', 'telegram', '5009', 'en', false, '', '2026-11-24 05:59:02+00'),
	(4, 'maria', 'Мария Петрова', 'telegram', '7001', 'ru', false, '', '2026-11-24 05:59:02+00'),
	(5, 'vera', 'Вера Орлова', 'telegram', '5003', 'ru', false, '', '2026-11-24 05:59:02+00'),
	(6, 'olga', 'Ольга Смирнова', 'telegram', '6001', 'ru', false, '', '2026-11-24 05:59:02+00'),
	(7, 'boris', 'Boris Lee', 'slack', 'U0BORIS', 'en', false, 'Europe/Moscow', '2026-11-24 06:07:30+00'),
	(3, 'anna', 'Анна Ким', 'telegram', '5001', 'ru', false, 'Europe/Moscow', '2026-11-24 05:59:02+00'),
	(8, NULL, 'Пётр Чужой', 'telegram', '9001', 'ru', false, '', '2026-11-24 06:18:16.18+00'),
	(9, 'john', 'John Reed', 'slack', 'U0JOHN', 'en', false, 'Europe/London', '2026-11-24 06:52:40.21+00');
INSERT INTO public.reach VALUES
	('slack', 'C0L2', false, 'archived', '2026-11-24 11:55:16.36+00'),
	('telegram', '7001', false, 'blocked', '2026-11-24 21:09:28.36+00');
INSERT INTO public.schema_version VALUES
	(1),
	(2),
	(3);
INSERT INTO public.slots VALUES
	(1, 'card/slack:C0L1', 'slack', 'C0L1', '', '1795500000.000000'),
	(1, 'card/slack:C0L2', 'slack', 'C0L2', '', '1795500720.000000'),
	(1, 'receipt', 'telegram', '7001', '', '14'),
	(2, 'words/8/slack:C0L1', 'slack', 'C0L1', '1795502960.180000', '1795503152.180000'),
	(1, 'words/2/slack:C0L1', 'slack', 'C0L1', '1795500000.000000', '1795500968.000000'),
	(1, 'words/3/telegram:7001', 'telegram', '7001', '', '22'),
	(1, 'delivered/3/telegram:5009', 'telegram', '5009', '', '23'),
	(1, 'words/4/telegram:7001', 'telegram', '7001', '', '25'),
	(1, 'delivered/4/telegram:5009', 'telegram', '5009', '', '26'),
	(6, 'receipt', 'slack', 'D00000002', '', '1795521320.360001'),
	(1, 'words/5/slack:C0L1', 'slack', 'C0L1', '1795500000.000000', '1795501044.000000'),
	(1, 'words/5/slack:C0L2', 'slack', 'C0L2', '1795500720.000000', '1795501044.000001'),
	(1, 'words/5/telegram:5009', 'telegram', '5009', '', '28'),
	(5, 'receipt', 'slack', 'D00000002', '', '1795505024.210000'),
	(5, 'card/slack:C0L1', 'slack', 'C0L1', '', '1795505024.210001'),
	(6, 'card/slack:C0L1', 'slack', 'C0L1', '', '1795521320.360000'),
	(6, 'card/telegram:5009', 'telegram', '5009', '', '63'),
	(1, 'words/6/slack:C0L2', 'slack', 'C0L2', '1795500720.000000', '1795501068.120000'),
	(4, 'words/12/slack:C0L1', 'slack', 'C0L1', '1795503160.210000', '1795506892.240001'),
	(4, 'words/12/slack:C0L2', 'slack', 'C0L2', '1795503880.180000', '1795506892.240002'),
	(1, 'words/6/slack:C0L1', 'slack', 'C0L1', '1795500000.000000', '1795501068.120001'),
	(3, 'card/slack:C0L1', 'slack', 'C0L1', '', '1795503156.180000'),
	(7, 'receipt', 'telegram', '-1003000000003', '', '3'),
	(7, 'card/slack:C0L1', 'slack', 'C0L1', '', '1795554576.390000'),
	(8, 'card/slack:C0L1', 'slack', 'C0L1', '', '1795554580.420000'),
	(8, 'receipt', 'slack', 'D00000002', '', '1795554580.420001'),
	(4, 'resolved/ROM-5', 'slack', 'D00000002', '', '1795506904.270001'),
	(4, 'resolved', 'slack', 'C0ROM', '1795503160.180000', '1795506904.270002'),
	(4, 'card/telegram:5009', 'telegram', '5009', '', '53'),
	(4, 'receipt', 'slack', 'C0ROM', '1795503160.180000', '1795503160.210001'),
	(4, 'card/slack:C0L1', 'slack', 'C0L1', '', '1795503160.210000'),
	(4, 'card/slack:C0L2', 'slack', 'C0L2', '', '1795503880.180000'),
	(3, 'resolved', 'telegram', '7001', '', '60'),
	(1, 'resolved', 'telegram', '7001', '', '34'),
	(1, 'card/telegram:5009', 'telegram', '5009', '', '15'),
	(1, 'rating', 'telegram', '7001', '', '37'),
	(3, 'receipt', 'telegram', '7001', '', '51'),
	(2, 'resolved', 'telegram', '7001', '', '61'),
	(2, 'card/slack:C0L1', 'slack', 'C0L1', '', '1795502960.180000'),
	(2, 'receipt', 'telegram', '7001', '', '43');
INSERT INTO public.threads VALUES
	('slack', 'C0L1', '1795500000.000000', 1),
	('slack', 'C0L2', '1795500720.000000', 1),
	('slack', 'C0L1', '1795502960.180000', 2),
	('slack', 'C0L1', '1795503156.180000', 3),
	('slack', 'C0ROM', '1795503160.180000', 4),
	('slack', 'C0L1', '1795503160.210000', 4),
	('slack', 'C0L2', '1795503880.180000', 4),
	('slack', 'C0L1', '1795505024.210001', 5),
	('slack', 'C0L1', '1795521320.360000', 6),
	('slack', 'C0L1', '1795554576.390000', 7),
	('slack', 'C0L1', '1795554580.420000', 8);
INSERT INTO public.tickets OVERRIDING SYSTEM VALUE VALUES
	(1, 'ROM', 1, 21, 'closed', 'incident', 2, 0.99, 'override', 'Не проходит оплата', 'Не проходит оплата картой, покупатели не могут оформить заказ', 4, 'telegram', '7001', '', '13', 'telegram', '7001', '', false, 3, 'anna', '[{"at": {"chat": "C0L1", "platform": "slack"}, "why": "new"}, {"at": {"chat": "C0L2", "platform": "slack"}, "why": "escalated"}, {"at": {"chat": "5009", "platform": "telegram"}, "for": "noc", "why": "escalated"}]', '2026-11-24 06:00:00+00', '2026-11-24 06:16:04+00', '2026-11-24 06:16:12+00', '2026-11-24 06:16:04+00', '2026-11-24 06:18:00.18+00', '2026-11-24 06:18:04.18+00', '2026-11-24 06:18:04.18+00', '2026-11-24 06:00:00+00', '2026-11-24 06:00:00+00', '2026-11-24 06:00:00+00', '2026-11-24 06:15:00+00', '2026-11-24 14:00:08+00', '[{"to": "2026-11-24T06:17:48.12Z", "from": "2026-11-24T06:17:44.12Z"}, {"to": "2026-11-24T06:17:56.15Z", "from": "2026-11-24T06:17:52.15Z"}, {"from": "2026-11-24T06:18:00.18Z"}]', 'Теперь и по картам «Мир».', 1, 5, '', 0),
	(4, 'ROM', 4, 14, 'resolved', 'service_request', 1, 1, 'engineer', 'finds nothing', 'Search on the site finds nothing at all', 9, 'slack', 'C0ROM', '', '1795503160.180000', 'slack', 'C0ROM', '1795503160.180000', true, 3, 'boris', '[{"at": {"chat": "C0L1", "platform": "slack"}, "why": "new"}, {"at": {"chat": "C0L2", "platform": "slack"}, "why": "escalated"}, {"at": {"chat": "5009", "platform": "telegram"}, "for": "noc", "why": "escalated"}]', '2026-11-24 06:52:40.18+00', '2026-11-24 07:55:04.27+00', NULL, '2026-11-24 07:55:04.27+00', '2026-11-24 07:55:04.27+00', NULL, '2026-11-24 07:55:04.27+00', '2026-11-24 06:52:40.18+00', '2026-11-24 06:52:40.18+00', '2026-11-24 06:52:40.18+00', '2026-11-24 07:07:40.18+00', '2026-11-24 10:52:40.18+00', '[{"from": "2026-11-24T07:55:04.27Z"}]', 'Rebuilt the index.', 0, 0, '', 0),
	(2, 'ROM', 2, 6, 'in_progress', 'incident', 2, 0.957287749555408, 'guess', 'Пропали', 'Пропали остатки по складу в Казани', 4, 'telegram', '7001', '', '42', 'telegram', '7001', '', false, 1, 'Пётр Чужой', '[{"at": {"chat": "C0L1", "platform": "slack"}, "why": "new"}]', '2026-11-24 06:49:20+00', '2026-11-24 06:49:24.18+00', NULL, '2026-11-24 06:49:24.18+00', NULL, NULL, '2026-11-24 21:09:48.42+00', '2026-11-24 06:49:20+00', '2026-11-24 06:49:20+00', '2026-11-24 06:49:20+00', '2026-11-24 07:19:20+00', '2026-11-25 04:03:56.09+00', '[{"to": "2026-11-24T21:09:48.42Z", "from": "2026-11-24T07:55:12.33Z"}]', 'Восстановили.', 1, 0, '', 0),
	(5, 'ROM', 5, 2, 'cancelled', 'incident', 3, 0.7757434138885545, 'guess', 'missing', 'The gift wrap option is missing in the cart', 9, 'slack', 'D00000002', '', '1795505024.180000', 'slack', 'U0JOHN', '', false, 1, '', '[{"at": {"chat": "C0L1", "platform": "slack"}, "why": "new"}]', '2026-11-24 07:23:44.18+00', NULL, NULL, NULL, NULL, '2026-11-24 07:54:48.21+00', '2026-11-24 07:54:48.21+00', '2026-11-24 07:23:44.18+00', '2026-11-24 07:23:44.18+00', '2026-11-24 07:23:44.18+00', '2026-11-24 09:23:44.18+00', '2026-11-27 07:23:44.18+00', 'null', '', 0, 0, 'ROM', 4),
	(6, 'ROM', 6, 15, 'new', 'incident', 1, 0.99, 'override', 'nobody can pay', 'The whole site is down, nobody can pay', 9, 'slack', 'D00000002', '', '1795521320.330000', 'slack', 'U0JOHN', '', false, 3, '', '[{"at": {"chat": "C0L1", "platform": "slack"}, "why": "new"}, {"at": {"chat": "5009", "platform": "telegram"}, "for": "noc", "why": "escalated"}]', '2026-11-24 11:55:20.33+00', '2026-11-24 12:09:24.36+00', NULL, '2026-11-24 12:09:24.36+00', NULL, NULL, '2026-11-24 20:09:24.36+00', '2026-11-24 20:09:24.36+00', '2026-11-24 11:55:20.33+00', '2026-11-24 11:55:20.33+00', '2026-11-24 12:10:20.33+00', '2026-11-24 15:55:20.33+00', 'null', '', 0, 0, '', 0),
	(7, 'ROM', 7, 2, 'in_progress', 'incident', 2, 0.99, 'override', 'Не открывается сайт', 'Не открывается сайт, ни у кого, оплата не проходит', 1, 'telegram', '-1003000000003', '', '2', 'telegram', '-1003000000003', '', true, 3, 'anna', '[{"at": {"chat": "C0L1", "platform": "slack"}, "why": "new"}, {"at": {"chat": "5009", "platform": "telegram"}, "for": "noc", "why": "by_hand"}]', '2026-11-24 21:09:36+00', '2026-11-24 21:09:48.42+00', NULL, '2026-11-24 21:09:48.42+00', NULL, NULL, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:36+00', '2026-11-24 21:09:36+00', '2026-11-24 21:09:36+00', '2026-11-24 21:24:36+00', '2026-11-25 05:09:36+00', 'null', '', 0, 0, '', 0),
	(8, 'ROM', 8, 2, 'cancelled', 'change_request', 4, 0.49306673047814203, 'guess', 'rename', 'Please rename the shop in the mobile app', 9, 'slack', 'D00000002', '', '1795554580.390000', 'slack', 'U0JOHN', '', false, 1, '', '[{"at": {"chat": "C0L1", "platform": "slack"}, "why": "new"}]', '2026-11-24 21:09:40.39+00', NULL, NULL, NULL, NULL, '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:48.42+00', '2026-11-24 21:09:40.39+00', '2026-11-24 21:09:40.39+00', '2026-11-24 21:09:40.39+00', '2026-11-25 15:00:00+00', NULL, 'null', '', 0, 0, '', 0),
	(3, 'ROM', 3, 24, 'in_progress', 'service_request', 3, 0.9461860153045855, 'guess', 'Закажите', 'Закажите, пожалуйста, новые пакеты с логотипом', 4, 'telegram', '7001', '', '49', 'telegram', '7001', '', false, 1, 'boris', '[{"at": {"chat": "C0L1", "platform": "slack"}, "why": "new"}]', '2026-11-24 06:52:32+00', '2026-11-24 07:55:08.3+00', NULL, '2026-11-24 07:55:08.3+00', NULL, NULL, '2026-11-24 21:09:32.39+00', '2026-11-24 06:52:32+00', '2026-11-24 06:52:32+00', '2026-11-24 06:52:32+00', '2026-11-24 08:52:32+00', '2026-11-27 13:57:23.7+00', '[{"to": "2026-11-24T21:09:32.39Z", "from": "2026-11-24T07:55:08.3Z"}]', 'Заказали.', 1, 0, '', 0);
INSERT INTO public.timeline OVERRIDING SYSTEM VALUE VALUES
	(1, 1, '2026-11-24 06:00:00+00', 'opened', 'Мария Петрова', ''),
	(2, 1, '2026-11-24 06:07:30+00', 'escalated', '', '1/1 on_call/boris, on_call'),
	(3, 1, '2026-11-24 06:12:00+00', 'escalated', '', '2/1 line_2'),
	(4, 1, '2026-11-24 06:15:00+00', 'escalated', '', '3/1 line_3/noc, managers/olga'),
	(5, 1, '2026-11-24 06:16:04+00', 'acked', 'FastHost NOC', ''),
	(6, 1, '2026-11-24 06:16:08+00', 'noted', 'FastHost NOC', ''),
	(7, 1, '2026-11-24 06:16:12+00', 'replied', 'FastHost NOC', ''),
	(8, 1, '2026-11-24 06:16:16+00', 'retracted', 'FastHost NOC', ''),
	(9, 1, '2026-11-24 06:16:20+00', 'replied', 'FastHost NOC', ''),
	(10, 1, '2026-11-24 06:17:24+00', 'said', 'Мария Петрова', ''),
	(11, 1, '2026-11-24 06:17:28+00', 'edited', 'Мария Петрова', ''),
	(12, 1, '2026-11-24 06:17:32.03+00', 'priority', 'Boris Lee', 'P2'),
	(13, 1, '2026-11-24 06:17:36.06+00', 'assigned', 'Boris Lee', 'Анна Ким'),
	(14, 1, '2026-11-24 06:17:40.09+00', 'escalated', 'Анна Ким', 'managers'),
	(15, 1, '2026-11-24 06:17:44.12+00', 'waiting', 'Анна Ким', 'waiting_customer'),
	(16, 1, '2026-11-24 06:17:48.12+00', 'resumed', 'Мария Петрова', ''),
	(17, 1, '2026-11-24 06:17:48.12+00', 'said', 'Мария Петрова', ''),
	(18, 1, '2026-11-24 06:17:52.15+00', 'resolved', 'Анна Ким', 'Банк починил шлюз, оплата снова проходит.'),
	(19, 1, '2026-11-24 06:17:56.15+00', 'reopened', 'Мария Петрова', ''),
	(20, 1, '2026-11-24 06:18:00.18+00', 'resolved', 'Анна Ким', 'Теперь и по картам «Мир».'),
	(21, 1, '2026-11-24 06:18:04.18+00', 'closed', 'Мария Петрова', ''),
	(22, 1, '2026-11-24 06:18:08.18+00', 'rated', 'Мария Петрова', '5'),
	(23, 2, '2026-11-24 06:49:20.18+00', 'opened', 'Мария Петрова', ''),
	(24, 2, '2026-11-24 06:49:24.18+00', 'acked', 'Пётр Чужой', ''),
	(25, 2, '2026-11-24 06:52:32.18+00', 'said', 'Мария Петрова', ''),
	(26, 3, '2026-11-24 06:52:36.18+00', 'opened', 'Мария Петрова', ''),
	(27, 2, '2026-11-24 06:52:36.18+00', 'split', 'Мария Петрова', ''),
	(28, 4, '2026-11-24 06:52:40.21+00', 'opened', 'John Reed', ''),
	(29, 4, '2026-11-24 07:00:10.18+00', 'escalated', '', '1/1 on_call/boris, on_call'),
	(30, 4, '2026-11-24 07:04:40.18+00', 'escalated', '', '2/1 line_2'),
	(31, 4, '2026-11-24 07:07:40.18+00', 'escalated', '', '3/1 line_3/noc, managers/olga'),
	(32, 4, '2026-11-24 07:10:40.18+00', 'escalated', '', '4/1 line_3/noc'),
	(33, 4, '2026-11-24 07:20:40.18+00', 'escalated', '', '4/2 line_3/noc'),
	(34, 5, '2026-11-24 07:23:44.21+00', 'opened', 'John Reed', ''),
	(35, 4, '2026-11-24 07:30:40.18+00', 'escalated', '', '4/3 line_3/noc'),
	(36, 4, '2026-11-24 07:40:40.18+00', 'escalated', '', '4/4 line_3/noc'),
	(37, 4, '2026-11-24 07:50:40.18+00', 'escalated', '', '4/5 line_3/noc'),
	(38, 3, '2026-11-24 07:52:32+00', 'escalated', '', '1/1 on_call/boris, on_call'),
	(39, 4, '2026-11-24 07:54:48.21+00', 'merged', 'Boris Lee', 'ROM-5'),
	(40, 5, '2026-11-24 07:54:48.21+00', 'merged', 'Boris Lee', 'ROM-4'),
	(41, 4, '2026-11-24 07:54:52.24+00', 'said', 'John Reed', ''),
	(42, 4, '2026-11-24 07:54:56.24+00', 'retracted', 'John Reed', ''),
	(43, 4, '2026-11-24 07:55:00.24+00', 'type', 'Boris Lee', 'service_request'),
	(44, 4, '2026-11-24 07:55:04.27+00', 'resolved', 'Boris Lee', 'Rebuilt the index.'),
	(45, 3, '2026-11-24 07:55:08.3+00', 'resolved', 'Boris Lee', 'Заказали.'),
	(46, 2, '2026-11-24 07:55:12.33+00', 'resolved', 'Boris Lee', 'Восстановили.'),
	(47, 6, '2026-11-24 11:55:20.36+00', 'opened', 'John Reed', ''),
	(48, 6, '2026-11-24 12:02:50.33+00', 'escalated', '', '1/1 on_call/boris, on_call'),
	(49, 6, '2026-11-24 12:07:20.33+00', 'skipped', '', '2 line_2 unreachable'),
	(50, 6, '2026-11-24 12:07:20.33+00', 'escalated', '', '3/1 line_3/noc, managers/olga'),
	(51, 6, '2026-11-24 12:09:24.36+00', 'acked', 'Boris Lee', ''),
	(52, 6, '2026-11-24 14:55:20.33+00', 'warned', '', '1/1 assignee/boris'),
	(53, 6, '2026-11-24 15:55:20.33+00', 'warned', '', '2/1 managers/olga'),
	(54, 6, '2026-11-24 15:55:20.33+00', 'skipped', '', '2 line_2 unreachable'),
	(55, 6, '2026-11-24 16:09:24.36+00', 'reminded', 'Boris Lee', ''),
	(56, 6, '2026-11-24 20:09:24.36+00', 'released', 'Boris Lee', ''),
	(57, 6, '2026-11-24 20:16:54.36+00', 'escalated', '', '1/1 on_call/boris, on_call'),
	(58, 6, '2026-11-24 20:21:24.36+00', 'skipped', '', '2 line_2 unreachable'),
	(59, 6, '2026-11-24 20:21:24.36+00', 'escalated', '', '3/1 line_3/noc, managers/olga'),
	(60, 6, '2026-11-24 20:27:24.36+00', 'escalated', '', '4/1 line_3/noc'),
	(61, 6, '2026-11-24 20:37:24.36+00', 'escalated', '', '4/2 line_3/noc'),
	(62, 6, '2026-11-24 20:47:24.36+00', 'escalated', '', '4/3 line_3/noc'),
	(63, 6, '2026-11-24 20:57:24.36+00', 'escalated', '', '4/4 line_3/noc'),
	(64, 6, '2026-11-24 21:07:24.36+00', 'escalated', '', '4/5 line_3/noc'),
	(65, 3, '2026-11-24 21:09:32.39+00', 'reopened', 'Boris Lee', 'не те пакеты'),
	(66, 3, '2026-11-24 21:09:32.39+00', 'unreachable', 'Мария Петрова', ''),
	(67, 3, '2026-11-24 21:09:32.39+00', 'unreachable', 'Мария Петрова', ''),
	(68, 3, '2026-11-24 21:09:32.39+00', 'unreachable', 'Мария Петрова', ''),
	(69, 3, '2026-11-24 21:09:32.39+00', 'unreachable', 'Мария Петрова', ''),
	(70, 3, '2026-11-24 21:09:32.59+00', 'unreachable', 'Мария Петрова', ''),
	(71, 3, '2026-11-24 21:09:33.59+00', 'unreachable', 'Мария Петрова', ''),
	(72, 3, '2026-11-24 21:09:34.59+00', 'unreachable', 'Мария Петрова', ''),
	(73, 3, '2026-11-24 21:09:35.59+00', 'unreachable', 'Мария Петрова', ''),
	(74, 7, '2026-11-24 21:09:36.39+00', 'opened', 'Лена Новикова', ''),
	(75, 3, '2026-11-24 21:09:36.59+00', 'unreachable', 'Мария Петрова', ''),
	(76, 3, '2026-11-24 21:09:37.59+00', 'unreachable', 'Мария Петрова', ''),
	(77, 3, '2026-11-24 21:09:38.59+00', 'unreachable', 'Мария Петрова', ''),
	(78, 3, '2026-11-24 21:09:39.59+00', 'unreachable', 'Мария Петрова', ''),
	(79, 8, '2026-11-24 21:09:40.42+00', 'opened', 'John Reed', ''),
	(80, 3, '2026-11-24 21:09:40.62+00', 'unreachable', 'Мария Петрова', ''),
	(81, 3, '2026-11-24 21:09:41.789999+00', 'unreachable', 'Мария Петрова', ''),
	(82, 3, '2026-11-24 21:09:42.59+00', 'unreachable', 'Мария Петрова', ''),
	(83, 3, '2026-11-24 21:09:43.59+00', 'unreachable', 'Мария Петрова', ''),
	(84, 3, '2026-11-24 21:09:44.62+00', 'unreachable', 'Мария Петрова', ''),
	(85, 3, '2026-11-24 21:09:45.789999+00', 'unreachable', 'Мария Петрова', ''),
	(86, 3, '2026-11-24 21:09:46.59+00', 'unreachable', 'Мария Петрова', ''),
	(87, 3, '2026-11-24 21:09:47.59+00', 'unreachable', 'Мария Петрова', ''),
	(88, 8, '2026-11-24 21:09:48.42+00', 'cancelled', 'Анна Ким', 'Это не к нам.'),
	(89, 2, '2026-11-24 21:09:48.42+00', 'reopened', 'Анна Ким', 'Остатки снова пропали.'),
	(90, 7, '2026-11-24 21:09:48.42+00', 'priority', 'Анна Ким', 'P2'),
	(91, 7, '2026-11-24 21:09:48.42+00', 'waiting', 'Анна Ким', 'waiting_vendor'),
	(92, 7, '2026-11-24 21:09:48.42+00', 'resumed', 'Анна Ким', ''),
	(93, 7, '2026-11-24 21:09:48.42+00', 'escalated', 'Анна Ким', 'line_3');
INSERT INTO public.utterances OVERRIDING SYSTEM VALUE VALUES
	(1, 1, 4, 'Мария Петрова', false, false, 'Не проходит оплата картой, покупатели не могут оформить заказ', 'telegram', '7001', '', '13', '2026-11-24 06:00:00+00'),
	(2, 1, 4, 'FastHost NOC', true, true, 'the bank''s gateway again', 'telegram', '5009', '', '20', '2026-11-24 06:16:08+00'),
	(3, 1, 4, 'FastHost NOC', true, true, 'It must be your bank.', 'telegram', '5009', '', '21', '2026-11-24 06:16:12+00'),
	(4, 1, 4, 'FastHost NOC', true, false, 'Чиним, это на стороне банка.', 'telegram', '5009', '', '24', '2026-11-24 06:16:20+00'),
	(5, 1, 4, 'Мария Петрова', false, false, 'Сколько часов это займёт?', 'telegram', '7001', '', '27', '2026-11-24 06:17:24+00'),
	(6, 1, 4, 'Мария Петрова', false, false, 'Заказ 4711', 'telegram', '7001', '', '33', '2026-11-24 06:17:48.12+00'),
	(7, 2, 4, 'Мария Петрова', false, false, 'Пропали остатки по складу в Казани', 'telegram', '7001', '', '42', '2026-11-24 06:49:20+00'),
	(8, 2, 4, 'Мария Петрова', false, false, 'Закажите, пожалуйста, новые пакеты с логотипом', 'telegram', '7001', '', '49', '2026-11-24 06:52:32+00'),
	(9, 3, 4, 'Мария Петрова', false, false, 'Закажите, пожалуйста, новые пакеты с логотипом', 'telegram', '7001', '', '49', '2026-11-24 06:52:32+00'),
	(10, 4, 9, 'John Reed', false, false, 'Search on the site finds nothing at all', 'slack', 'C0ROM', '', '1795503160.180000', '2026-11-24 06:52:40.18+00'),
	(11, 5, 9, 'John Reed', false, false, 'The gift wrap option is missing in the cart', 'slack', 'D00000002', '', '1795505024.180000', '2026-11-24 07:23:44.18+00'),
	(12, 4, 9, 'John Reed', false, false, 'not even books', 'slack', 'C0ROM', '1795503160.180000', '1795506892.210000', '2026-11-24 07:54:52.24+00'),
	(13, 6, 9, 'John Reed', false, false, 'The whole site is down, nobody can pay', 'slack', 'D00000002', '', '1795521320.330000', '2026-11-24 11:55:20.33+00'),
	(14, 7, 1, 'Лена Новикова', false, false, 'Не открывается сайт, ни у кого, оплата не проходит', 'telegram', '-1003000000003', '', '2', '2026-11-24 21:09:36+00'),
	(15, 8, 9, 'John Reed', false, false, 'Please rename the shop in the mobile app', 'slack', 'D00000002', '', '1795554580.390000', '2026-11-24 21:09:40.39+00');
SELECT pg_catalog.setval('public.corrections_id_seq', 1, true);
SELECT pg_catalog.setval('public.held_id_seq', 1, false);
SELECT pg_catalog.setval('public.notices_id_seq', 369, true);
SELECT pg_catalog.setval('public.people_id_seq', 9, true);
SELECT pg_catalog.setval('public.tickets_id_seq', 8, true);
SELECT pg_catalog.setval('public.timeline_id_seq', 93, true);
SELECT pg_catalog.setval('public.utterances_id_seq', 15, true);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (platform, account);
ALTER TABLE ONLY public.alarms
    ADD CONSTRAINT alarms_pkey PRIMARY KEY (ticket, clock);
ALTER TABLE ONLY public.climbs
    ADD CONSTRAINT climbs_pkey PRIMARY KEY (ticket, clock, step, rep);
ALTER TABLE ONLY public.corrections
    ADD CONSTRAINT corrections_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.counters
    ADD CONSTRAINT counters_pkey PRIMARY KEY (project);
ALTER TABLE ONLY public.held
    ADD CONSTRAINT held_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invites
    ADD CONSTRAINT invites_pkey PRIMARY KEY (code_hash);
ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_pkey PRIMARY KEY (platform, chat, message);
ALTER TABLE ONLY public.marks
    ADD CONSTRAINT marks_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (person, project);
ALTER TABLE ONLY public.moves
    ADD CONSTRAINT moves_pkey PRIMARY KEY (platform, from_chat);
ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_key_key UNIQUE (key);
ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parked
    ADD CONSTRAINT parked_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.prompts
    ADD CONSTRAINT prompts_pkey PRIMARY KEY (platform, account, chat);
ALTER TABLE ONLY public.reach
    ADD CONSTRAINT reach_pkey PRIMARY KEY (platform, chat);
ALTER TABLE ONLY public.schema_version
    ADD CONSTRAINT schema_version_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.slots
    ADD CONSTRAINT slots_pkey PRIMARY KEY (ticket, slot);
ALTER TABLE ONLY public.threads
    ADD CONSTRAINT threads_pkey PRIMARY KEY (platform, chat, thread);
ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT tickets_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT tickets_project_number_key UNIQUE (project, number);
ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.utterances
    ADD CONSTRAINT utterances_pkey PRIMARY KEY (id);
CREATE INDEX accounts_person ON public.accounts USING btree (person);
CREATE INDEX alarms_due ON public.alarms USING btree (due, ticket, clock);
CREATE INDEX corrections_project ON public.corrections USING btree (project, at DESC);
CREATE INDEX inbox_at ON public.inbox USING btree (at);
CREATE INDEX links_copies ON public.links USING btree (utterance) WHERE (utterance > 0);
CREATE INDEX notices_calls ON public.notices USING btree (id) WHERE ((state = 'living'::text) AND (class = 0));
CREATE INDEX notices_dead ON public.notices USING btree (id) WHERE (state = 'dead'::text);
CREATE INDEX notices_lanes ON public.notices USING btree (lane, class, id) WHERE (state = 'living'::text);
CREATE INDEX notices_settled ON public.notices USING btree (settled_at) WHERE (state <> 'living'::text);
CREATE INDEX notices_ticket ON public.notices USING btree (ticket, id) WHERE (ticket > 0);
CREATE UNIQUE INDEX people_handle ON public.people USING btree (handle);
CREATE INDEX slots_chat ON public.slots USING btree (platform, chat);
CREATE INDEX tickets_merged ON public.tickets USING btree (merged_project, merged_number) WHERE (merged_number > 0);
CREATE INDEX tickets_of ON public.tickets USING btree (requester, opened_at DESC);
CREATE INDEX tickets_open ON public.tickets USING btree (project) WHERE (state = ANY (ARRAY['new'::text, 'in_progress'::text, 'waiting_customer'::text, 'waiting_vendor'::text]));
CREATE INDEX tickets_open_of ON public.tickets USING btree (requester) WHERE (state = ANY (ARRAY['new'::text, 'in_progress'::text, 'waiting_customer'::text, 'waiting_vendor'::text]));
CREATE INDEX tickets_opened ON public.tickets USING btree (project, opened_at);
CREATE INDEX timeline_ticket ON public.timeline USING btree (ticket, id);
CREATE INDEX utterances_last ON public.utterances USING btree (requester, platform, chat, thread, at DESC) WHERE ((NOT from_desk) AND (NOT internal));
CREATE INDEX utterances_source ON public.utterances USING btree (platform, chat, message);
CREATE INDEX utterances_ticket ON public.utterances USING btree (ticket, id);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_person_fkey FOREIGN KEY (person) REFERENCES public.people(id);
ALTER TABLE ONLY public.alarms
    ADD CONSTRAINT alarms_ticket_fkey FOREIGN KEY (ticket) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.climbs
    ADD CONSTRAINT climbs_ticket_fkey FOREIGN KEY (ticket) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.invites
    ADD CONSTRAINT invites_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES public.people(id);
ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_ticket_fkey FOREIGN KEY (ticket) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_person_fkey FOREIGN KEY (person) REFERENCES public.people(id);
ALTER TABLE ONLY public.slots
    ADD CONSTRAINT slots_ticket_fkey FOREIGN KEY (ticket) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.threads
    ADD CONSTRAINT threads_ticket_fkey FOREIGN KEY (ticket) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT tickets_requester_fkey FOREIGN KEY (requester) REFERENCES public.people(id);
ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_ticket_fkey FOREIGN KEY (ticket) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.utterances
    ADD CONSTRAINT utterances_requester_fkey FOREIGN KEY (requester) REFERENCES public.people(id);
ALTER TABLE ONLY public.utterances
    ADD CONSTRAINT utterances_ticket_fkey FOREIGN KEY (ticket) REFERENCES public.tickets(id);
