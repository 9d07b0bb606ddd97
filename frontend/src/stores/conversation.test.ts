import { describe, expect, it } from "vitest";
import type { ServerFrame } from "../api/contracts";
import { aMessage, anAction, aProblem, aSnapshot, completed, failed, uuid } from "../testing/factories";
import { createConversation } from "./conversation";

function conversationAfter(...frames: ServerFrame[]) {
  const conversation = createConversation();
  for (const frame of frames) conversation.receive(frame);
  return conversation;
}

const contents = (conversation: ReturnType<typeof createConversation>) =>
  conversation.state.messages.map(({ contenu }) => contenu);

const question = aMessage({ id: 10, auteur: "user", contenu: "Question", command_id: uuid(1) });
const answer = aMessage({ id: 11, contenu: "Réponse", command_id: uuid(1) });
const ending = completed({ command_id: uuid(1), user_message: question, message: answer });

describe("Merging what is stored with what is live", () => {
  it("keeps messages in the order of their ids, whatever order they come in", () => {
    const later = completed({ command_id: uuid(2), message: aMessage({ id: 20, contenu: "Plus tard" }) });
    expect(contents(conversationAfter(later, ending, aSnapshot({ messages: [aMessage({ id: 5 })] })))).toEqual([
      "Bonjour",
      "Question",
      "Réponse",
      "Plus tard",
    ]);
  });

  it("shows once what comes twice", () => {
    expect(contents(conversationAfter(ending, ending, aSnapshot({ messages: [question, answer] })))).toEqual([
      "Question",
      "Réponse",
    ]);
  });

  it("gives an older page and a snapshot the same place", () => {
    const conversation = conversationAfter(aSnapshot({ messages: [question, answer] }));
    conversation.merge([aMessage({ id: 3, contenu: "Ancien" }), question]);
    expect(contents(conversation)).toEqual(["Ancien", "Question", "Réponse"]);
  });

  it("hides no gap: after a long absence it starts again from the snapshot, the rest being older pages", () => {
    const fifty = (from: number) => Array.from({ length: 50 }, (_, index) => aMessage({ id: from + index }));
    const conversation = conversationAfter(aSnapshot({ messages: [question, answer] }));
    conversation.receive(aSnapshot({ messages: fifty(11) }));
    expect(conversation.state.messages.map(({ id }) => id)[0]).toBe(10);
    conversation.receive(aSnapshot({ messages: fifty(200) }));
    expect(conversation.state.messages.map(({ id }) => id)[0]).toBe(200);
    expect(conversation.state.messages).toHaveLength(50);
    expect(conversation.state.hasOlder).toBe(true);
  });

  it("takes the newer state of a message's buttons", () => {
    const offered = aMessage({ id: 11, actions: [anAction({ command_id: uuid(7), once: true })] });
    const done = aMessage({ id: 11, actions: [anAction({ command_id: uuid(7), once: true, done: true })] });
    const conversation = conversationAfter(aSnapshot({ messages: [offered] }), aSnapshot({ messages: [done] }));
    expect(conversation.state.messages[0]?.actions[0]?.done).toBe(true);
  });
});

describe("A command's end", () => {
  const delta: ServerFrame = { type: "delta", command_id: uuid(1), attempt: 1, offset: 0, text: "Rép" };
  const progress: ServerFrame = { type: "progress", command_id: uuid(1), step: "draft", label: "Rédaction" };

  it.each([ending, failed({ command_id: uuid(1), message: answer })])(
    "is final: what comes late changes nothing ($type)",
    (end) => {
      const conversation = conversationAfter(end, delta, progress, { type: "accepted", command_id: uuid(1) });
      expect(conversation.state.running).toEqual({});
      expect(conversation.state.endings[uuid(1)]).toBe(end.type);
    },
  );

  it("marks the buttons that it has settled with its own", () => {
    const items = [uuid(7), uuid(8)].map((command_id) => ({ command_id, fields: {} }));
    const all = anAction({ command_id: uuid(6), once: true, intent: "cible.add_many", payload: { items } });
    const conversation = conversationAfter(
      aSnapshot({ messages: [aMessage({ id: 11, actions: [all] })] }),
      completed({ command_id: uuid(6) }),
    );
    expect(conversation.state.endings).toMatchObject({ [uuid(7)]: "completed", [uuid(8)]: "completed" });
  });

  it("leaves alone the buttons of what had been set aside", () => {
    const aside = { once: true, intent: "proposal.dismiss" };
    const dismissals = [
      anAction({ ...aside, command_id: uuid(17), done: true }),
      anAction({ ...aside, command_id: uuid(18) }),
      anAction({ ...aside, command_id: uuid(19) }),
    ];
    const items = [7, 8, 9].map((id) => ({ command_id: uuid(id), dismiss_id: uuid(id + 10), fields: {} }));
    const all = anAction({ command_id: uuid(6), once: true, intent: "cible.add_many", payload: { items } });
    const conversation = conversationAfter(
      aSnapshot({ messages: [aMessage({ id: 11, actions: [...dismissals, all] })] }),
      completed({ command_id: uuid(18) }),
      completed({ command_id: uuid(6) }),
    );
    expect(Object.keys(conversation.state.endings)).not.toContain(uuid(7));
    expect(Object.keys(conversation.state.endings)).not.toContain(uuid(8));
    expect(conversation.state.endings[uuid(9)]).toBe("completed");
  });

  it("is not undone by a snapshot that was on its way", () => {
    const late = aSnapshot({ pending: [{ command_id: uuid(1), intent: "cible.suggest", step: "" }] });
    expect(conversationAfter(ending, late).state.running).toEqual({});
  });
});

describe("A command under way", () => {
  it("is learnt of from its first piece of text, when another tab sent it", () => {
    const conversation = conversationAfter({
      type: "delta",
      command_id: uuid(3),
      attempt: 1,
      offset: 0,
      text: "Voici",
    });
    expect(conversation.state.running[uuid(3)]).toMatchObject({ mine: false, draft: { text: "Voici" } });
  });

  it("is shown from the snapshot after a reload, and forgotten when the next one no longer names it", () => {
    const pending = [{ command_id: uuid(3), intent: "plan.generate", step: "draft" }];
    const conversation = conversationAfter(aSnapshot({ pending }));
    expect(conversation.state.running[uuid(3)]).toMatchObject({ intent: "plan.generate", accepted: true });
    conversation.receive(aSnapshot());
    expect(conversation.state.running).toEqual({});
  });

  it("keeps why it was refused until it is accepted", () => {
    const conversation = createConversation();
    conversation.begin({
      commandId: uuid(4),
      conversationId: uuid(900),
      intent: "chat.say",
      scenarioId: null,
      payload: { message: "Bonjour" },
      source: null,
      problem: null,
    });
    conversation.receive({ type: "rejected", command_id: uuid(4), problem: aProblem() });
    expect(conversation.state.running[uuid(4)]?.problem?.code).toBe("rate-limited");
    conversation.receive({ type: "accepted", command_id: uuid(4) });
    expect(conversation.state.running[uuid(4)]).toMatchObject({ problem: null, accepted: true });
  });
});
