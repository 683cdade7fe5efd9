/** What `GET /session` answers. */
export type SessionLeft = { leftMs: number; isFinal: boolean }

const minute = 60_000

/** How long before its end a session is warned of: 5 minutes, or half of a time-out that is less than 10. */
export const warningMs = (timeoutMs: number): number => Math.min(5 * minute, timeoutMs / 2)

/** `4:59`. */
export function countdownText(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
