/**
 * What an address of this portal answers; undefined when it does not. Whoever asks can do without. `isBackground`: nobody did
 * anything to have it asked, so that the administrator's session is not kept by it (lib/auth/session.ts).
 */
export const fetchJson = async <Value>(
  address: string,
  signal?: AbortSignal,
  { isBackground = false }: { isBackground?: boolean } = {},
): Promise<Value | undefined> => {
  try {
    const response = await fetch(address, {
      headers: { Accept: 'application/json', ...(isBackground ? { 'x-rollcall-background': '1' } : {}) },
      ...(signal ? { signal } : {}),
    })
    return response.ok ? ((await response.json()) as Value) : undefined
  } catch {
    return undefined
  }
}
