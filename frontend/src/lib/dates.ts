import type { Locale } from "../api/contracts";

const DAY = 24 * 60 * 60 * 1000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, options: Intl.DateTimeFormatOptions, date: Date): string {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "fr-FR", options);
  formats.set(key, known);
  return known.format(date);
}

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** Hours and minutes in the reader's own time zone. */
export const formatTime = (iso: string, locale: Locale): string =>
  format(locale, { hour: "2-digit", minute: "2-digit" }, new Date(iso));

/** Day and time, for what may be old. */
export const formatDateTime = (iso: string, locale: Locale): string =>
  format(locale, { dateStyle: "medium", timeStyle: "short" }, new Date(iso));

/** Day and time to the second, for what may be made twice in a minute. */
export const formatMoment = (iso: string, locale: Locale): string =>
  format(locale, { dateStyle: "medium", timeStyle: "medium" }, new Date(iso));

/** Whether two moments fall on the same day of the reader. */
export const isSameDay = (one: string, other: string): boolean =>
  startOfDay(new Date(one)) === startOfDay(new Date(other));

/** "today", "yesterday", then the date with its weekday; with the year once it is another one. */
export function formatDay(iso: string, locale: Locale, now: number): string {
  const date = new Date(iso);
  const today = new Date(now);
  const days = Math.round((startOfDay(date) - startOfDay(today)) / DAY);
  if (days === 0 || days === -1) return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
  const year = date.getFullYear() === today.getFullYear() ? {} : ({ year: "numeric" } as const);
  return format(locale, { weekday: "long", day: "numeric", month: "long", ...year }, date);
}

/** The day as people say it, and the time. */
export const formatDayTime = (iso: string, locale: Locale, now: number): string =>
  `${formatDay(iso, locale, now)}, ${formatTime(iso, locale)}`;

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["minute", 60_000],
  ["hour", 60 * 60_000],
  ["day", DAY],
];

/** Intl would say « cette minute-ci ». */
const JUST_NOW: Record<Locale, string> = { fr: "à l’instant", en: "just now" };

/** "just now", "3 hours ago" for what is less than a week old, the date after that. */
export function formatAgo(iso: string, locale: Locale, now: number): string {
  const elapsed = new Date(iso).getTime() - now;
  if (Math.abs(elapsed) > 7 * DAY)
    return format(locale, { day: "numeric", month: "short", year: "numeric" }, new Date(iso));
  const step = STEPS.findLast(([, length]) => Math.abs(elapsed) >= length);
  if (!step) return JUST_NOW[locale];
  const [unit, size] = step;
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.trunc(elapsed / size), unit);
}
