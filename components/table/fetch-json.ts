/** What an address of this portal answers; undefined when it does not. Whoever asks can do without. */
export const fetchJson = async <Value>(address: string, signal?: AbortSignal): Promise<Value | undefined> => {
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json' }, ...(signal ? { signal } : {}) })
    return response.ok ? ((await response.json()) as Value) : undefined
  } catch {
    return undefined
  }
}
