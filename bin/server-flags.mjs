/**
 * How Node runs the server. V8 lets the young generation grow to 128 MiB where there is memory, and never gives it back:
 * a third of what the process held. With 16 MiB the processor time of a request was the same (`npm run bench size`).
 */
export const serverFlags = ['--max-semi-space-size=16']
