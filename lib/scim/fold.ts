/**
 * The form in which text is compared without case: NFKC, then lower case, in JavaScript, so that both engines agree
 * (SQLite's `lower` knows ASCII only).
 */
export const fold = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFKC')
