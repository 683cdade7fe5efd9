import { isCountryCode } from '#lib/policy/countries.ts'

/** The country that a proxy's header names, ISO 3166-1 alpha-2; undefined for none, and for what some send for unknown. */
export function countryOf(header: string | undefined): string | undefined {
  const code = header?.trim().toUpperCase() ?? ''
  return isCountryCode(code) ? code : undefined
}
