/**
 * What a narrow column would break holds together: « e-mail » after its first letter, « ≥ » before its number. Only for
 * what is shown.
 */
export const unbroken = (text: string): string =>
  text.replace(/\b(e)-(?=mail)/gi, "$1\u2011").replace(/([≥≤]) (?=\d)/g, "$1\u00a0");
