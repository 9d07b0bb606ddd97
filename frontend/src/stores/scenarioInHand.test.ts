import { describe, expect, it } from "vitest";
import { tabStorage } from "../lib/storage";
import { aMessage, uuid } from "../testing/factories";
import { createScenarioInHand } from "./scenarioInHand";

const A = 1;
const B = 2;
const C = 3;

const create = () => createScenarioInHand(tabStorage);
const answer = (id: number, scenario_id: number | null, command_id: string | null = null) =>
  aMessage({ id, scenario_id, command_id });

describe("The scenario in hand", () => {
  it("is that of the latest message, as long as none was chosen", () => {
    const inHand = create();
    expect(inHand.id()).toBeNull();
    inHand.hear([answer(1, B), answer(2, A)]);
    inHand.hear([answer(1, C)]);
    inHand.hear([answer(3, null)]);
    expect(inHand.id()).toBe(A);
  });

  it("is the chosen one, whatever the conversation was about, and still after a reload", () => {
    const inHand = create();
    inHand.hear([answer(1, A)]);
    inHand.choose(B);
    inHand.hear([answer(2, A)]);
    expect(inHand.id()).toBe(B);
    const reloaded = create();
    reloaded.hear([answer(1, A), answer(2, A)]);
    expect(reloaded.id()).toBe(B);
  });

  it("follows the answer to what was sent after the choice, also one that came during a reload", () => {
    const inHand = create();
    inHand.choose(B);
    inHand.sent(uuid(1));
    inHand.sent(uuid(2));
    inHand.hear([answer(1, A, uuid(1))]);
    expect(inHand.id()).toBe(A);
    const reloaded = create();
    reloaded.hear([answer(1, A, uuid(1)), answer(2, C, uuid(2)), answer(3, A)]);
    expect(reloaded.id()).toBe(C);
  });

  it("does not go back for a late answer to what was sent before", () => {
    const inHand = create();
    inHand.choose(A);
    inHand.sent(uuid(1));
    inHand.choose(B);
    inHand.sent(uuid(2));
    inHand.hear([answer(1, A, uuid(1))]);
    expect(inHand.id()).toBe(B);
    inHand.hear([answer(2, C, uuid(2))]);
    inHand.hear([answer(3, A, uuid(1))]);
    expect(inHand.id()).toBe(C);
  });

  it("stays when an answer is about none", () => {
    const inHand = create();
    inHand.choose(B);
    inHand.sent(uuid(1));
    inHand.hear([answer(1, null, uuid(1))]);
    expect(inHand.id()).toBe(B);
  });

  it("is the one whose page is shown, until that is left", () => {
    const inHand = create();
    inHand.hear([answer(1, A)]);
    inHand.show(B);
    inHand.hear([answer(2, A)]);
    expect(inHand.id()).toBe(B);
    inHand.show(null);
    expect(inHand.id()).toBe(A);
  });

  it("is none once it was put down, and in another conversation that of its own messages", () => {
    const inHand = create();
    inHand.hear([answer(5, A)]);
    inHand.choose(B);
    inHand.choose(null);
    expect([inHand.id(), create().id()]).toEqual([null, null]);
    inHand.choose(B);
    inHand.leave();
    inHand.hear([answer(2, C)]);
    expect(inHand.id()).toBe(C);
  });

  it("is none when what the tab kept cannot be read", () => {
    sessionStorage.setItem("assistant.scenario", "{");
    expect(create().id()).toBeNull();
  });
});
