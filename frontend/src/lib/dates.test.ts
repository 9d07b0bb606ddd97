import { describe, expect, it } from "vitest";
import { formatAgo, formatDay, isSameDay } from "./dates";

const now = new Date(2026, 2, 4, 10, 0).getTime();
const daysAgo = (days: number) => new Date(2026, 2, 4 - days, 23, 30).toISOString();

describe("The day of a message", () => {
  it.each([
    [0, "aujourd’hui", "today"],
    [1, "hier", "yesterday"],
    [2, "lundi 2 mars", "Monday 2 March"],
    [400, "mardi 28 janvier 2025", "Tuesday 28 January 2025"],
  ])("%i days ago is %s, or %s", (days, french, english) => {
    expect(formatDay(daysAgo(days), "fr", now)).toBe(french);
    expect(formatDay(daysAgo(days), "en", now).replace(",", "")).toBe(english);
  });

  it("changes at the reader's midnight", () => {
    expect(isSameDay(new Date(2026, 2, 4, 0, 1).toISOString(), new Date(2026, 2, 4, 23, 59).toISOString())).toBe(true);
    expect(isSameDay(new Date(2026, 2, 3, 23, 59).toISOString(), new Date(2026, 2, 4, 0, 1).toISOString())).toBe(false);
  });
});

describe("How long ago", () => {
  const at = (milliseconds: number) => formatAgo(new Date(now - milliseconds).toISOString(), "fr", now);

  it("counts in the largest unit that fits, then gives the date", () => {
    expect(at(20_000)).toBe("à l’instant");
    expect(at(-20_000)).toBe("à l’instant");
    expect(at(3 * 60_000)).toBe("il y a 3 minutes");
    expect(at(5 * 3_600_000)).toBe("il y a 5 heures");
    expect(at(3 * 86_400_000)).toBe("il y a 3 jours");
    expect(at(30 * 86_400_000)).toBe("2 févr. 2026");
  });
});
