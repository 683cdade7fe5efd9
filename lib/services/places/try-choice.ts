import { isIP } from 'node:net'
import { AppError } from '#lib/errors.ts'
import { refusalOf } from '#lib/saml/refusals.ts'
import { chooseIdp } from './choose-idp.ts'
import { findLocation } from './find-location.ts'

/** What becomes of somebody who comes from an address with a login name. */
export type TriedChoice = {
  /** `Office`, `Office, Guests`; undefined: the address is in no location. */
  location: string | undefined
  /** Whether people of the location have to sign in; undefined outside of all. */
  isEnforced: boolean | undefined
} & (
  | { idp: string; by: 'domain' | 'location' | 'arbitrary-domains' | 'default' }
  | { asks: true }
  | { refusal: string; title: string; detail: string }
)

/** Asks the rule that sign-ins go by. Throws `AppError` `invalid` (field `address`) for what is no IP address. */
export async function tryChoice(asked: { address: string; loginName: string }): Promise<TriedChoice> {
  const address = asked.address.trim()
  if (isIP(address) === 0) {
    throw new AppError('invalid', 'Enter an IP address, such as 203.0.113.7 or 2001:db8::7.', { field: 'address' })
  }
  const loginName = asked.loginName.trim()
  const [found, choice] = await Promise.all([
    findLocation(address),
    chooseIdp({ address, ...(loginName === '' ? {} : { loginName }) }),
  ])
  const place = {
    location: found && [found.parent?.name, found.location.name].filter((name) => name !== undefined).join(', '),
    isEnforced: found?.location.enforcesAuthentication,
  }
  if ('idp' in choice) return { ...place, idp: choice.idp.name, by: choice.by }
  if ('choice' in choice) return { ...place, asks: true }
  return { ...place, refusal: choice.refusal, title: refusalOf(choice.refusal).title, detail: choice.detail }
}
