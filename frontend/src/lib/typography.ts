/** « e-mail » holds together: a narrow column would break it after its first letter. Only for what is shown. */
export const unbroken = (text: string): string => text.replace(/\b(e)-(?=mail)/gi, "$1\u2011");
