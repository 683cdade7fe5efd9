/** When a log row's request came, in ms since 1970: its id is a UUIDv7 (RFC 9562 §5.7). */
export const timeOfLog = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
