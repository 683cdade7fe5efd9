/** `200 Thank you`; without an answer why there was none. */
export const answerText = ({ status, answer }: { status: number | null; answer: string }): string =>
  [status, answer].filter((part) => part !== null && part !== '').join(' ')
