import ReconnectingWebSocket from "partysocket/ws";
import type { ClientFrame, ServerFrame } from "./contracts";
import type { UnsettledIntents } from "./unsettled";

export type Connection = "connecting" | "open" | "lost";

export interface LiveOptions {
  conversationId: string;
  /** Asked at each connection: the language may change in between. */
  url: () => string;
  unsettled: UnsettledIntents;
  onFrame: (frame: ServerFrame) => void;
  onConnection: (connection: Connection) => void;
}

/** A quiet socket is asked for a sign of life after this many milliseconds, and given as many again to answer. */
const HEARTBEAT = 20_000;

/**
 * Intents sent within a second, at most. The gateway closes a socket beyond 50 frames in one second of its clock
 * (SOCKET_FRAMES_PER_SECOND); two of these batches may arrive within one.
 */
const BATCH = 20;
const BATCH_EVERY = 1_000;

/**
 * The live socket of one conversation. It reconnects by itself. On each connection, and on each later snapshot, which
 * says that events may have been missed, it sends every unsettled intent again under its own command id, which the
 * server recognises: what the person did is done once, whatever was cut.
 */
export function createLive(options: LiveOptions) {
  const socket = new ReconnectingWebSocket(options.url, [], {
    minReconnectionDelay: 400 + Math.random() * 400,
    maxReconnectionDelay: 5_000,
    reconnectionDelayGrowFactor: 1.5,
    connectionTimeout: 8_000,
    minUptime: 2_000,
    // Intents wait in `unsettled`, not here, or they would be sent twice on each connection.
    maxEnqueuedMessages: 0,
  });
  let watched: number | null = null;
  let heardAt = Date.now();
  /** Command ids on their way out, in the order they were asked for. */
  const outgoing = new Set<string>();
  let credit = BATCH;
  let refill: ReturnType<typeof setTimeout> | undefined;
  let isSynchronised = false;

  const send = (frame: ClientFrame) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };

  function flush(): void {
    for (const commandId of outgoing) {
      if (credit === 0) return;
      outgoing.delete(commandId);
      // It may have been settled, refused or given up while it waited for its turn.
      const intent = options.unsettled.get(commandId);
      if (!intent || intent.problem) continue;
      send({
        type: "intent",
        command_id: commandId,
        intent: intent.intent,
        scenario_id: intent.scenarioId,
        payload: intent.payload,
      });
      credit -= 1;
      refill ??= setTimeout(() => {
        refill = undefined;
        credit = BATCH;
        flush();
      }, BATCH_EVERY);
    }
  }

  /** Sends an intent kept in `unsettled`: now, or on the next connection. */
  function sendIntent(commandId: string): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    outgoing.add(commandId);
    flush();
  }

  function resend(): void {
    for (const { commandId, conversationId } of options.unsettled.all()) {
      if (conversationId === options.conversationId) outgoing.add(commandId);
    }
    flush();
  }

  socket.addEventListener("open", () => {
    heardAt = Date.now();
    options.onConnection("open");
    if (watched !== null) send({ type: "watch", scenario_id: watched });
    isSynchronised = false;
    outgoing.clear();
    resend();
  });
  socket.addEventListener("close", () => options.onConnection("lost"));
  socket.addEventListener("message", (event: MessageEvent<string>) => {
    heardAt = Date.now();
    const frame = JSON.parse(event.data) as ServerFrame;
    options.onFrame(frame);
    if (frame.type !== "snapshot") return;
    if (isSynchronised) resend();
    isSynchronised = true;
  });

  // A peer that vanished closes nothing: without a sign of life for two beats, start over.
  const heartbeat = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (Date.now() - heardAt > 2 * HEARTBEAT) reconnect();
    else send({ type: "ping" });
  }, HEARTBEAT);

  function reconnect(): void {
    options.onConnection("lost");
    socket.reconnect();
  }

  // A connection that is being made is left alone: it succeeds, or fails and is made again.
  const cameOnline = () => {
    if (socket.readyState === WebSocket.CLOSED) socket.reconnect();
  };
  const wentOffline = () => {
    if (socket.readyState === WebSocket.OPEN) reconnect();
  };
  addEventListener("online", cameOnline);
  addEventListener("offline", wentOffline);

  return {
    sendIntent,
    reconnect,
    /** Asks for the changes of one scenario, on this connection and the next ones. */
    watch(scenarioId: number | null): void {
      if (watched === scenarioId) return;
      watched = scenarioId;
      send({ type: "watch", scenario_id: scenarioId });
    },
    watched: () => watched,
    /** Asks how the watched scenario is now; the answer to an archived one is a refusal. */
    watchAgain(): void {
      if (watched !== null) send({ type: "watch", scenario_id: watched });
    },
    close(): void {
      clearInterval(heartbeat);
      clearTimeout(refill);
      removeEventListener("online", cameOnline);
      removeEventListener("offline", wentOffline);
      socket.close();
    },
  };
}

export type Live = ReturnType<typeof createLive>;
