import ReconnectingWebSocket from "partysocket/ws";
import type { ClientFrame, ServerFrame } from "./contracts";
import type { UnsettledIntent, UnsettledIntents } from "./unsettled";

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
 * The live socket of one conversation. It reconnects by itself and then sends every unsettled intent again under its
 * own command id, which the server recognises: what the person did is done once, whatever was cut.
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

  const send = (frame: ClientFrame) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };

  const sendIntent = (intent: UnsettledIntent) =>
    send({
      type: "intent",
      command_id: intent.commandId,
      intent: intent.intent,
      scenario_id: intent.scenarioId,
      payload: intent.payload,
    });

  socket.addEventListener("open", () => {
    heardAt = Date.now();
    options.onConnection("open");
    if (watched !== null) send({ type: "watch", scenario_id: watched });
    for (const intent of options.unsettled.all()) {
      if (intent.conversationId === options.conversationId && !intent.problem) sendIntent(intent);
    }
  });
  socket.addEventListener("close", () => options.onConnection("lost"));
  socket.addEventListener("message", (event: MessageEvent<string>) => {
    heardAt = Date.now();
    options.onFrame(JSON.parse(event.data) as ServerFrame);
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

  const cameOnline = () => {
    if (socket.readyState !== WebSocket.OPEN) socket.reconnect();
  };
  const wentOffline = () => reconnect();
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
    close(): void {
      clearInterval(heartbeat);
      removeEventListener("online", cameOnline);
      removeEventListener("offline", wentOffline);
      socket.close();
    },
  };
}

export type Live = ReturnType<typeof createLive>;
