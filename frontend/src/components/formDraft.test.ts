import { describe, expect, it } from "vitest";
import { begunOn, draftName, keepFormDraft, readFormDraft, restoreFormDraft, settleFormDraft } from "./formDraft";

const begun = { values: { segment: "Industrie", label: "RSSI" }, version: 3 };

describe("A draft", () => {
  it("is of one scenario: another one may hold the same entity", () => {
    keepFormDraft(draftName("cible", 5, 21), { segment: "ETI", label: "RSSI" }, begun);
    expect(readFormDraft(draftName("cible", 6, 21))).toBeNull();
    expect(readFormDraft(draftName("cible", 5, 21))).toEqual({
      values: { segment: "ETI" },
      begun: { values: { segment: "Industrie" }, version: 3 },
    });
  });

  it("does not vouch for what it does not know", () => {
    const draft = { values: { segment: "ETI" }, begun: { values: {}, version: 3 } };
    expect(begunOn({ values: { segment: "Santé", label: "DSI" }, version: 5 }, draft)).toEqual({
      values: { label: "DSI" },
      version: 3,
    });
  });
});

describe("A correction that could not be saved", () => {
  const lost = { values: { segment: "ETI", persona: "Prudent" }, begun: { values: {}, version: 3 } };

  it("comes back under what was typed since", () => {
    keepFormDraft("a", { segment: "PME" }, { values: { segment: "ETI" }, version: 4 });
    restoreFormDraft("a", lost);
    expect(readFormDraft("a")).toEqual({
      values: { segment: "PME", persona: "Prudent" },
      begun: { values: { segment: "ETI" }, version: 3 },
    });
  });

  it("comes back over an earlier one", () => {
    restoreFormDraft("a", lost);
    restoreFormDraft("a", { values: { segment: "PME" }, begun: { values: {}, version: 4 } });
    expect(readFormDraft("a")).toMatchObject({
      values: { segment: "PME", persona: "Prudent" },
      begun: { version: 3 },
    });
  });

  it("is forgotten once it is saved, not what was typed since", () => {
    restoreFormDraft("a", lost);
    settleFormDraft("a", { segment: "ETI", persona: "Curieux" });
    expect(readFormDraft("a")?.values).toEqual({ persona: "Prudent" });
    settleFormDraft("a", { persona: "Prudent" });
    expect(readFormDraft("a")).toBeNull();
  });
});
