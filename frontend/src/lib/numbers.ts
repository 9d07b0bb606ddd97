import type { Locale } from "../api/contracts";

/** A number with the separators of the reader's language. */
export const formatNumber = (value: number, locale: Locale): string => new Intl.NumberFormat(locale).format(value);
